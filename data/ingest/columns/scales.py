"""Survey answers in words become 1–4 by the scale they stand on: shown, asked where the book leaves it open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.columns.parsers import number_kind
from data.ingest.parsers.numbers import NumberKind, number_column, parse_number
from data.ingest.parsers.parsing import Parsed, Refused
from data.ingest.parsers.scales import (
    ENOUGH,
    LESS,
    OWN_WORDS,
    REGULAR,
    STEMS,
    Scale,
    degree,
    fitting,
    read_answer,
    shown_scale,
    stem_of,
)
from data.ingest.parsers.text import clean, is_blank, shown
from data.ingest.tables import Header

STEPS = 4
BY_NUMBER = "angka di jawabannya yang benar"
NOT_FOUR = "pilihannya bukan empat tingkat"
NO_ANSWER = "bukan jawaban"
MOST_WORDS = 8
NO_STEP_OF_SCALE = "bukan jawaban yang dikenal; tulis 1, 2, 3 atau 4"
Words = dict[str, int | None]
Meanings = dict[str, float]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Answers on one scale: its adjective or element, the elements answered on it, each wording's step and number."""

    name: str
    elements: tuple[str, ...]
    steps: Mapping[str, str]
    numbers: Mapping[str, int]

    @property
    def scales(self) -> list[Scale]:
        """The four-step scales that hold every wording."""
        own = OWN_WORDS.get(self.name)
        if own is None:
            return fitting(self.steps.values())
        return [scale for scale in own if set(self.steps.values()) <= set(scale)]

    def values(self, scale: Scale) -> Meanings:
        """Each wording's value on that scale."""
        return {word: scale.index(step) + 1.0 for word, step in self.steps.items()}


def read_scores(cells: TableCells, named: Mapping[str, Header]) -> dict[str, np.ndarray]:
    """1–4 of every element's column, NaN where not answered; Refused where the answers are not on four steps."""
    words = {name: _words(cells.raw(header)) for name, header in named.items()}
    meanings = _meanings(cells, words)
    return {name: _scored(cells, name, header, meanings.get(name, {})) for name, header in named.items()}


def _words(raw: list[Any]) -> Words:
    """Wording → number printed with it, of a column answered in words; a lone word among plain numbers is a slip."""
    filled = Counter(cell for cell in raw if not is_blank(cell))
    texts = [cell for cell in filled if isinstance(cell, str) and not _is_number(cell)]
    in_words = sum(filled[cell] for cell in texts)
    return dict(map(read_answer, texts)) if 2 * in_words >= filled.total() else {}


def _is_number(cell: str) -> bool:
    try:
        parse_number(cell, NumberKind(words=("poin", "%")))
    except Refused:
        return False
    return True


def _meanings(cells: TableCells, words: Mapping[str, Words]) -> dict[str, Meanings]:
    """Element → wording → value."""
    numbers = [number for each in words.values() for number in each.values() if number is not None]
    if numbers and max(numbers) > STEPS:
        raise _not_four(sorted({word for each in words.values() for word in each}))
    groups = _grouped(words)
    degrees = {step for group in groups for step in group.steps.values() if group.name not in OWN_WORDS}
    found: dict[str, Meanings] = {name: {} for name in words}
    for group in groups:
        values = _settled(cells, group, degrees)
        for name in group.elements:
            found[name] |= values
    for name, each in words.items():
        found[name] |= _asked_singly(cells, {word: number for word, number in each.items() if word not in found[name]})
    return found


def _grouped(words: Mapping[str, Words]) -> list[Wordings]:
    """The answers by the scale they are on, answers on none left out."""
    stems = {name: stem_of(each) for name, each in words.items()}
    names = {name: _scale_name(name, each, stems) for name, each in words.items() if each}
    groups = []
    for scale in dict.fromkeys(filter(None, names.values())):
        elements = tuple(name for name in names if names[name] == scale)
        merged = {word: number for name in elements for word, number in words[name].items()}
        steps = {word: step for word in merged if (step := _step(word, scale))}
        numbers = {word: number for word in steps if (number := merged[word]) is not None}
        groups.append(Wordings(scale, elements, steps, numbers))
    return groups


def _scale_name(name: str, words: Iterable[str], stems: Mapping[str, str | None]) -> str | None:
    """The element where its answers are its own, else the adjective they share."""
    seen, stem = set(words), stems[name]
    is_grid = stem is not None and any(stem == other for element, other in stems.items() if element != name)
    own = OWN_WORDS.get(name, ())
    if any(seen <= set(scale) for scale in own) and not is_grid:
        return name
    if stem and all(degree(word, stem) for word in seen):
        return stem
    mostly_own = any(2 * len(seen & set(scale)) > len(seen) for scale in own)
    return name if mostly_own and not is_grid else stem


def _step(word: str, scale: str) -> str | None:
    if scale in OWN_WORDS:
        return word if any(word in own_word for own_word in OWN_WORDS[scale]) else None
    return degree(word, scale)


def _settled(cells: TableCells, group: Wordings, degrees: set[str]) -> Meanings:
    """The group's values: by the regulation's words, by the numbers printed with them, or as the office says."""
    if not group.scales:
        raise _not_four(group.steps)
    told = {shown_scale(scale, group.name): scale for scale in group.scales}
    assumed = _assumed(group, degrees)
    options = (*told, *([BY_NUMBER] if len(group.numbers) == len(group.steps) else []), NOT_FOUR)
    seen = ", ".join(f"“{word}”" for word in group.steps)
    sentence = f"Lembar “{cells.findings.sheet}”: berapa nilai jawaban {seen} ({', '.join(group.elements)})?"
    default = shown_scale(assumed, group.name) if assumed else None
    answer = cells.findings.ask(f"{cells.table.layout}:skala:{group.name}", sentence, options, default)
    if answer is None:
        raise Refused("arti jawabannya belum pasti; jawab dulu pertanyaan tentang nilai jawaban")
    if answer == NOT_FOUR:
        raise _not_four(group.steps)
    values = {word: float(number) for word, number in group.numbers.items()}
    if answer in told:
        values = group.values(told[answer])
        cells.findings.whole(f"jawaban {', '.join(group.elements)} dibaca: {answer}")
    return values


def _assumed(group: Wordings, degrees: set[str]) -> Scale | None:
    """The scale that the book itself shows; None where several could be meant."""
    scales = [scale for scale in group.scales if degrees <= set(scale)] or group.scales
    if group.numbers:
        agreeing = [scale for scale in scales if group.numbers.items() <= group.values(scale).items()]
        return agreeing[0] if agreeing else None
    if group.name in OWN_WORDS:
        return scales[0]
    if ENOUGH in group.steps.values():
        return None
    own_adjective = all(STEMS.get(name) == group.name for name in group.elements)
    if REGULAR in scales and (own_adjective or LESS in degrees):
        return REGULAR
    return scales[0] if len({tuple(group.values(scale).items()) for scale in scales}) == 1 else None


def _asked_singly(cells: TableCells, words: Words) -> Meanings:
    """Values of answers on no known scale: by the number printed with them, until the office says otherwise."""
    if len(words) > MOST_WORDS:
        return {}
    found: Meanings = {}
    for word, number in words.items():
        sentence = f"Lembar “{cells.findings.sheet}”: berapa nilai jawaban “{shown(word)}”?"
        options = (*map(str, range(1, STEPS + 1)), NO_ANSWER)
        assumed = str(number) if number else None
        answer = cells.findings.ask(f"{cells.table.layout}:nilai:{word}", sentence, options, assumed)
        found |= {word: float(answer)} if answer and answer != NO_ANSWER else {}
    return found


def _not_four(words: Iterable[str]) -> Refused:
    seen = ", ".join(list(words)[:6])
    return Refused(
        f"jawabannya tidak pada empat tingkat ({seen}); SKM Permen PANRB 14/2017 memakai nilai 1–4; pakai formulirnya"
    )


def _scored(cells: TableCells, name: str, header: Header, meanings: Meanings) -> np.ndarray:
    """One element's column, its words given as numbers."""
    column, raw = cells.table.contract.column(name), cells.raw(header)
    values = [_value(cell, meanings) for cell in raw]
    parsed = number_column(values, number_kind(column))
    unread = {
        place: NO_STEP_OF_SCALE
        for place in parsed.refused
        if isinstance(values[place], str) and _letters(values[place])
    }
    unread |= dict.fromkeys(np.flatnonzero(parsed.values % 1 > 0).tolist(), NO_STEP_OF_SCALE)
    parsed.values[parsed.values % 1 > 0] = np.nan
    return cells.take(header, column, Parsed(parsed.values, parsed.refused | unread, parsed.remarks))


def _value(cell: Any, meanings: Meanings) -> Any:
    if not isinstance(cell, str) or not meanings:
        return cell
    return meanings.get(read_answer(cell)[0], cell)


def _letters(cell: str) -> bool:
    return any(map(str.isalpha, clean(cell)))
