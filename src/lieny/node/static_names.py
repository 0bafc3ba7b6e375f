"""Addresses of the files that pages load, each made once."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticNames(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Collected files by name with hash; a process never sees other files than those it began with.

    A page names a dozen of them, and Django parses, hashes and joins each name anew.
    """

    def __init__(self, *args: object, **words: object) -> None:
        super().__init__(*args, **words)
        self._made: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:  # noqa: FBT001, FBT002 - as Django calls it
        """Give the address of a file."""
        made = self._made.get(name)
        if made is None or force:
            made = self._made[name] = super().url(name, force)
        return made
