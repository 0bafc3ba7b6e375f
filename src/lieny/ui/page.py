"""Khung trang: one self-contained page, which loads nothing and trusts no text it is given."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup, escape

from lieny.ui.clean_text import several_lines


def page_environment(**packages: str) -> Environment:
    """Make the environment that renders pages; every value is escaped unless it is markup.

    Args:
        packages: by prefix, the package in whose folder `templates` a door keeps its pages.
    """
    loaders = {prefix: PackageLoader(package) for prefix, package in packages.items()}
    environment = Environment(
        loader=PrefixLoader({"ui": PackageLoader("lieny.ui"), **loaders}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals["say"] = say
    return environment


def say(vi: str, en: str) -> Markup:
    """Write a sentence in both languages; the page shows the one that is chosen."""
    if vi == en:
        return escape(several_lines(vi))
    # Short on purpose: a page holds ten thousands of these. Vietnamese is the page's own language.
    return Markup("<i>{}</i><i lang=en>{}</i>").format(several_lines(vi), several_lines(en))


def content_security_policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """Allow exactly these inline styles and scripts, pictures and fonts within the page, no more.

    A list cannot smuggle a script into the page, and the page cannot call anybody.
    """
    style = " ".join(_hash_source(text) for text in styles) or "'none'"
    script = " ".join(_hash_source(text) for text in scripts) or "'none'"
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash_source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest())
    return f"'sha256-{digest.decode('ascii')}'"


def _shown(value: object) -> object:
    # Markup is a str too, but was cleaned where it was made.
    return several_lines(value) if type(value) is str else value
