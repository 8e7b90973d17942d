"""Answers kept with the dataset or frame that they are about, so that several questions share one count."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial, wraps
from inspect import signature
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

Owner = TypeVar("Owner")
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

MOST_KEPT = 64
_BOOKKEEPING = Lock()


def memoize(
    most: int = MOST_KEPT, beside: Callable[[], Hashable] = tuple
) -> Callable[[Callable[Concatenate[Owner, Arguments], Result]], Callable[Concatenate[Owner, Arguments], Result]]:
    """Make a function that looks at nothing but its arguments, and what `beside` says, compute once for the same ones.

    The answers are kept with the first argument, a dataset or frame that is not changed any more, and go with it; of
    more than `most` the one longest not asked for. Words, numbers and whatever else has a hash are the same where they
    are equal, frames and results that hold some where they are the same object. Threads that ask the same wait for one
    count. Whoever gets an answer shares it and must not change it.
    """

    def decorate(
        compute: Callable[Concatenate[Owner, Arguments], Result],
    ) -> Callable[Concatenate[Owner, Arguments], Result]:
        parameters = signature(compute)

        @wraps(compute)
        def memoized(owner: Owner, *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
            call = parameters.bind(owner, *arguments, **named)
            call.apply_defaults()
            told = _comparable((beside(), *list(call.arguments.values())[1:]))
            return _answer(owner, compute, told, partial(compute, owner, *arguments, **named), most)

        return memoized

    return decorate


def kept_with(owner: Any, compute: Callable[..., Result], *arguments: Any) -> Result:
    """`compute(*arguments)`, kept with a dataset or frame that it is not told of; see `memoize`."""
    return _answer(owner, compute, _comparable(arguments), partial(compute, *arguments), MOST_KEPT)


def _answer(
    owner: Any, compute: Callable[..., Any], arguments: Hashable, asked: Callable[[], Result], most: int
) -> Result:
    with _BOOKKEEPING:
        answers: dict[Hashable, _Answer] = vars(owner).setdefault("_answers", {}).setdefault(compute, {})
        answers[arguments] = answer = answers.pop(arguments, None) or _Answer()
        if len(answers) > most:
            del answers[next(iter(answers))]
    with answer.lock:
        if not answer.known:
            answer.value, answer.known = asked(), True
    return answer.value


@dataclass(slots=True, eq=False)
class _Answer:
    """What a question came to, or will come to for the first thread that asks."""

    lock: Lock = field(default_factory=Lock)
    known: bool = False
    value: Any = None


class _Itself:
    """Something that equals itself alone, such as a frame; held, so that nothing else comes to stand in its place."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.value is other.value

    def __hash__(self) -> int:
        return object.__hash__(self.value)


def _comparable(value: Any) -> Hashable:
    if isinstance(value, (tuple, list)):
        return tuple(map(_comparable, value))
    try:
        hash(value)
    except TypeError:
        return _Itself(value)
    return value
