"""The office's own presentation template, where it keeps one."""

from __future__ import annotations

from data.settings import home

FILE = "templat.pptx"


def office_template() -> bytes | None:
    """The content of $DAMPAK_HOME/templat.pptx; None where there is no such file."""
    try:
        return (home() / FILE).read_bytes()
    except OSError:
        return None
