"""The small parts of an .xlsx that say which part is which sheet, and how numbers are shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from xml.parsers import expat

from lieny.registry.intake.problems import FileRefused

WORKBOOK, RELATIONS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
KEPT = frozenset({WORKBOOK, RELATIONS, STYLES})

_ZEROS = re.compile(r"^(0{2,15})(?:;.*)?$")

OnElement = Callable[[str, dict[str, str]], None]


def sheet_parts(kept: dict[str, bytes]) -> dict[str, str]:
    """Map the part of each worksheet to the sheet's name."""
    targets: dict[str, str] = {}
    names: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            targets[attributes.get("Id", "")] = posixpath.normpath(path)

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            reference = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            if reference in targets:
                names[targets[reference]] = attributes.get("name", "")

    _walk(kept.get(RELATIONS, b""), relation)
    _walk(kept.get(WORKBOOK, b""), sheet)
    return names


def shown_widths(kept: dict[str, bytes]) -> dict[int, int]:
    """Give, for each cell style that pads numbers with zeros, how many digits it shows."""
    styles = kept.get(STYLES, b"")
    if b'formatCode="00' not in styles:
        return {}
    formats: dict[str, int] = {}
    widths: dict[int, int] = {}
    inside = False
    position = 0

    def element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside, position
        if tag == "numFmt":
            zeros = _ZEROS.match(attributes.get("formatCode", ""))
            if zeros:
                formats[attributes.get("numFmtId", "")] = len(zeros[1])
        elif tag in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            width = formats.get(attributes.get("numFmtId", ""))
            if width:
                widths[position] = width
            position += 1

    _walk(styles, element)
    return widths


def _walk(xml: bytes, on_element: OnElement) -> None:
    """Call for each start tag, without its namespace prefix.

    The archive check has refused document type declarations, so nothing can be expanded.
    """
    if not xml:
        return
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: on_element(
        tag.rpartition(":")[2], attributes
    )
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat's own positional flag
    except expat.ExpatError as damage:
        raise FileRefused("file-damaged", "XML") from damage
