"""Documents that drift from the code are found here."""

import ast
import re
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


def is_exception(name: str) -> bool:
    for path in SOURCE.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name == name:
                return any(
                    "Error" in ast.unparse(b) or "Exception" in ast.unparse(b) for b in node.bases
                )
    return False


def glossary_terms() -> dict[str, str]:
    text = (ROOT / "GLOSSARY.md").read_text("utf-8")
    return {code: vietnamese for vietnamese, code in GLOSSARY_ROW.findall(text)}


def test_every_term_of_the_glossary_is_a_type():
    everywhere = classes(SOURCE)
    assert sorted(term for term in glossary_terms() if term not in everywhere) == []


def test_every_type_of_the_vocabulary_is_in_the_glossary():
    terms = glossary_terms()
    types = {name for name in classes(SOURCE / "vocabulary") if not is_exception(name)}
    assert sorted(name for name in types if name not in terms) == []


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
