"""What the program loaded stays loaded: it is not looked through for garbage again and again."""

from __future__ import annotations

import atexit
import gc
from functools import cache


@cache
def keep_what_is_loaded() -> None:
    """Leave the objects of now out of every collection, which took a tenth of a second of some script run before."""
    gc.freeze()
    atexit.register(gc.unfreeze)
