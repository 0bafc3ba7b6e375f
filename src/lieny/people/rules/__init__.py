"""Pure decisions on who may do what; no framework, no database."""
