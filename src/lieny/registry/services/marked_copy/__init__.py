"""Copies of senders' own files with marks at the cells, to be sent back for correction."""
