"""The code on a receipt: the picture has exactly the modules of the code."""

import re

import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_M

from lieny.ui.qr_code import QUIET, qr_svg

ADDRESS = "https://lieny.example/kiem-tra/NgmqlWCsSZGqDvh54aF50A:dv3o7f-WwsmihXy_d96qr1rmzYIkCl4G/"


def modules_drawn(svg):
    """Read the dark squares back out of the path."""
    side = int(re.search(r'viewBox="0 0 (\d+) ', svg).group(1))
    drawn = [[False] * side for _ in range(side)]
    path = re.search(r'fill="#000" d="([^"]+)"', svg).group(1)
    for column, row, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        for place in range(int(column), int(column) + int(width)):
            assert not drawn[int(row)][place]
            drawn[int(row)][place] = True
    return drawn


@pytest.mark.parametrize("text", ["A", ADDRESS, "đường dẫn có dấu " * 8])
def test_the_picture_has_the_modules_of_the_code_and_its_quiet_border(text):
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    assert modules_drawn(str(qr_svg(text, label="x"))) == code.get_matrix()


def test_a_label_is_text_and_nothing_is_inline():
    svg = str(qr_svg(ADDRESS, label='"><script>'))
    assert "<script>" not in svg
    assert "style=" not in svg
