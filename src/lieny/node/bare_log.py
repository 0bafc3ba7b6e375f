"""A log without personal data: where a request failed, not what it held."""

from __future__ import annotations

import logging


class WithoutPersonalData(logging.Filter):
    """Replaces the text of a fault by its kind and place; values in it may tell of persons."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite one record; every record goes on."""
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            where = "?"
            while trace is not None:
                where = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
                trace = trace.tb_next
            record.msg = f"{record.getMessage().partition('?')[0]} ({kind.__name__}, {where})"
            record.args = None
            record.exc_info = None
            record.exc_text = None
        return True
