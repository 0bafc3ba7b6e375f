"""The doors of the registry on the command line."""
