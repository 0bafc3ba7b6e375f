"""Chart and map libraries of the pages: the locked bytes, nothing that the policy forbids."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CHARTS = ROOT / "src/lieny/ui/portal/static/charts"
OWN = ROOT / "src/lieny/ui/portal/static/portal"
SUMS = dict(
    reversed(line.split()) for line in (ROOT / "tools/charts/SHA256SUMS").read_text().splitlines()
)


@pytest.mark.parametrize("name", sorted(SUMS))
def test_a_library_has_the_bytes_that_were_built_from_the_lock(name):
    assert hashlib.sha256((CHARTS / name).read_bytes()).hexdigest() == SUMS[name]


def test_every_file_of_the_folder_is_summed_or_a_licence():
    assert {path.name for path in CHARTS.iterdir()} == {*SUMS, "LICENCES.txt"}


def test_the_lock_holds_a_hash_for_every_package_and_no_registry():
    packages = json.loads((ROOT / "tools/charts/package-lock.json").read_text())["packages"]
    fetched = {name: one for name, one in packages.items() if name}
    assert {"node_modules/echarts", "node_modules/maplibre-gl"} <= set(fetched)
    assert all(one["integrity"].startswith("sha512-") for one in fetched.values())
    assert not any("resolved" in one for one in fetched.values())


def test_licences_of_both_libraries_are_beside_them():
    text = (CHARTS / "LICENCES.txt").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "The Apache Software Foundation" in text
    assert "MapLibre contributors" in text
    packages = json.loads((ROOT / "tools/charts/package-lock.json").read_text())["packages"]
    versions = {name: packages[f"node_modules/{name}"]["version"] for name in ("echarts",)}
    assert f"ECharts {versions['echarts']}" in (CHARTS / "echarts.js").read_text("utf-8")[:200]


def test_no_library_makes_code_from_text():
    for name in ("echarts.js", "maplibre.js"):
        text = (CHARTS / name).read_text(encoding="utf-8")
        assert not re.search(r"new Function\b|[^.\w]eval\(", text), name


def test_our_own_scripts_write_no_markup_and_no_style_attribute():
    for path in OWN.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|cssText", text), path
        assert not re.search(r"setAttribute\(\s*[\"']style", text), path
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), path
