"""Simulated series with injected outbreaks, calibrated on open data of the region; seeded."""
