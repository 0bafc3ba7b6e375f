"""A region that never was: lists, registers and the truth about them.

For the demo, the tests and the benchmarks.
Nothing here knows how the product reads or links; the texts follow the study of real lists.
"""

from lieny.node.sample.region import Options, Truth, generate_region

__all__ = ["Options", "Truth", "generate_region"]
