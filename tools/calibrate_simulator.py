"""Measures the region's diseases for the simulator: profiles.csv and tet_days.csv.

    python tools/calibrate_simulator.py gdpm_vn_province_month_1980_2017.csv.gz [FOLDER]

The input is the table of the R package *gdpm* (github.com/choisy/gdpm, from the yearbooks of the
Ministry of Health of Việt Nam, cases by disease, province and month 1980-2017) written as CSV
with the columns disease, province, year, month, incidence. Only figures measured from it are
kept, never its rows. Provinces: the eight of the old map around Hồ Chí Minh City; years 2005 to
2017. FOLDER is `src/lieny/surveillance/engine/simulator` unless given.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import holidays
import numpy as np

from lieny.surveillance.engine.preparation.calendar import Calendar, grid, period_lengths
from lieny.surveillance.engine.simulator.calibration import Measured, measure, median_of

FOLDER = Path(__file__).parents[1] / "src/lieny/surveillance/engine/simulator"
REGION = {
    "Ho Chi Minh", "Binh Duong", "Ba Ria - Vung Tau", "Dong Nai", "Long An", "Tay Ninh",
    "Binh Phuoc", "Tien Giang",
}  # fmt: skip
PEOPLE = 20_000_000  # of these provinces in 2017, rounded (Niên giám thống kê 2017)
FIRST, LAST = date(2005, 1, 1), date(2017, 12, 1)
# name here: (name in the table, first year that is complete). Diseases with fewer than about a
# hundred cases a year in the region say nothing of season and wave and are left out.
DISEASES = {
    "adenovirus": ("adenovirus", 2005), "chickenpox": ("chickenpox", 2005),
    "dengue": ("dengue", 2005), "diarrhoea": ("diarrhea", 2005),
    "encephalitis": ("encephalitis", 2005), "hepatitis": ("hepatitis", 2005),
    "hfmd": ("hfmd", 2011), "influenza-like": ("ili", 2005), "malaria": ("malaria", 2007),
    "measles": ("measles", 2005), "mumps": ("mumps", 2005), "shigella": ("shigella", 2005),
    "typhoid": ("typhoid", 2005),
}  # fmt: skip
LEAST_CASES = 24  # of a province over all years, or it is not measured


def counts_by_disease(table: Path) -> dict[tuple[str, str], dict[tuple[int, int], float]]:
    """Read the cases of the region by (disease, province), then by (year, month)."""
    counts: dict[tuple[str, str], dict[tuple[int, int], float]] = defaultdict(dict)
    with gzip.open(table, "rt", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["province"] in REGION and row["incidence"]:
                month = int(row["year"]), int(row["month"])
                counts[row["disease"], row["province"]][month] = float(row["incidence"])
    return counts


def profile(counts: dict[tuple[int, int], float], first_year: int) -> Measured | None:
    """Measure one province; None where it had too few cases."""
    starts = grid(FIRST.replace(year=first_year), LAST, Calendar.MONTH)
    months = starts.astype("datetime64[D]").astype("datetime64[M]").astype(int)
    values = np.array([counts.get((1970 + m // 12, m % 12 + 1), np.nan) for m in months])
    if np.nansum(values) < LEAST_CASES:
        return None
    return measure(values, starts, period_lengths(starts, Calendar.MONTH))


def main() -> None:
    """Write both files."""
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER
    tet = [
        day for day, name in holidays.VN(years=range(1990, 2061), language="en_US").items()
        if name == "Lunar New Year"
    ]  # fmt: skip
    (folder / "tet_days.csv").write_text(
        "first_day\n" + "".join(f"{day.isoformat()}\n" for day in sorted(tet)), "utf-8"
    )
    counts = counts_by_disease(Path(sys.argv[1]))
    lines = ["disease,rate,trend,cos1,sin1,cos2,sin2,tet,wave_sd,wave_memory,provinces"]
    for name, (known_as, first_year) in DISEASES.items():
        each = [profile(counts[known_as, province], first_year) for province in sorted(REGION)]
        found = [one for one in each if one is not None]
        all_of = median_of(found)
        rate = all_of.daily_level * 365.2425 / PEOPLE * 100_000
        figures = [all_of.trend, *all_of.season, all_of.tet, all_of.wave_sd, all_of.wave_memory]
        text = ",".join(f"{figure:.3f}" for figure in figures)
        lines.append(f"{name},{rate:.4g},{text},{len(found)}")
    (folder / "profiles.csv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
