"""Cases in PostgreSQL: opening, steps, questions, papers, notices; each one transaction."""
