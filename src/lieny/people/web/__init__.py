"""Doors of people on the web: sign-in, own account, people and audit of a department."""
