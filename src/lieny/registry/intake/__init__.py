"""Readers of foreign files: bytes in, typed rows with provenance and problems out."""
