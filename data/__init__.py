"""Indonesian office books as tables: what a notebook imports. Each name is loaded when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from data.notebook import Books, build_panel, load_performance, load_training, read_books

__version__ = "0.2.0"
__all__ = ["Books", "build_panel", "load_performance", "load_training", "read_books"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("data.notebook"), name)
