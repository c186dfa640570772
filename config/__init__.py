"""How the house is wired: settings, addresses, the web server, the embedded PostgreSQL. No app imports it."""
