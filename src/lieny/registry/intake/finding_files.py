"""Which files of the paths given are to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

# Kept beside lists by people and programs; never a list themselves.
_OTHER_SUFFIXES = frozenset(
    {".json", ".jsonl", ".md", ".toml", ".yml", ".yaml", ".log", ".ini", ".db", ".py", ".parquet",
     ".sha256", ".sig", ".lnk", ".tmp", ".bak", ".arrow", ".arrows"}
)  # fmt: skip


def files_under(paths: Sequence[Path]) -> list[Path]:
    """List the files to read, sorted, each once.

    A file given by name is always read, whatever it is called. In folders, lock files of office
    programs (`~$x.xlsx`), hidden files and files of other trades are passed over.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _inside(path) if path.is_dir() else (path,):
            found.setdefault(file.resolve(), file)
    return sorted(found.values(), key=str)


def _inside(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if hidden or file.name.startswith("~$") or file.suffix.lower() in _OTHER_SUFFIXES:
            continue
        if file.name.lower() == "thumbs.db" or not file.is_file():
            continue
        yield file


def grouped(
    files: Sequence[Path], *, most_bytes: int, most_files: int
) -> list[list[tuple[int, Path]]]:
    """Cut the list into groups of small files, so that each trip to a reader is worth it."""
    groups: list[list[tuple[int, Path]]] = []
    size = 0
    for number, path in enumerate(files):
        try:
            weight = path.stat().st_size
        except OSError:
            weight = 0
        if not groups or size + weight > most_bytes or len(groups[-1]) >= most_files:
            groups.append([])
            size = 0
        groups[-1].append((number, path))
        size += weight
    return groups
