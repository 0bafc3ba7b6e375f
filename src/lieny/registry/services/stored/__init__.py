"""The registry in PostgreSQL: from blocks of rows to persons, places and signs that last."""
