"""Weekly patterns in flat arrays, and the exact minutes that two of them share.

A pattern is a run of (start, end) minutes in one long array; `offsets` says where each begins, as
Arrow keeps strings. Minutes shared by two patterns are read from the clock of one of them: the
clock of a pattern says how many of its minutes have passed at each edge of the week, so an
interval of the other shares `clock(end) - clock(start)` minutes with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.vocabulary.weekly_set import WEEK

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

# Readings of clocks held at once: 16 million are 32 MB, whatever the number of patterns.
READINGS_AT_ONCE = 16_000_000
PAIRS_AT_ONCE = 500_000


@dataclass(frozen=True, slots=True)
class Patterns:
    """Interned weekly sets.

    Attributes:
        offsets: pattern `k` holds `minutes[offsets[k]:offsets[k + 1]]`.
        minutes: starts and ends in turn, canonical within a pattern (see `WeeklySet`).
    """

    offsets: Longs
    minutes: Ints

    @classmethod
    def of(cls, dictionary: pa.Array) -> Patterns:
        """Read an Arrow array of `WeeklySet.to_bytes`, with the empty set appended as the last."""
        packed = dictionary.cast(pa.large_binary())
        _, ends, values = packed.buffers()
        span = slice(packed.offset, packed.offset + len(packed) + 1)
        edges = np.frombuffer(ends, np.int64)[span] if len(packed) else np.zeros(1, np.int64)
        content = np.frombuffer(values, np.uint8) if values is not None else np.empty(0, np.uint8)
        inside = content[edges[0] : edges[-1]].view("<u2").astype(np.int32)
        offsets = (edges - edges[0]) // 2
        return cls(np.append(offsets, offsets[-1]), inside)

    def taken(self, which: npt.NDArray[np.integer]) -> Patterns:
        """Give the patterns of `which`, in that order."""
        sizes = np.diff(self.offsets)[which]
        offsets = np.concatenate(([0], np.cumsum(sizes)))
        return Patterns(offsets, self.minutes[_runs(self.offsets[:-1][which], sizes)])

    def united_with(self, other: Patterns) -> Patterns:
        """Unite each pattern with the pattern of the same place in `other`."""
        count = len(self.offsets) - 1
        # One number an edge, ordered by pattern, minute, and starts before ends: where work
        # ends and begins in the same minute, the united set goes on.
        events = np.sort(np.concatenate([self._events(), other._events()]))
        depth = np.cumsum(1 - 2 * (events & 1))
        opens = (depth == 1) & (events & 1 == 0)
        closes = depth == 0
        edges = events[opens | closes] >> 1
        pattern, minute = np.divmod(edges, WEEK + 1)
        offsets = np.concatenate(([0], np.cumsum(np.bincount(pattern, minlength=count))))
        return Patterns(offsets, minute.astype(np.int32))

    def total_minutes(self) -> Ints:
        """Minutes a week of each pattern."""
        passed = np.concatenate(([0], np.cumsum(self.minutes[1::2] - self.minutes[::2])))
        spans = passed[self.offsets[1:] // 2] - passed[self.offsets[:-1] // 2]
        return np.asarray(spans, np.int32)

    def shared_minutes(self, first: Ints, second: Ints) -> Ints:
        """Minutes a week that pattern `first[k]` and pattern `second[k]` share."""
        count = len(self.offsets) - 1
        pairs, which = _interned(first.astype(np.int64) * count + second)
        one, other = np.divmod(pairs, max(count, 1))
        edges, place = _placed(self.minutes)
        shared = np.zeros(len(pairs), np.int32)
        block = max(1, READINGS_AT_ONCE // max(len(edges), 1))
        for begin in range(0, count, block):
            end = min(begin + block, count)
            clocks = self._clocks(begin, end, edges, place)
            inside = np.flatnonzero((other >= begin) & (other < end))
            for part in np.array_split(inside, len(inside) // PAIRS_AT_ONCE + 1):
                shared[part] = self._read(clocks, place, one[part], other[part] - begin)
        return shared[which]

    def _clocks(self, begin: int, end: int, edges: Ints, place: Ints) -> npt.NDArray[np.int16]:
        """Give for patterns `begin` to `end` the minutes passed at each edge of the week."""
        sizes = np.diff(self.offsets[begin : end + 1])
        pattern = np.repeat(np.arange(end - begin), sizes)
        at = place[self.offsets[begin] : self.offsets[end]]
        turns = np.zeros((end - begin, len(edges)), np.int8)
        turns[pattern[::2], at[::2]] = 1
        turns[pattern[1::2], at[1::2]] = -1
        covered = np.cumsum(turns[:, :-1], axis=1, dtype=np.int8)
        clocks = np.zeros(turns.shape, np.int16)
        np.cumsum(covered * np.diff(edges).astype(np.int16), axis=1, out=clocks[:, 1:])
        return clocks

    def _read(
        self, clocks: npt.NDArray[np.int16], place: Ints, first: Longs, second: Longs
    ) -> Longs:
        sizes = np.diff(self.offsets)[first]
        at = place[_runs(self.offsets[:-1][first], sizes)]
        readings = clocks.ravel()[np.repeat(second * clocks.shape[1], sizes) + at]
        passed = np.cumsum(readings[1::2] - readings[::2], dtype=np.int64)
        upto = np.concatenate(([0], passed))[np.cumsum(sizes) // 2]
        return np.asarray(np.diff(upto, prepend=0), np.int64)

    def _events(self) -> Longs:
        """Number each edge by pattern, minute, and whether the minute opens or closes."""
        pattern = np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))
        closes = np.arange(len(self.minutes)) & 1
        return ((pattern * (WEEK + 1) + self.minutes) << 1) | closes


@dataclass(frozen=True, slots=True)
class PatternBook:
    """The patterns of a run.

    Attributes:
        of_definite: place of each registration's definite minutes in `definite`.
        of_reach: place of its definite and possible minutes together in `reach`.
    """

    of_definite: Ints
    of_reach: Ints
    definite: Patterns
    reach: Patterns

    @classmethod
    def of(cls, definite: pa.DictionaryArray, possible: pa.DictionaryArray) -> PatternBook:
        """Intern the pairs; a null stands for the empty set."""
        sure, maybe = Patterns.of(definite.dictionary), Patterns.of(possible.dictionary)
        of_sure, of_maybe = _indices(definite), _indices(possible)
        width = len(maybe.offsets) - 1
        pairs, of_reach = _interned(of_sure.astype(np.int64) * width + of_maybe)
        first, second = np.divmod(pairs, width)
        return cls(of_sure, of_reach, sure, sure.taken(first).united_with(maybe.taken(second)))


def _runs(begins: Longs, sizes: Longs) -> Longs:
    """Count up from each begin for its size: [5, 9], [2, 3] → [5, 6, 9, 10, 11]."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(begins - before, sizes) + np.arange(sizes.sum())


def _placed(minutes: Ints) -> tuple[Ints, Ints]:
    """Give the distinct minutes in order, and the place of each minute among them."""
    seen = np.zeros(WEEK + 1, np.bool_)
    seen[minutes] = True
    return np.flatnonzero(seen).astype(np.int32), (np.cumsum(seen, dtype=np.int32) - 1)[minutes]


def _indices(column: pa.DictionaryArray) -> Ints:
    # The empty set is the pattern after the last of the dictionary: see `Patterns.of`.
    filled = column.indices.cast(pa.int32()).fill_null(len(column.dictionary))
    return np.asarray(filled.to_numpy(zero_copy_only=False), np.int32)


def _interned(keys: Longs) -> tuple[Longs, Ints]:
    """Give the distinct keys, and for each key its place among them."""
    encoded = pa.array(keys).dictionary_encode()  # by hashing: a sort of millions is slower
    distinct = np.asarray(encoded.dictionary.to_numpy(), np.int64)
    return distinct, np.asarray(encoded.indices.to_numpy(), np.int32)
