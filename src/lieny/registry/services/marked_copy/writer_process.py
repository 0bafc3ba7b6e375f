"""The child that writes a marked copy of one foreign file: `python -m … LIMITS`.

Limited like the child that reads whole files. The request is one JSON object on standard input,
`{"source", "target", "language", "marked"}`; the answer `{}` on standard output when the copy is
written, or `{"refused": code}` for what is no table.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from lieny.registry.intake.limits import Limits
from lieny.registry.intake.opening import load
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.reader_process import OUT_OF_MEMORY, allow_seconds, confine
from lieny.registry.services.marked_copy.limited import marked_from_plain
from lieny.registry.services.marked_copy.one_file import write_copy
from lieny.ui.dates import Language


def main() -> None:
    """Run the child."""
    limits = Limits(**json.loads(sys.argv[1]))
    request = json.load(sys.stdin)
    confine(limits)
    allow_seconds(limits.cpu_seconds)
    answer: dict[str, str] = {}
    try:
        write_copy(
            load(Path(request["source"]), limits),
            marked_from_plain(request["marked"]),
            target=Path(request["target"]),
            language=Language(request["language"]),
            limits=limits,
        )
    except FileRefused as refusal:
        answer = {"refused": refusal.code}
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
