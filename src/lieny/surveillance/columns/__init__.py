"""Shapes of what passes between reading and reckoning."""
