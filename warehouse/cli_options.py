"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable

import click

from ingestion.settings import Settings


def form_option(default: str) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """Return the option that says how rows are printed."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "csv", "json"]),
        default=default,
        show_default=True,
        help="how rows are printed",
    )


def settings_of(context: click.Context) -> Settings:
    """Return the settings that the group was called with."""
    settings: Settings = context.obj
    return settings
