"""Frozen types of the field: names, numbers, weekly time, places; each refuses a bad shape."""
