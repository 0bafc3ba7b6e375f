"""The trained weights, and the settings that Splink and the explanation compute with."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from importlib import resources
from typing import Any

from lieny.registry.engine.linking.comparison import NULL, Comparison, Level
from lieny.registry.engine.linking.comparisons import BLOCKING, COMPARISONS


class ModelDoesNotFit(ValueError):
    """A model file lacks a level of the comparisons, or holds a probability outside (0, 1]."""


@dataclass(frozen=True, slots=True)
class Model:
    """Probabilities of each level among records of one person (m) and of two persons (u).

    Attributes:
        prior: probability that two records taken at random in the nation are of one person. It
            does not follow the size of a run: a name that is unique in a small file is not unique
            in the nation, and one threshold must hold for both.
        chances: comparison name → level name → (m, u).
        automatic: weight (log2 of the odds) from which two records are taken as one person.
        doubtful: weight from which a pair below `automatic` becomes a question.
    """

    prior: float
    chances: dict[str, dict[str, tuple[float, float]]]
    automatic: float = 6.0
    doubtful: float = 0.0

    @classmethod
    def from_json(cls, text: str) -> Model:
        """Read a model file.

        Raises:
            ModelDoesNotFit: it lacks a level that the comparisons have, or holds no probability.
        """
        read = json.loads(text)
        chances = {
            comparison: {level: (float(m), float(u)) for level, (m, u) in levels.items()}
            for comparison, levels in read["chances"].items()
        }
        for comparison in COMPARISONS:
            for level in comparison.levels:
                if level.name != NULL:
                    _check(chances, comparison, level)
        return cls(read["prior"], chances, read["automatic"], read["doubtful"])

    def to_json(self) -> str:
        """Write as `from_json` reads."""
        fields = {
            "prior": self.prior,
            "automatic": self.automatic,
            "doubtful": self.doubtful,
            "chances": self.chances,
        }
        return json.dumps(fields, indent=1, ensure_ascii=False)

    @property
    def prior_weight(self) -> float:
        """Weight of knowing nothing: log2 of the prior odds."""
        return math.log2(self.prior / (1 - self.prior))

    def weight(self, comparison: str, level: str) -> float:
        """Weight of a level: log2 of m over u; for a name, before its own frequency counts."""
        if level == NULL:
            return 0.0
        m, u = self.chances[comparison][level]
        return math.log2(m / u)

    def name_weight(self, frequency: float) -> float:
        """Weight of two equal names that this share of persons bear."""
        return math.log2(self.chances["name"]["equal"][0] / frequency)

    def splink_settings(self) -> dict[str, Any]:
        """Give the model as Splink reads it."""
        return {
            "link_type": "dedupe_only",
            "unique_id_column_name": "record",
            "probability_two_random_records_match": self.prior,
            "comparisons": [self._comparison(comparison) for comparison in COMPARISONS],
            "blocking_rules_to_generate_predictions": [
                {"blocking_rule": " AND ".join(f"l.{column} = r.{column}" for column in rule)}
                for rule in BLOCKING
            ],
            "retain_matching_columns": False,
            "retain_intermediate_calculation_columns": True,
        }

    def _comparison(self, comparison: Comparison) -> dict[str, Any]:
        levels: list[dict[str, Any]] = []
        for level in comparison.levels:
            entry: dict[str, Any] = {
                "sql_condition": level.condition,
                "label_for_charts": level.name,
            }
            if level.name == NULL:
                entry["is_null_level"] = True
            else:
                m, u = self.chances[comparison.name][level.name]
                entry |= {"m_probability": m, "u_probability": u}
            if level.name == comparison.weighs_frequency:
                entry["tf_adjustment_column"] = "name_folded"
            levels.append(entry)
        return {"output_column_name": comparison.name, "comparison_levels": levels}


def shipped() -> Model:
    """Give the model that comes with the package."""
    path = resources.files("lieny.registry.engine.linking") / "model.json"
    return Model.from_json(path.read_text("utf-8"))


def _check(
    chances: dict[str, dict[str, tuple[float, float]]], comparison: Comparison, level: Level
) -> None:
    found = chances.get(comparison.name, {}).get(level.name)
    if found is None or not all(0 < chance <= 1 for chance in found):
        raise ModelDoesNotFit(f"{comparison.name}: {level.name!r}: {found}")
