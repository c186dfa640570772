"""Forms of the sign-in."""
