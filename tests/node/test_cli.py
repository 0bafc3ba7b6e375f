"""The command line: its doors, and how a fault of the program is said."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from lieny.node.cli import DOORS, lieny, say_fault


def test_every_door_opens():
    for name in DOORS:
        done = CliRunner().invoke(lieny, [name, "--help"])
        assert done.exit_code == 0, done.output
        assert done.output.startswith("Usage: ")


def test_an_unknown_command_is_refused():
    done = CliRunner().invoke(lieny, ["chek"])
    assert done.exit_code == 2
    assert "chek" in done.output


def test_reading_a_cell_does_not_load_the_linkage():
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from lieny.node.cli import lieny\n"
        "CliRunner().invoke(lieny, ['read', 'name', 'BS. Lê Văn Tám'])\n"
        "print(sorted({'splink', 'scipy', 'duckdb'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def fail():
    raise ValueError("Nguyễn Văn An 079080001234")


def test_a_fault_is_said_without_its_words_and_ends_with_one(capsys):
    with pytest.raises(ValueError, match="079080001234") as fault:
        fail()
    with pytest.raises(SystemExit) as ended:
        say_fault(fault.type, fault.value, fault.tb)
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "test_cli:" in said
    assert "Nguyễn" not in said
    assert "079080001234" not in said
