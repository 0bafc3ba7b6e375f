"""Planted signs, one for each way a rule can be broken, and traps that only look like it."""

from lieny.node.sample.plants.catalogue import PLANTS, Plant, sow

__all__ = ["PLANTS", "Plant", "sow"]
