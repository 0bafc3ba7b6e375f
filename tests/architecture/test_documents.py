"""Documents that drift from the code are found here."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lieny"
GLOSSARY_ROW = re.compile(r"^\|\s*([^|]+?)\s*\|\s*`([^`]+)`\s*\|", flags=re.MULTILINE)


def classes(folder: Path) -> set[str]:
    return {
        node.name
        for path in folder.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def terms_of_the_field(folder: Path) -> set[str]:
    """Types that stand for a Vietnamese term: their docstring begins with it."""
    return {
        node.name
        for path in folder.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and VIETNAMESE.search(" ".join((ast.get_docstring(node) or "").split()[:2]))
    }


def glossary_terms() -> dict[str, str]:
    text = (ROOT / "GLOSSARY.md").read_text("utf-8")
    return {code: vietnamese for vietnamese, code in GLOSSARY_ROW.findall(text)}


def test_every_term_of_the_glossary_is_a_type():
    everywhere = classes(SOURCE)
    assert sorted(term for term in glossary_terms() if term not in everywhere) == []


@pytest.mark.parametrize("folder", ["law", "vocabulary", "registry/rules", "people/rules"])
def test_every_type_of_a_vietnamese_term_is_in_the_glossary(folder):
    terms = glossary_terms()
    named = terms_of_the_field(SOURCE / folder)
    assert named
    assert sorted(name for name in named if name not in terms) == []


def test_the_document_of_rules_is_current():
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_rules_doc.py"), "--check"],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, "run tools/build_rules_doc.py"


ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_headed_by_its_own_number(path):
    heading = path.read_text("utf-8").splitlines()[0]
    assert heading.startswith(f"# {int(path.stem[:4])}. ")


def test_decision_numbers_are_used_once():
    numbers = [path.stem[:4] for path in ADRS]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    "name", ["README.md", "README.vi.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
)
def test_links_of_a_document_lead_somewhere(name):
    text = (ROOT / name).read_text("utf-8")
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_make_targets_named_in_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"`?make ([a-z]+)`?", (ROOT / "README.md").read_text("utf-8")))
    assert {"demo", "test"} <= named
    assert [target for target in named if f"\n{target}:" not in makefile] == []
