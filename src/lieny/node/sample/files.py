"""Which list goes into which file, and the writing of one cell's files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lieny.node.sample import extras, history, places, registers, sheets, staff, styles
from lieny.node.sample.flat import Table
from lieny.node.sample.lists import ListOf, Official
from lieny.node.sample.scene import Scene
from lieny.node.sample.sheets import Sheet
from lieny.node.sample.styles import Style
from lieny.node.sample.subjects import Facility, Licence, Registration

LARGE = ("hospital", "health-centre", "polyclinic")
PLAIN = Style()


@dataclass(slots=True)
class Desk:
    """The department of one old province, filing what it receives from one cell."""

    scene: Scene
    folder: Path
    province: str
    written: dict[str, int] = field(default_factory=dict)

    def path(self, stem: str, style: Style) -> str:
        """Give the next free name of a kind: `79-HCM/DSHN_004_02.xlsx`."""
        number = self.written.get(stem, 0)
        self.written[stem] = number + 1
        name = f"{stem}_{self.scene.plan.number:03d}_{number:02d}{sheets.extension(style)}"
        return f"{folder_of(self.province)}/{name}"

    def file(self, path: str, pages: list[Sheet], style: Style) -> None:
        """Write one file."""
        sheets.write(self.folder / path, pages, style)

    def receive(self, lists: list[ListOf], channel: str) -> None:
        """File lists of one channel."""
        random = self.scene.stream("style", self.province, channel, len(self.written), len(lists))
        if channel in ("hr", "insurance"):
            for part in lists:
                path = self.path("Nhan_su" if channel == "hr" else "BHXH", PLAIN)
                write = staff.personnel if channel == "hr" else staff.insurance
                self.file(path, write(path, PLAIN, random, part), PLAIN)
            return
        for batch in self._batches(lists, channel):
            dirt = self.scene.plan.dirt
            if channel == "form":
                style = styles.draw_list_style(random, dirt)
                path = self.path("DSHN", style)
                self.file(path, Official(path, style, random).write(batch), style)
            else:
                complete = channel == "ledger"
                style = styles.draw_table_style(random, dirt, complete=complete)
                path = self.path("So_theo_doi" if complete else "Tong_hop", style)
                self.file(path, Table(path, style, random, complete).write(batch), style)

    def _batches(self, lists: list[ListOf], channel: str) -> Iterator[list[ListOf]]:
        most = self.scene.plan.rows_per_file
        batch: list[ListOf] = []
        count = 0
        for part in lists:
            alone = channel == "form" and part.facility.form in LARGE and most < 500
            if batch and (alone or count + len(part.registrations) > most):
                yield batch
                batch, count = [], 0
            batch.append(part)
            count += len(part.registrations)
            if alone:
                yield batch
                batch, count = [], 0
        if batch:
            yield batch

    def registers(self, issued: list[Licence], known: list[Facility]) -> None:
        """File the department's own registers."""
        if issued:
            code = issued[0].issuer
            path = self.path(f"So_cap_phep_{code}", PLAIN)
            owned = sorted(issued, key=lambda licence: (licence.type, licence.serial))
            self.file(path, [registers.licence_register(path, code, owned)], PLAIN)
        if known:
            path = self.path("Co_so", PLAIN)
            page = registers.facility_register(path, known, self.scene.as_of)
            self.file(path, [page], PLAIN)


def write(scene: Scene, folder: Path) -> None:
    """Write all lists, registers and optional tables of the cell below `folder`."""
    lists = _lists(scene)
    issued: dict[str, list[Licence]] = {}
    for licence in scene.all_licences():
        if licence.in_register:
            issued.setdefault(licence.issuer, []).append(licence)
    for province in scene.all_provinces():
        desk = Desk(scene, folder, province)
        for channel in ("form", "flat", "ledger", "hr", "insurance"):
            for age in (0, 1, 2):
                received = lists.get((province, channel, age))
                if received:
                    desk.receive(received, channel)
        if province in scene.plan.provinces:
            code = places.issuers()[province].code
            known = [place for place in scene.facilities if _is_known(place, province)]
            desk.registers(issued.get(code, []), known)
    ministry = Desk(scene, folder, places.MINISTRY)
    ministry.registers(issued.get(places.MINISTRY, []), [])
    _write_extras(scene, folder)


def folder_of(province: str) -> str:
    """Folder of an old province's department, or of the ministry."""
    if province == places.MINISTRY:
        return places.MINISTRY
    return f"{province}-{places.issuers()[province].code}"


def _is_known(place: Facility, province: str) -> bool:
    return place.commune.old_province == province and place.in_register


def _lists(scene: Scene) -> dict[tuple[str, str, int], list[ListOf]]:
    rows: dict[tuple[int, int], list[Registration]] = {}
    for row in scene.registrations:
        rows.setdefault((id(row.facility), row.submission), []).append(row)
    lists: dict[tuple[str, str, int], list[ListOf]] = {}
    for place in scene.facilities:
        for age in (0, 1, 2):
            on_it = rows.get((id(place), age))
            if on_it:
                day = history.listed_on(scene, place, age)
                key = (place.commune.old_province, place.channel, age)
                lists.setdefault(key, []).append(ListOf(place, on_it, day))
    return lists


def _write_extras(scene: Scene, folder: Path) -> None:
    number = f"{scene.plan.number:03d}"
    for province in scene.all_provinces():
        done = [row for row in scene.activities if row.facility.commune.old_province == province]
        if done:
            path = f"{folder_of(province)}/Hoat_dong_{number}.xlsx"
            sheets.write(folder / path, [extras.activities(path, done)], PLAIN)
        learning = [row for row in scene.trainees if row.facility.commune.old_province == province]
        if learning:
            path = f"{folder_of(province)}/Nguoi_thuc_hanh_{number}.xlsx"
            sheets.write(folder / path, [extras.trainees(path, learning)], PLAIN)
