"""Columnar batch work: Arrow tables in, Arrow tables out; no database, no framework."""
