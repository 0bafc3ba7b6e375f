"""How rare a name is among practitioners, judged from a run of any size.

Two people of one rare name are probably one person; two of a common name are not. A run is a
sample: a name that occurs once in a thousand rows is not as rare as one that occurs once in a
million. So the count is shrunk towards what its parts tell (surname, middle, given name, taken as
independent), and these towards shares known beforehand. Persons are counted, not rows, so that a
person with three registrations does not make their own name look common.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources

import duckdb
import pyarrow as pa

# How many persons the shares known beforehand are worth against those of a run.
WORTH_OF_REFERENCE = 2_000
# Middle and given names are chosen for one sex: they meet about twice as often as if by chance.
TOGETHER = 2.0
# How far the guess from the parts is trusted: the shape of the Gamma distribution around it.
TRUST = 1.5
# No name is taken to be rarer: parents, and slips of reading, repeat what no count foresees.
RAREST = 3e-6


PARTS = ("surname", "middle", "given")


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How rare the names of a run were, kept so that a later run can weigh by the same.

    Attributes:
        names: `name_folded` and `tf_name_folded`, the share of persons who bear it.
        parts: `part`, `word` and `share` of every surname, middle and given name of the run.
        persons: how many persons were counted.
    """

    names: pa.Table
    parts: pa.Table
    persons: float


def reference_shares() -> dict[str, dict[str, float]]:
    """Shares of surnames, middle and given names known beforehand; "" stands for all others."""
    path = resources.files("lieny.registry.engine.linking") / "name_shares.json"
    shares: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))["shares"]
    return shares


def estimate(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the table `name_frequency(name_folded, tf_name_folded)` for the names of `records`."""
    con.register("share", _reference())
    # Persons of a name: as many as it has birth dates, or licences where lists give no date.
    con.execute("""
        CREATE TEMP TABLE bearers AS
        SELECT name_folded, any_value(surname) AS surname, any_value(middle) AS middle,
            any_value(given) AS given,
            greatest(count(DISTINCT birth_on), count(DISTINCT licence_key), 1) AS persons
        FROM records WHERE name_folded IS NOT NULL GROUP BY name_folded
    """)
    for part in PARTS:
        con.execute(f"""
            CREATE TEMP TABLE {part}_share AS
            WITH total AS (SELECT sum(persons) AS persons FROM bearers),
                rest AS (SELECT expected FROM share WHERE part = '{part}' AND word = '')
            SELECT {part}, (sum(bearers.persons)
                    + {WORTH_OF_REFERENCE} *
                        coalesce(any_value(s.expected), any_value(rest.expected)))
                / (any_value(total.persons) + {WORTH_OF_REFERENCE}) AS share
            FROM bearers CROSS JOIN total CROSS JOIN rest
            LEFT JOIN share s ON s.part = '{part}' AND s.word = bearers.{part} AND s.word <> ''
            GROUP BY {part}
        """)
    # Gamma and Poisson: the share of a name among the other persons, given how many of them were
    # seen to bear it and what its parts let expect.
    con.execute(f"""
        CREATE TABLE name_frequency AS
        WITH total AS (SELECT sum(persons) AS persons FROM bearers)
        SELECT name_folded, greatest({RAREST}, (bearers.persons - 1 + {TRUST})
            / (total.persons + {TRUST / TOGETHER}
                / (surname_share.share * middle_share.share * given_share.share))) AS tf_name_folded
        FROM bearers CROSS JOIN total JOIN surname_share USING (surname)
        JOIN middle_share USING (middle) JOIN given_share USING (given)
    """)
    con.unregister("share")


def kept(con: duckdb.DuckDBPyConnection) -> Frequencies:
    """Take what `estimate` found out of a connection."""
    each = " UNION ALL ".join(
        f"SELECT '{part}' AS part, {part} AS word, share FROM {part}_share" for part in PARTS
    )
    (persons,) = con.sql("SELECT coalesce(sum(persons), 0)::DOUBLE FROM bearers").fetchall()[0]
    return Frequencies(
        con.sql("SELECT name_folded, tf_name_folded FROM name_frequency").to_arrow_table(),
        con.sql(each).to_arrow_table(),
        float(persons),
    )


def recall(con: duckdb.DuckDBPyConnection, frequencies: Frequencies) -> None:
    """Fill `name_frequency` for the names of `records` as an earlier run would have.

    A name that it did not meet is taken as one that a single person bears, its parts as common as
    they were then.
    """
    con.register("share", _reference())
    con.register("known_names", frequencies.names)
    con.register("known_parts", frequencies.parts)
    persons = frequencies.persons
    share = " * ".join(
        f"""coalesce({part}_known.share, {WORTH_OF_REFERENCE} * coalesce({part}_reference.expected,
            {part}_rest.expected) / ({persons} + {WORTH_OF_REFERENCE}))"""
        for part in PARTS
    )
    joins = " ".join(
        f"""LEFT JOIN known_parts {part}_known
            ON {part}_known.part = '{part}' AND {part}_known.word = unmet.{part}
        LEFT JOIN share {part}_reference ON {part}_reference.part = '{part}'
            AND {part}_reference.word = unmet.{part} AND {part}_reference.word <> ''
        CROSS JOIN (SELECT expected FROM share WHERE part = '{part}' AND word = '') {part}_rest"""
        for part in PARTS
    )
    con.execute(f"""
        CREATE OR REPLACE TABLE name_frequency AS
        WITH wanted AS (
            SELECT name_folded, any_value(surname) AS surname, any_value(middle) AS middle,
                any_value(given) AS given
            FROM records WHERE name_folded IS NOT NULL GROUP BY name_folded
        ), met AS MATERIALIZED (
            SELECT name_folded, tf_name_folded FROM known_names SEMI JOIN wanted USING (name_folded)
        ), unmet AS (SELECT * FROM wanted ANTI JOIN met USING (name_folded))
        SELECT name_folded, greatest({RAREST},
            {TRUST} / ({persons} + {TRUST / TOGETHER} / ({share}))) AS tf_name_folded
        FROM unmet {joins}
        UNION ALL SELECT name_folded, tf_name_folded FROM met
    """)
    for name in ("share", "known_names", "known_parts"):
        con.unregister(name)


def _reference() -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"part": part, "word": word, "expected": share}
            for part, words in reference_shares().items()
            for word, share in words.items()
        ]
    )
