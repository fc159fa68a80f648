"""Makes a province's reporting rounds with known truth. It knows nothing of how figures are read.

It may import neither `ingestion.extract` nor read its phrases: what it writes is how offices write.
"""

from simulator.rounds import SimulationSummary, simulate

__all__ = ["SimulationSummary", "simulate"]
