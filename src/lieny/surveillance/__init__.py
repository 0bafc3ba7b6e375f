"""Surveillance: series of disease counts, detection of what rises."""
