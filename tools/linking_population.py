"""A population of practitioners as many lists show it: what the linker is trained and measured on.

It writes the PERSON columns directly (names folded, numbers read), with the faults that are left
after reading: missing and wrong values, typing slips, lost accents, shared telephones. It is no
source of truth about the field; it gives the model an order of magnitude for each kind of fault.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from linking_names import GIVENS, ISSUERS, MIDDLES, SECOND, SURNAMES

ISSUED_BY = ISSUERS.split()
TITLES = ("bac_si", "dieu_duong", "ho_sinh", "ky_thuat_y", "y_si")
KEYS = "abcdeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Faults:
    """Shares of rows with each kind of fault."""

    name_slip: float = 0.012
    abbreviated: float = 0.02
    middle_dropped: float = 0.01
    reordered: float = 0.003
    renamed: float = 0.006
    no_accents: float = 0.12
    wrong_accent: float = 0.015
    birth_missing: float = 0.01
    birth_year_only: float = 0.05
    birth_first_of_january: float = 0.01
    birth_swapped: float = 0.02
    birth_slip: float = 0.012
    birth_wrong: float = 0.003
    id_missing: float = 0.18
    id_slip: float = 0.012
    id_of_neighbour: float = 0.004
    licence_missing: float = 0.03
    licence_fuzzy: float = 0.04
    licence_slip: float = 0.012
    phone_missing: float = 0.45
    phone_of_facility: float = 0.12
    phone_changed: float = 0.10
    title_other: float = 0.03
    title_missing: float = 0.05
    gender_missing: float = 0.35
    gender_wrong: float = 0.004

    def times(self, factor: float) -> Faults:
        """Give the same faults, more frequent by `factor`."""
        return replace(
            self,
            **{name: min(0.6, getattr(self, name) * factor) for name in self.__dataclass_fields__},
        )


def fold(text: str) -> str:
    """Take away marks; y and i are written alike."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("y", "i")


def _weighted(table: str) -> tuple[np.ndarray, np.ndarray]:
    words = table.split()
    weights = np.array(words[1::2], float)
    return np.array(words[::2], object), weights / weights.sum()


class Population:
    """Persons and the rows in which lists show them."""

    def __init__(self, persons: int, seed: int, faults: Faults | None = None) -> None:
        self.rng = np.random.default_rng(seed)
        self.faults = faults or Faults()
        self.count = persons
        self._persons()

    def _persons(self) -> None:
        rng, n = self.rng, self.count
        self.gender = np.where(rng.random(n) < 0.58, "F", "M").astype(object)
        surnames, weights = _weighted(SURNAMES)
        self.surname = rng.choice(surnames, n, p=weights)
        self.middle = np.empty(n, object)
        self.given = np.empty(n, object)
        for sex in "MF":
            here = np.flatnonzero(self.gender == sex)
            middles, weights = _weighted(MIDDLES[sex])
            self.middle[here] = rng.choice(middles, len(here), p=weights)
            pool = np.array(GIVENS[sex].split(), object)
            zipf = 1 / np.arange(3, len(pool) + 3) ** 0.85
            self.given[here] = rng.choice(pool, len(here), p=zipf / zipf.sum())
        longer = rng.random(n) < np.where(self.gender == "F", 0.42, 0.14)
        seconds = rng.choice(np.array(SECOND.split(), object), n)
        self.middle[longer] = self.middle[longer] + " " + seconds[longer]
        born = rng.integers(-6200, 11_800, n)
        heaped = rng.random(n) < 0.04
        years = born.astype("datetime64[D]").astype("datetime64[Y]")
        self.born = np.where(heaped, years.astype("datetime64[D]"), born.astype("datetime64[D]"))
        year = years.astype(int) + 1970
        sex_digit = (self.gender == "F") + 2 * (year >= 2000)
        self.home = rng.choice(34, n, p=_skewed(34))
        tail = rng.integers(0, 1_000_000, n)
        self.cccd = np.array(
            [
                f"{place * 2 + 1:03d}{sex}{born % 100:02d}{rest:06d}"
                for place, sex, born, rest in zip(self.home, sex_digit, year, tail, strict=True)
            ],
            object,
        )
        self.cmnd = np.array([f"{k:09d}" for k in rng.integers(20_000_000, 400_000_000, n)], object)
        self.phone = np.array([f"{k:09d}" for k in rng.integers(3 * 10**8, 10**9, n)], object)
        self.title = rng.choice(5, n, p=[0.42, 0.34, 0.06, 0.1, 0.08])
        self.issuer = rng.choice(len(ISSUED_BY), n, p=_skewed(len(ISSUED_BY)))
        self.licence = self._serials(self.issuer)
        self.converted = rng.random(n) < 0.10  # holds a new licence beside the old certificate
        self.new_licence = self._serials(self.issuer)
        self.second = rng.random(n) < 0.01  # another certificate, of another issuer
        self.second_issuer = self.rng.choice(len(ISSUED_BY), n, p=_skewed(len(ISSUED_BY)))
        self.second_licence = self._serials(self.second_issuer) + n

    def _serials(self, issuer: np.ndarray) -> np.ndarray:
        order = np.lexsort((self.rng.random(self.count), issuer))
        first = np.searchsorted(issuer[order], np.arange(len(ISSUED_BY)))
        serial = np.empty(self.count, np.int64)
        serial[order] = np.arange(self.count) - first[issuer[order]] + 1
        return serial

    def rows(
        self, *, per_person: float = 0.6, register: bool = False
    ) -> tuple[pa.Table, np.ndarray]:
        """Draw the rows of lists (or one row of the register a person), with the true person."""
        n = self.count
        times = np.ones(n, int) if register else 1 + np.minimum(self.rng.poisson(per_person, n), 5)
        person = self.rng.permutation(np.repeat(np.arange(n), times))
        return self.table(person, register=register), person

    def table(self, person: np.ndarray, *, register: bool) -> pa.Table:
        """Show the persons given, each in one row."""
        faults = self.faults.times(0.25) if register else self.faults
        columns: dict[str, pa.Array] = {}
        columns |= self._names(person, faults)
        columns |= self._births(person, faults)
        columns |= self._numbers(person, faults)
        columns |= self._licences(person, faults)
        return pa.table(columns)

    def _hit(self, share: float, count: int) -> np.ndarray:
        return self.rng.random(count) < share

    def _names(self, person: np.ndarray, f: Faults) -> dict[str, pa.Array]:
        n = len(person)
        sur, mid, giv = (x[person].copy() for x in (self.surname, self.middle, self.given))
        renamed = np.flatnonzero(self._hit(f.renamed, n))
        mid[renamed] = self.rng.permutation(mid[renamed])
        dropped = np.flatnonzero(self._hit(f.middle_dropped, n))
        mid[dropped] = [m.rsplit(" ", 1)[0] if " " in m else "" for m in mid[dropped]]
        for k in np.flatnonzero(self._hit(f.abbreviated, n)):
            mid[k] = " ".join(w[0] for w in mid[k].split())
            if self.rng.random() < 0.5:
                sur[k] = sur[k][0]
        names = np.array([f"{s} {m} {g}" if m else f"{s} {g}"
                          for s, m, g in zip(sur, mid, giv, strict=True)], object)  # fmt: skip
        for k in np.flatnonzero(self._hit(f.wrong_accent, n)):
            words = names[k].split()
            at = int(self.rng.integers(len(words)))
            words[at] = unicodedata.normalize("NFC", fold(words[at]).replace("i", "ì"))
            names[k] = " ".join(words)
        for k in np.flatnonzero(self._hit(f.name_slip, n)):
            names[k] = self._slipped(names[k])
        for k in np.flatnonzero(self._hit(f.reordered, n)):
            words = names[k].split()
            names[k] = " ".join([words[-1], *words[:-1]])
        plain = {name: fold(name) for name in set(names)}
        folded = [plain[name] for name in names]
        accents = ~self._hit(f.no_accents, n)
        toned = [name if shown and name != plain[name] else None
                 for name, shown in zip(names, accents, strict=True)]  # fmt: skip
        words = [name.split() for name in folded]
        return {
            "name": pa.array(list(names), pa.string()),
            "name_folded": pa.array(folded),
            "name_toned": pa.array(toned, pa.string()),
            "surname": pa.array([w[0] for w in words]),
            "middle": pa.array([" ".join(w[1:-1]) for w in words]),
            "given": pa.array([w[-1] for w in words]),
            "initials": pa.array(["".join(x[0] for x in w) for w in words]),
        }

    def _slipped(self, text: str) -> str:
        at = int(self.rng.integers(1, len(text) - 1))
        kind = self.rng.integers(4)
        letter = KEYS[self.rng.integers(len(KEYS))]
        if kind == 0:
            changed = text[:at] + text[at + 1 :]
        elif kind == 1:
            changed = text[:at] + letter + text[at:]
        elif kind == 2:
            changed = text[:at] + letter + text[at + 1 :]
        else:
            changed = text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
        return " ".join(changed.split())

    def _births(self, person: np.ndarray, f: Faults) -> dict[str, pa.Array]:
        n = len(person)
        born = self.born[person].copy()
        for k in np.flatnonzero(self._hit(f.birth_swapped, n)):
            year, month, day = str(born[k]).split("-")
            if int(day) <= 12:
                born[k] = np.datetime64(f"{year}-{day}-{month}")
        slipped = np.flatnonzero(self._hit(f.birth_slip, n))
        shift = self.rng.choice([1, -1, 10, -10], len(slipped)).astype("timedelta64[D]")
        born[slipped] = born[slipped] + shift
        wrong = np.flatnonzero(self._hit(f.birth_wrong, n))
        born[wrong] = born[self.rng.permutation(wrong)]
        first = self._hit(f.birth_first_of_january, n)
        born[first] = born[first].astype("datetime64[Y]").astype("datetime64[D]")
        missing = self._hit(f.birth_missing, n)
        year_only = missing | self._hit(f.birth_year_only, n)
        years = (born.astype("datetime64[Y]").astype(int) + 1970).astype(np.int16)
        return {
            "birth_on": pa.array(born, mask=year_only).cast(pa.date32()),
            "birth_year": pa.array(years, mask=missing),
        }

    def _numbers(self, person: np.ndarray, f: Faults) -> dict[str, pa.Array]:
        n = len(person)
        shown = person.copy()
        neighbour = np.flatnonzero(self._hit(f.id_of_neighbour, n))
        shown[neighbour] = person[neighbour - 1]
        cccd, cmnd = self.cccd[shown].copy(), self.cmnd[shown].copy()
        for k in np.flatnonzero(self._hit(f.id_slip, n)):
            at = int(self.rng.integers(3, 9))
            digit = str(self.rng.integers(10))
            cccd[k] = cccd[k][:at] + digit + cccd[k][at + 1 :]
            cmnd[k] = cmnd[k][:at] + digit + cmnd[k][at + 1 :]
        missing, old = self._hit(f.id_missing, n), self._hit(0.12, n)
        phone = self.phone[person].copy()
        changed = np.flatnonzero(self._hit(f.phone_changed, n))
        phone[changed] = [f"{k:09d}" for k in self.rng.integers(3 * 10**8, 10**9, len(changed))]
        at_facility = np.flatnonzero(self._hit(f.phone_of_facility, n))
        numbers = self.rng.integers(0, n // 20 + 1, len(at_facility))
        phone[at_facility] = [f"28{k:07d}" for k in numbers]
        title = self.title[person].copy()
        other = np.flatnonzero(self._hit(f.title_other, n))
        title[other] = self.rng.integers(0, 5, len(other))
        gender = self.gender[person].copy()
        wrong = np.flatnonzero(self._hit(f.gender_wrong, n))
        gender[wrong] = self.rng.choice(np.array(["M", "F"], object), len(wrong))
        return {
            "cccd": pa.array(list(cccd), pa.string(), mask=missing | old),
            "cmnd": pa.array(list(cmnd), pa.string(), mask=missing | ~old),
            "phone": pa.array(list(phone), pa.string(), mask=self._hit(f.phone_missing, n)),
            "gender": pa.array(list(gender), pa.string(), mask=self._hit(f.gender_missing, n)),
            "title": pa.DictionaryArray.from_arrays(
                pa.array(title, pa.int32(), mask=self._hit(f.title_missing, n)), pa.array(TITLES)
            ),
        }

    def _licences(self, person: np.ndarray, f: Faults) -> dict[str, pa.Array]:
        n = len(person)
        issuer, serial = self.issuer[person].copy(), self.licence[person].copy()
        kind = np.zeros(n, np.int32)
        new = self.converted[person] & self._hit(0.5, n)
        serial[new], kind[new] = self.new_licence[person[new]], 1
        second = self.second[person] & ~new & self._hit(0.5, n)
        serial[second] = self.second_licence[person[second]]
        issuer[second] = self.second_issuer[person[second]]
        for k in np.flatnonzero(self._hit(f.licence_slip, n)):
            digits = list(str(serial[k]))
            digits[int(self.rng.integers(len(digits)))] = str(self.rng.integers(1, 10))
            serial[k] = int("".join(digits))
        missing, fuzzy = self._hit(f.licence_missing, n), self._hit(f.licence_fuzzy, n)
        untyped = fuzzy & self._hit(0.3, n)  # "000123/HCM": the issuer is there, the type is not
        status = np.where(fuzzy, 1, 0)
        return {
            "licence_serial": pa.array(serial, pa.int32(), mask=missing),
            "licence_issuer": pa.DictionaryArray.from_arrays(
                pa.array(issuer, pa.int32(), mask=missing | (fuzzy & ~untyped)), pa.array(ISSUED_BY)
            ),
            "licence_type": pa.DictionaryArray.from_arrays(
                pa.array(kind, pa.int32(), mask=missing | untyped), pa.array(["CCHN", "GPHN"])
            ),
            "licence_status": pa.DictionaryArray.from_arrays(
                pa.array(status, pa.int32(), mask=missing), pa.array(["exact", "fuzzy"])
            ),
            "licence_issued_on": pa.nulls(n, pa.date32()),
        }


def _skewed(count: int) -> np.ndarray:
    weights = 1 / np.arange(1, count + 1)
    return weights / weights.sum()
