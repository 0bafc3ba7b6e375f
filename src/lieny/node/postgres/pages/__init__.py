"""PostgreSQL as Django's engine for pages: statements stay prepared for as long as it is used."""
