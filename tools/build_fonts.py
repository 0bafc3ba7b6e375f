"""Cuts the letters that pages use out of the whole Be Vietnam Pro (`tools/setup fonts` first).

.venv/fonts/bin/python tools/build_fonts.py FOLDER

FOLDER holds the four files of the Fontsource package `be-vietnam-pro` (OFL, no reserved name). Kept
are the ranges that `lieny/ui/tokens.py` and `portal/fonts.css` name, kerning and the marks of
Vietnamese; the regular weight keeps its hints for screens of few points, the semibold, which stands
in heads alone, does not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

OUT = Path(__file__).resolve().parent.parent / "src" / "lieny" / "ui" / "fonts"
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]
RANGES = {
    "latin": "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,"
    "U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
}
HINTED = {"400": True, "600": False}


def main() -> None:
    """Cut the four files."""
    folder = Path(sys.argv[1])
    for weight, hinted in HINTED.items():
        for letters, ranges in RANGES.items():
            name = f"be-vietnam-pro-{letters}-{weight}-normal.woff2"
            options = subset.Options(
                flavor="woff2", layout_features=FEATURES, hinting=hinted, notdef_outline=True
            )
            font = subset.load_font(str(folder / name), options)
            cutter = subset.Subsetter(options)
            cutter.populate(unicodes=subset.parse_unicodes(ranges.replace("U+", "")))
            cutter.subset(font)
            subset.save_font(font, str(OUT / name), options)
            print(f"{name}: {(OUT / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
