"""The shapes of the tables that pass between intake, engine and services."""
