"""What every module must keep to, seen by reading the source."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lieny"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 300
VAGUE = {"utils", "helpers", "manager", "misc", "common", "base", "core"}
NAMED_BY_DJANGO = {"node/postgres/pages/base.py"}  # an engine's module is called so


def short(path: Path) -> str:
    return str(path.relative_to(SOURCE))


# What Django writes of the models is as long as they are.
WRITTEN_BY_HAND = [path for path in MODULES if not path.match("migrations/0001_initial.py")]


@pytest.mark.parametrize("path", WRITTEN_BY_HAND, ids=short)
def test_a_module_fits_in_one_reading(path):
    assert len(path.read_text("utf-8").splitlines()) < MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_a_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_no_module_has_a_vague_home():
    vague = {short(p) for p in MODULES if p.stem in VAGUE or p.parent.name in VAGUE}
    assert vague == NAMED_BY_DJANGO


def swallowing_handlers(tree: ast.Module) -> list[int]:
    """Lines of `except:` and `except Exception:` that do not raise again."""
    lines = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        broad = node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"}
        if broad and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node)):
            lines.append(node.lineno)
    return lines


def test_a_swallowing_handler_is_seen():
    assert swallowing_handlers(ast.parse("try:\n    f()\nexcept Exception:\n    pass\n")) == [3]
    assert swallowing_handlers(ast.parse("try:\n    f()\nexcept:\n    raise\n")) == []


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_nothing_is_silent(path):
    assert swallowing_handlers(ast.parse(path.read_text("utf-8"))) == []


RULE_MODULES = sorted((SOURCE / "registry" / "rules").glob("r[0-9]*.py"))


def public_functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


CITED = [
    pytest.param(node, id=f"{path.stem}.{node.name}")
    for path in RULE_MODULES
    for node in public_functions(path)
]


def test_there_are_rules_to_read():
    assert len(CITED) >= 25


@pytest.mark.parametrize("function", CITED)
def test_a_public_rule_cites_its_source(function):
    docstring = ast.get_docstring(function) or ""
    assert any(mark in docstring for mark in ("Law:", "Source:", "Design:"))


@pytest.mark.parametrize("name", ["setup", "run", "dev"])
def test_a_lock_has_hashes_and_no_address(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9-]+(?:\[[a-z,]+\])?==", text, flags=re.MULTILINE)
    blocks = re.split(r"\n(?=[a-z0-9-]+(?:\[[a-z,]+\])?==)", text.strip())
    assert pins
    assert len(pins) == len(blocks)
    assert all("--hash=sha256:" in block for block in blocks)


def test_words_shown_to_people_never_say_violation():
    """Until people confirm it there are signs, not violations."""
    accusing = re.compile(r"vi phạm", re.IGNORECASE)
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and accusing.search(text) and "never" not in text.lower():
                found.append(f"{short(path)}:{node.lineno}")
    assert found == []
