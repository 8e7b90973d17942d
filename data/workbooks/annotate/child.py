"""The child process that marks a book: under the reader's limits, so that no file can swell the process that asked."""

import marshal
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from data.problems import BookError, Problem
from data.workbooks.annotate.mark import listing_alone, mark_refused
from data.workbooks.child import Child
from data.workbooks.worker.limits import LIMITS, Limits
from data.workbooks.worker.main import restrict
from data.workbooks.worker.output import Output

_ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); from data.workbooks.annotate.child import main; main(sys.argv[2])"
)


def annotated_book(original: bytes, problems: Sequence[Problem], limits: Limits = LIMITS) -> bytes:
    """What mark_refused makes of a book; the listing of its refused cells alone where the limits do not allow more."""
    command = [sys.executable, "-I", "-c", _PROGRAM, str(_ROOT), limits.to_text()]
    child = Child(marshal.dumps((original, [astuple(problem) for problem in problems])), limits, None, command)
    with child as messages:
        made = [content for (content,) in messages]
    return made[0] if made else listing_alone(problems)


def main(limits_text: str) -> None:
    """Mark the book on standard input; say nothing where that is refused or takes too much."""
    limits = Limits.from_text(limits_text)
    restrict(limits, limits.inflated_bytes)
    original, problems = marshal.loads(sys.stdin.buffer.read())
    try:
        marked = mark_refused(original, [Problem(*problem) for problem in problems])
    except (BookError, MemoryError):
        return
    Output(sys.stdout.buffer, limits).send(marked)
