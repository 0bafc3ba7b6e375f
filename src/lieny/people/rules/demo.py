"""What tells an account of a demo from every other."""

from __future__ import annotations

DEMO_DOMAIN = "trinh-dien.example"  # a name that no mail server can have (RFC 2606)
