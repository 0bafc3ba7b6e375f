"""Policies ask for the boundary once a statement, and say what they said before."""

import re

from lieny.node.postgres.roles import ask_once

BARE = re.compile(r"(?<!SELECT )\blieny_(user|provinces|facilities|maintains)\(\)")


def conditions(database):
    with database.owner.connect() as owner:
        return owner.execute(
            "SELECT tablename, policyname, qual, with_check FROM pg_policies ORDER BY 1, 2"
        ).fetchall()


def test_no_policy_asks_for_the_boundary_row_by_row(own_database):
    rows = conditions(own_database)
    said = [text for *_, qual, check in rows for text in (qual, check) if text is not None]
    assert any("lieny_provinces()" in text for text in said)
    assert [text for text in said if BARE.search(text)] == []


def test_a_new_policy_is_made_to_ask_once_and_the_others_stay(own_database):
    before = conditions(own_database)
    with own_database.owner.connect() as owner:
        owner.execute(
            "CREATE POLICY passing ON people_organisation FOR UPDATE "
            "USING (province = ANY (lieny_provinces())) WITH CHECK (lieny_user() IS NOT NULL)"
        )
    ask_once(own_database)
    after = conditions(own_database)
    (new,) = set(after) - set(before)
    assert set(before) <= set(after)
    assert "SELECT lieny_provinces()" in new[2]
    assert "SELECT lieny_user()" in new[3]
    assert not BARE.search(new[2] + new[3])
