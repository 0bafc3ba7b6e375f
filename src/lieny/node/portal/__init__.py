"""Running the portal: the web server, its supervisor, first accounts, backup and restore."""
