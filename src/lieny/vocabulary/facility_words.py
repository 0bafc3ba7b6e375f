"""Words of facilities' names as they are usually cut short."""

from __future__ import annotations

# Usual abbreviations of facilities, folded.
ABBREVIATIONS = {
    "bv": "benh vien", "bvdk": "benh vien da khoa", "pk": "phong kham", "nk": "nha khoa",
    "pkdk": "phong kham da khoa", "ttyt": "trung tam y te", "tyt": "tram y te",
    "yhct": "y hoc co truyen", "rhm": "rang ham mat", "tmh": "tai mui hong",
}  # fmt: skip


def written_out(folded: str) -> str:
    """Write usual abbreviations out: `bv cho ray` becomes `benh vien cho ray`."""
    return " ".join(ABBREVIATIONS.get(word, word) for word in folded.split())
