"""Composition: the command line, the clock and the sample region."""
