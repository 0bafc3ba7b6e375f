"""Wing of people: accounts, roles, the boundary between provinces, and the audit."""
