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


def reference_shares() -> dict[str, dict[str, float]]:
    """Shares of surnames, middle and given names known beforehand; "" stands for all others."""
    path = resources.files("lieny.registry.engine.linking") / "name_shares.json"
    shares: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))["shares"]
    return shares


def estimate(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the table `name_frequency(name_folded, tf_name_folded)` for the names of `records`."""
    known = [
        {"part": part, "word": word, "expected": share}
        for part, words in reference_shares().items()
        for word, share in words.items()
    ]
    con.register("share", pa.Table.from_pylist(known))
    # Persons of a name: as many as it has birth dates, or licences where lists give no date.
    con.execute("""
        CREATE TEMP TABLE bearers AS
        SELECT name_folded, any_value(surname) AS surname, any_value(middle) AS middle,
            any_value(given) AS given,
            greatest(count(DISTINCT birth_on), count(DISTINCT licence_key), 1) AS persons
        FROM records WHERE name_folded IS NOT NULL GROUP BY name_folded
    """)
    for part in ("surname", "middle", "given"):
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
