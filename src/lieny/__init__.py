"""Liên Y: health departments of neighbouring provinces see together what none sees alone."""
