"""What an operator is told when the node cannot go on: in both languages, with the next step."""

from __future__ import annotations


class NodeTrouble(Exception):
    """The node cannot do what was asked; nothing was changed unless the text says so.

    Args:
        vi: what was found, what was expected, what to do, in Vietnamese.
        en: the same in English.
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")
        self.vi = vi
        self.en = en
