"""Law as data: dated provisions, how each was read, and which binds on which day."""
