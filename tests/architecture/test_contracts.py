"""Each wall between wings and floors stops a fault that is planted on purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FAULTS = [
    ("Wings", "vocabulary/planted.py", "import lieny.registry.rules.sign\n"),
    ("Wings", "planted/__init__.py", ""),  # a wing that no layer names
    ("Wings", "surveillance/engine/planted.py", "import lieny.registry.rules.sign\n"),
    ("Floors", "registry/engine/planted.py", "import lieny.registry.services.result\n"),
    ("Floors", "registry/intake/planted.py", "import lieny.registry.engine.submissions\n"),
    ("Wings", "people/planted_wing.py", "import lieny.registry.rules.sign\n"),
    ("Wings", "ui/planted.py", "import lieny.people.rules.office\n"),
    ("Floors", "people/rules/planted.py", "import lieny.people.services.audit\n"),
    ("Floors", "people/planted.py", ""),
    ("The ground floor", "people/rules/planted.py", "import django\n"),
    ("Floors", "registry/planted.py", ""),  # a floor that no layer names
    ("The ground floor", "registry/rules/planted.py", "import django\n"),
    ("The engine", "registry/engine/planted.py", "import click\n"),
    ("The engine", "surveillance/engine/planted.py", "import django\n"),
    ("The sample region", "node/sample/planted.py", "import lieny.vocabulary.weekly_set\n"),
]


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=tree,
        env={"PYTHONPATH": str(tree / "src"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(
        ROOT / "src" / "lieny",
        tmp_path / "src" / "lieny",
        ignore=shutil.ignore_patterns("__pycache__", "*.parquet", "*.json", "*.woff2"),
    )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_the_house_as_it_stands_keeps_every_contract(copy):
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("contract", "module", "text"), FAULTS)
def test_a_planted_fault_breaks_its_contract(copy, contract, module, text):
    target = copy / "src" / "lieny" / module
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, "utf-8")
    done = lint(copy)
    assert done.returncode == 1
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), done.stdout
