"""What is typed about people, checked before any action sees it."""
