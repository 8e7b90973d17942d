"""Numbers from panels: estimates, tests and the words for them. Pure: no pages, no files.

Thousands of small systems are solved here. Linear algebra on several threads would spend its time waiting for them
(measured on two busy cores: 14 s instead of 0.9 s for one office of 300 units), so it gets one.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import scipy.linalg  # noqa: F401  (loads the library that is limited on the next line)
from threadpoolctl import threadpool_limits

threadpool_limits(limits=1, user_api="blas")

if TYPE_CHECKING:
    from analysis.interfaces.notebook import compare_before_after, estimate_impact, judge, regress

__all__ = ["compare_before_after", "estimate_impact", "judge", "regress"]


def __getattr__(name: str) -> Any:
    """The functions a notebook imports, loaded when they are first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("analysis.interfaces.notebook"), name)
