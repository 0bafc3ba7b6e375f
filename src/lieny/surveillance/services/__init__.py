"""Use cases: one detection over many series."""
