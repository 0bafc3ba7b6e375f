"""Mã QR: an address as a picture that a telephone reads; one path, no inline style."""

from __future__ import annotations

import qrcode
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules of white around the code (ISO/IEC 18004)


def qr_svg(text: str, *, label: str) -> Markup:
    """Draw a text as QR code: dark modules on white, whatever the theme, so that it can be read.

    Args:
        text: what the code says.
        label: what those hear who do not see it.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    side = len(rows) + 2 * QUIET
    path = "".join(
        f"M{column + QUIET} {row + QUIET}h{width}v1h-{width}z"
        for row, modules in enumerate(rows)
        for column, width in _runs(modules)
    )
    return Markup(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        'role="img" aria-label="{label}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        '<path fill="#000" d="{path}"/></svg>'
    ).format(side=side, label=label, path=path)


def _runs(modules: list[bool]) -> list[tuple[int, int]]:
    """Give where dark runs begin and how long they are."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(modules):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((place, 1))
    return runs
