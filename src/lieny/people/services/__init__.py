"""Use cases of people: each one transaction, with its audit record."""
