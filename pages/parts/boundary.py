"""Where every unforeseen error ends: an Indonesian sentence for the user, a place in the code for the log."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from data.problems import BookError

LOG = logging.getLogger("dampak")


@contextmanager
def boundary() -> Iterator[None]:
    """Run a page; show what went wrong in a sentence. The log gets type and place, never a message with cell values."""
    try:
        yield
    except BookError as error:
        st.error(str(error), icon=":material/error:")
    except Exception as error:
        LOG.error("%s at %s", type(error).__name__, _place(error))
        st.error(
            "Halaman ini gagal dibuat karena kesalahan program; data Anda tidak berubah. "
            "Muat ulang halaman, atau beri tahu pengelola aplikasi halaman mana yang Anda buka.",
            icon=":material/error:",
        )


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
