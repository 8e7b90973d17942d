"""Citizens' remarks by the element of service that they speak of."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import pandas as pd

from analysis.text.disclosure import TOGETHER, few, hidden
from data.ingest.parsers.remarks import DOTS
from data.panel.dataset import REMARK
from data.vocabulary.regulations import SKM_ELEMENTS, SKM_SOURCE
from data.vocabulary.remarks import ELEMENT_OF, root_of

OTHER = "Hal lain"


@dataclass(frozen=True, slots=True)
class Theme:
    """An element ("U3 Waktu Penyelesaian") or "Hal lain", and how many remarks speak of it; these, each once.

    The fullest stand first. A remark that speaks of several elements counts in each. `quotations` are as
    `data.ingest.parsers.remarks.redacted` leaves them.
    """

    label: str
    n: int
    quotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitizensRemarks:
    """The remarks of a survey's respondents: `n` of them by theme, the commonest first."""

    n: int
    respondents: int
    themes: tuple[Theme, ...]
    source: str = SKM_SOURCE

    def pooled(self) -> tuple[Theme, ...]:
        """The themes without quotations, those of fewer than five remarks together; none of fewer than five in all."""
        if few(self.n):
            return ()
        counts = pd.Series([theme.n for theme in self.themes], dtype=int)
        small = hidden(counts, counts)
        shown = [
            Theme(theme.label, theme.n) for theme, is_small in zip(self.themes, small, strict=True) if not is_small
        ]
        return (*shown, *([Theme(TOGETHER, int(counts[small].sum()))] if small.any() else []))


def citizens_remarks(skm: pd.DataFrame) -> CitizensRemarks | None:
    """What the survey's forms `skm` (column saran, already redacted) hold of remarks; None where nobody wrote any."""
    texts = skm[REMARK].dropna()
    if texts.empty:
        return None
    by_theme: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for theme in themes_of(text):
            by_theme[theme].append(text)
    themes = (Theme(name, len(told), tuple(sorted({*told}, key=_readable))) for name, told in by_theme.items())
    return CitizensRemarks(len(texts), len(skm), tuple(sorted(themes, key=lambda one: (-one.n, one.label))))


def themes_of(text: str) -> list[str]:
    """The elements of which a remark speaks, most of its words first; "Hal lain" for none."""
    roots = (root_of(word) for word in re.findall(r"[\w-]+", text.casefold()))
    counts = Counter(ELEMENT_OF[root] for root in roots if root in ELEMENT_OF)
    return [f"{key} {SKM_ELEMENTS[key]}" for key, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))] or [
        OTHER
    ]


def themes_told(text: str) -> str:
    """The elements of which a remark speaks in the remark's place; they speak of the same elements as the remark."""
    return "; ".join(themes_of(text))


def theme_counts(skm: pd.DataFrame) -> pd.DataFrame:
    """How many remarks of the forms `skm` speak of each element: columns unsur, n, the commonest first."""
    found = citizens_remarks(skm)
    themes = found.themes if found else ()
    return pd.DataFrame({"unsur": [one.label for one in themes], "n": [one.n for one in themes]})


def _readable(text: str) -> tuple[int, int, str]:
    """The fewest words left out first, then the longest."""
    return text.count(DOTS), -len(text), text
