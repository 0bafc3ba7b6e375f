"""The Vietnamese order of names, as an immutable function of PostgreSQL.

Built without a collation: servers without ICU have none for Vietnamese. Names are compared letter
by letter (a ă â b c d đ e ê …), then tone by tone (ngang, huyền, hỏi, ngã, sắc, nặng), as
dictionaries do; upper case does not count. The key is compared by bytes (COLLATE "C").
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Func

from lieny.vocabulary.dictionary_order import LETTERS, letter_shapes

FIRST_CODE = ord("A")  # after blank and digits, which keep their own place


def sort_key_function() -> str:
    """Write the function `lieny_sort_key(text)`."""
    shapes = letter_shapes()
    written = "".join(letter for letter, _, _ in shapes)
    codes = "".join(chr(FIRST_CODE + LETTERS.index(plain)) for _, plain, _ in shapes)
    tones = "".join(str(tone) for _, _, tone in shapes)
    codes = codes.replace("'", "''")
    return f"""
CREATE FUNCTION lieny_sort_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(normalize(name, NFC), '{written}', E'{codes.replace(chr(92), chr(92) * 2)}')
        || chr(1) || translate(normalize(name, NFC), '{written}', '{tones}')
$$;"""


def sort_key_of(field: str) -> models.GeneratedField:
    """Make the column by which rows are put in Vietnamese order."""
    return models.GeneratedField(
        expression=Func(F(field), function="lieny_sort_key"),
        output_field=models.CharField(max_length=700, db_collation="C"),
        db_persist=True,
    )
