"""Names that are nothing but names, read word by word: lists are made of a few thousand words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.intake.usual import Flags, Usual, flags
from lieny.vocabulary.person_name import PLACEHOLDERS, NameWord, name_word

_FEWEST, _MOST = 2, 12  # words
_LONGEST = 200  # characters
Numbers = npt.NDArray[np.int64]


def usual_names(texts: pa.Array) -> Usual:
    """Read the distinct texts of a column of names that hold a name and nothing else.

    Returns:
        The columns `name`, `name_folded`, `name_toned`, `surname`, `middle`, `given`, `initials`.
    """
    split = pc.split_pattern(texts, " ")
    offsets: Numbers = split.offsets.to_numpy().astype(np.int64)
    encoded = split.values.dictionary_encode()
    codes: Numbers = encoded.indices.to_numpy().astype(np.int64)
    words = [name_word(word) for word in encoded.dictionary.to_pylist()]
    is_usual = _is_usual(words, codes, offsets) & flags(pc.less(pc.utf8_length(texts), _LONGEST))
    chosen, starts = _of(is_usual, codes, offsets)
    columns = _columns(words, chosen, starts)
    known = flags(pc.is_in(columns["name_folded"], value_set=pa.array(sorted(PLACEHOLDERS))))
    if known.any():
        is_usual[np.flatnonzero(is_usual)[known]] = False
        columns = {name: column.filter(pa.array(~known)) for name, column in columns.items()}
    return Usual(texts, is_usual, columns)


def _is_usual(words: list[NameWord | None], codes: Numbers, offsets: Numbers) -> Flags:
    """Test whether each word of a text may stand where it stands."""
    counts = np.diff(offsets)
    fitting = (counts >= _FEWEST) & (counts <= _MOST)
    begins = np.array([word is not None and word.may_begin for word in words], np.bool_)
    stays = np.array([word is not None and word.may_continue for word in words], np.bool_)
    ends = np.array([word is not None and word.may_end for word in words], np.bool_)
    known = np.array([word is not None for word in words], np.bool_)
    unfit = np.concatenate([[0], np.cumsum(~stays[codes])])
    first, last = offsets[:-1][fitting], offsets[1:][fitting] - 1
    fitting[fitting] = (
        (unfit[last] == unfit[first])
        & begins[codes[first]]
        & known[codes[last]]
        & ends[codes[last]]
    )
    return fitting


def _of(chosen: Flags, codes: Numbers, offsets: Numbers) -> tuple[Numbers, Numbers]:
    """Give the words of the chosen texts, and where each text begins among them."""
    counts = np.diff(offsets)
    starts = np.concatenate([[0], np.cumsum(counts[chosen])]).astype(np.int64)
    return codes[np.repeat(chosen, counts)], starts


def _columns(words: list[NameWord | None], codes: Numbers, starts: Numbers) -> dict[str, pa.Array]:
    shown, folded, toned = (
        pa.array([None if word is None else word[part] for word in words], pa.string())
        for part in range(3)
    )
    letters = pc.utf8_slice_codeunits(folded, 0, 1)
    first, last = starts[:-1], starts[1:] - 1
    inside = np.ones(len(codes), np.bool_)
    inside[first], inside[last] = False, False
    within = starts - 2 * np.arange(len(starts))
    key, marked = _joined(folded, codes, starts), _joined(toned, codes, starts)
    return {
        "name": _joined(shown, codes, starts),
        "name_folded": key,
        "name_toned": pc.if_else(pc.equal(key, marked), pa.scalar(None, pa.string()), marked),
        "surname": folded.take(pa.array(codes[first])),
        "middle": _joined(folded, codes[inside], within),
        "given": folded.take(pa.array(codes[last])),
        "initials": _joined(letters, codes, starts, ""),
    }


def _joined(words: pa.Array, codes: Numbers, starts: Numbers, blank: str = " ") -> pa.Array:
    lists = pa.ListArray.from_arrays(pa.array(starts, pa.int32()), words.take(pa.array(codes)))
    return pc.binary_join(lists, blank)
