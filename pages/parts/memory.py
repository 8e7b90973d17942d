"""What the program loaded stays loaded: it is not looked through for garbage again and again."""

import atexit
import gc
from functools import cache


@cache
def keep_what_is_loaded(page: str) -> None:
    """Leave the objects of now out of every collection, once a page, as each page loads more.

    A collection of everything took 0.1 to 0.2 s of every twentieth script run.
    """
    gc.freeze()
    atexit.register(gc.unfreeze)
