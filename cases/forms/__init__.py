"""What is typed about cases, checked before any action sees it."""
