"""What two rows of the facilities table must share to be one place: integer keys by row.

Names are reduced so that writings of one name meet ("PKĐK Tâm Đức", "Phòng khám đa khoa Tâm Đức")
while what tells branches apart stays ("chi nhánh 2"). Addresses are reduced to house number and
street, because a commune was renamed on 1 July 2025 and a street was not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.vocabulary.issuer import issuers
from lieny.vocabulary.place import NEW_MAP_FROM, PlaceNotOnMap, communes_after, province_successor
from lieny.vocabulary.place_table import communes
from lieny.vocabulary.text import fold

Ints = npt.NDArray[np.int64]
NONE = -1

_ABBREVIATIONS = {
    "pk": "phong kham", "pkdk": "phong kham da khoa", "pkck": "phong kham chuyen khoa",
    "bv": "benh vien", "bvdk": "benh vien da khoa", "ttyt": "trung tam y te", "tyt": "tram y te",
    "tt": "trung tam", "dk": "da khoa", "ck": "chuyen khoa", "cn": "chi nhanh", "cs": "co so",
    "rhm": "rang ham mat", "tmh": "tai mui hong", "yhct": "y hoc co truyen", "bs": "bac si",
    "tp": "thanh pho", "khth": "khoa hoc", "dhyd": "dai hoc y duoc", "q": "quan", "h": "huyen",
    "p": "phuong", "tx": "thi xa", "sy": "si", "gd": "gia dinh", "xn": "xet nghiem",
    "pct": "phong chan tri", "nhs": "nha ho sinh", "dd": "dieu duong",
}  # fmt: skip
# Kinds of facilities in one word, so that a hospital never meets a clinic of the same name.
_KINDS = {
    "benh vien": "#h", "trung tam y te": "#t", "tram y te": "#s", "phong kham": "#c",
    "phong chan tri": "#c", "nha khoa": "#c rang ham mat", "nha ho sinh": "#m",
}  # fmt: skip
# Kinds, and words that one writer sets and another leaves out.
_KIND = re.compile(
    rf"\b(?:{'|'.join(_KINDS)}|da khoa|chuyen khoa|tu nhan|bac si|co so kham benh chua benh|"
    r"ho kinh doanh|so y te|cong ty (?:tnhh|co phan|cp)(?: mtv| mot thanh vien)?|tnhh|mtv)\b"
)
_COMMUNE_TYPE = re.compile(r"\b(?:phuong|xa|thi tran|dac khu)\b")
_OWNER = re.compile(r" (?:truc )?thuoc (?:cong ty|chi nhanh cong ty|ho kinh doanh)\b.*")
_BRANCH = re.compile(r"\b(chi nhanh|co so)(?: so)? (0*\d+|i{1,3}|iv|v)\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
# Texts whose keys are kept: the next list names the same places, but for a few.
TEXTS = 500_000
_SPLIT = re.compile(r"[a-z]+|\d+")
# Names made of these alone are what a facility does, not what it is called.
_GENERIC = frozenset(
    """#h #t #s #c #m noi ngoai san phu nhi rang ham mat da lieu tong hop y hoc co truyen bac si
    gia dinh khoa rhm xet nghiem chan doan hinh anh sieu am dinh duong dong tay kham chua benh
    dich vu va ho sinh dieu mat kinh thuoc phong so nha cap cuu lao phoi""".split()  # noqa: SIM905
)
# Words that say what is done only side by side: "Tâm Phúc" and "Hồng Phúc" are names.
_GENERIC_PHRASE = re.compile(
    r"\b(?:tai mui hong|phuc hoi chuc nang|tam than|than kinh|tam l[iy]|vat l[iy] tri lieu|"
    r"tim mach|trung tam)\b"
)

_HOUSE = re.compile(
    r"\W*(?:(?:dia chi|so nha|nha so|so|nha|lo|can)\b[\s:.]*)*"
    r"(\d+[a-z]?(?:/\d+[a-z]?)*)"  # "12", "12/3A"; of "12-14" the first counts
    r"(?:\s*-\s*\d+[a-z]?(?:/\d+[a-z]?)*)*(?:\s*[,.]\s*|\s+)"
)
_STREET_WORDS = frozenset({"duong", "d", "so", "pho"})
_ADMIN = re.compile(
    r"[,;(\n]|\s[-–]\s|\b(?:phuong|xa(?! lo)|thi tran|quan|huyen|thi xa|thanh pho|tinh(?! lo)|"
    r"tphcm|tp|tx|tt|khu pho|kp|khom|ap|thon|to dan pho|to)\b|\b[pqfxh]\s*\.|\b[pqf]\s?\d"
)


def name_key(folded: str) -> str:
    """Reduce a name without marks; "" where nothing is left.

    A name that only says what is done there ("phong kham noi") begins with "~".
    """
    owned = _OWNER.sub("", folded) if "thuoc" in folded else folded
    text = " ".join([_ABBREVIATIONS.get(word, word) for word in _SPLIT.findall(owned)])
    if "chi nhanh" in text or "co so" in text:
        text = _BRANCH.sub(lambda m: f"{m[1]} {_ROMAN.get(m[2]) or int(m[2])}", text)
    text = _KIND.sub(_kind_mark, text)
    if "#s" in text:
        text = _COMMUNE_TYPE.sub(" ", text)  # an upgraded commune keeps its station
    kept = text.replace("y", "i").split()
    if not kept:
        return ""
    telling = _GENERIC_PHRASE.sub(" ", " ".join(kept)).split()
    is_named = any(word not in _GENERIC_I and not word.isdigit() for word in telling)
    return ("" if is_named else "~") + " ".join(kept)


_name_key = lru_cache(maxsize=TEXTS)(name_key)


def _kind_mark(found: re.Match[str]) -> str:
    return _KINDS.get(found[0], " ")


_GENERIC_I = frozenset(word.replace("y", "i") for word in _GENERIC)


def street_key(folded: str) -> str:
    """Reduce an address without marks to house number and street; "" where it has no number."""
    house = _HOUSE.match(folded)
    if house is None:
        return ""
    end = _ADMIN.search(folded, house.end())
    street = folded[house.end() : end.start() if end else len(folded)]
    words = [word for word in _SPLIT.findall(street) if word not in _STREET_WORDS]
    return " ".join([house[1], *words]) if words else ""


@dataclass(frozen=True, slots=True)
class FacilityKeys:
    """Keys by row, −1 where the row has none; equal numbers mean equal values.

    Attributes:
        name: reduced name.
        named: the name is a name, not only what is done there.
        serial: number of the operating licence.
        licence: number and issuer of it.
        code: facility code.
        province: province of the new map, whatever map the row is of.
        street: house number and street.
        commune: commune of the new map that an address of the row goes to, −1 also where the old
            one was divided and the row does not say between which.
        old_commune: commune as the row gives it.
    """

    name: Ints
    named: npt.NDArray[np.bool_]
    serial: Ints
    licence: Ints
    code: Ints
    province: Ints
    street: Ints
    commune: Ints
    old_commune: Ints


def facility_keys(facilities: pa.Table, file_provinces: list[str | None]) -> FacilityKeys:
    """Compute the keys of every row; work on texts is done once for each distinct text."""
    name, names = mapped(facilities["name_folded"], _name_key)
    serial = facilities["licence_serial"].fill_null(NONE).to_numpy().astype(np.int64)
    issuer, _ = encoded(facilities["licence_issuer"])
    return FacilityKeys(
        name=name,
        named=_flags([not text.startswith("~") for text in names], name),
        serial=serial,
        licence=pair(serial, issuer),
        code=mapped(facilities["code"], lambda code: code.strip().upper())[0],
        province=row_province(facilities, file_provinces),
        street=_streets(facilities["address"]),
        commune=mapped(facilities["commune_given"], _commune_now)[0],
        old_commune=encoded(facilities["commune_given"])[0],
    )


@lru_cache(maxsize=TEXTS)
def _street(address: str) -> str:
    return street_key(fold(address))


def _streets(addresses: pa.ChunkedArray) -> Ints:
    """Key the addresses."""
    numbers, texts = encoded(addresses)
    if not texts:
        return numbers
    return np.append(keyed([_street(text) for text in texts])[0], NONE)[numbers]


def row_province(facilities: pa.Table, file_provinces: list[str | None]) -> Ints:
    """Give each row's province on the new map as a number: column or address, issuer, file."""
    province = _numbers(facilities["province_given"], _province_now)
    by_issuer = _numbers(facilities["licence_issuer"], _issuer_province_now)
    by_file = np.array([_province_now(code or "") for code in file_provinces] or [""])
    of_file = np.array([int(code) if code else NONE for code in by_file], dtype=np.int64)
    province = np.where(province == NONE, by_issuer, province)
    file = facilities["file"].to_numpy()
    return np.where(province == NONE, of_file[file] if len(file_provinces) else NONE, province)


def _province_now(code: str) -> str:
    try:
        return province_successor(code, from_day=None, to_day=NEW_MAP_FROM)
    except PlaceNotOnMap:
        return ""


def _issuer_province_now(code: str) -> str:
    issuer = issuers().get(code)
    return "" if issuer is None or issuer.province is None else _province_now(issuer.province)


def _commune_now(code: str) -> str:
    """Give the new commune: of 3,316 codes on both maps all but 27 lie in their own successor."""
    both = communes()
    if code in both.new:
        return code
    after = communes_after(code) if code in both.old else ()
    return after[0][0].code if len(after) == 1 else ""


def encoded(column: pa.ChunkedArray) -> tuple[Ints, list[str]]:
    """Number the distinct texts of a column: each row's number (−1 for null), and the texts."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    array = column.combine_chunks()
    array = array.chunk(0) if isinstance(array, pa.ChunkedArray) and array.num_chunks else array
    if len(column) == 0:
        return np.zeros(0, dtype=np.int64), []
    coded = pc.dictionary_encode(array)
    numbers = coded.indices.fill_null(NONE).to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers, coded.dictionary.to_pylist()


def mapped(column: pa.ChunkedArray, key: Callable[[str], str]) -> tuple[Ints, list[str]]:
    """Number the distinct keys of a column's texts; −1 for null and for the empty key."""
    numbers, texts = encoded(column)
    of_text, keys = keyed([key(text) for text in texts])
    return np.append(of_text, NONE)[numbers], keys


def keyed(keys: list[str]) -> tuple[Ints, list[str]]:
    """Number the distinct keys of a list in the order of their first place; −1 for the empty."""
    seen: dict[str, int] = {}
    numbers = [seen.setdefault(key, len(seen)) if key else NONE for key in keys]
    return np.array(numbers, dtype=np.int64), list(seen)


def _numbers(column: pa.ChunkedArray, code_of: Callable[[str], str]) -> Ints:
    numbers, texts = encoded(column)
    of_text = [int(code) if (code := code_of(text)) else NONE for text in texts]
    return np.array([*of_text, NONE], dtype=np.int64)[numbers]


def _flags(of_key: list[bool], number: Ints) -> npt.NDArray[np.bool_]:
    return np.array([*of_key, False], dtype=np.bool_)[number]


def pair(*keys: Ints) -> Ints:
    """Number the distinct combinations of keys; −1 where any of them is −1."""
    whole = np.all([key != NONE for key in keys], axis=0)
    result = np.full(len(keys[0]), NONE, dtype=np.int64)
    if whole.any():
        combined, size = keys[0][whole], int(keys[0].max()) + 1
        for key in keys[1:]:
            radix = int(key.max()) + 1
            if size * radix > _LARGEST:
                combined, size = _dense(combined), len(combined)
            combined, size = combined * radix + key[whole], size * radix
        result[whole] = _dense(combined)
    return result


_LARGEST = 1 << 62


def _dense(key: Ints) -> Ints:
    return np.asarray(np.unique(key, return_inverse=True)[1], dtype=np.int64)
