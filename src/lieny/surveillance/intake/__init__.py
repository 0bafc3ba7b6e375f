"""Readers of series and case lists."""
