"""What the last taking in left for the next one. Personal data: names and fingerprints of rows."""

from __future__ import annotations

from django.db import models


class RunMemory(models.Model):
    """One table, as Arrow, of what the last run found of all rows; the owner alone reads it.

    A large table is kept in parts, "name/0", "name/1", beside what changed "since".
    It can be thrown away at any time: the next run then looks at everything again.
    """

    name = models.CharField(max_length=40, primary_key=True)
    made_with = models.CharField(max_length=64)  # fingerprint of what computed it
    arrow = models.BinaryField()  # Arrow IPC stream, lz4
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
