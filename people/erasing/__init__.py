"""Erasing a whole file: what hangs off it, told by the models, and the SQL that lets it go."""
