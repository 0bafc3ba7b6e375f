"""How commands of the node say that they cannot go on: both languages, status 1, no stack trace."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from lieny.node.trouble import NodeTrouble

P = ParamSpec("P")
R = TypeVar("R")


def troubles_said(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what stops the node into a sentence for the operator."""

    @functools.wraps(command)
    def said(*arguments: P.args, **words: P.kwargs) -> R:
        try:
            return command(*arguments, **words)
        except NodeTrouble as trouble:
            raise click.ClickException(f"{trouble.vi}\n{trouble.en}") from trouble

    return said
