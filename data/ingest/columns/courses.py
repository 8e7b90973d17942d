"""Training matrices: who took part in which training, by the marks under its heading."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.columns.days import ORDERS
from data.ingest.columns.tick_columns import SIGNS
from data.ingest.columns.titles import Title
from data.ingest.parsers.dates import Order, Span, order_evidence, parse_span
from data.ingest.parsers.numbers import NumberKind, parse_number
from data.ingest.parsers.parsing import Refused, parse_distinct
from data.ingest.parsers.periods import parse_period_cell
from data.ingest.parsers.text import clean, is_blank, key
from data.ingest.schemas import Column
from data.ingest.schemas.pelatihan import KEHADIRAN
from data.ingest.tables import Course, course_headings, read_course
from data.ingest.tables.courses import ONE_A_ROW
from data.vocabulary.periods import frequency

IKUT = Column("kehadiran", "Kehadiran", "choice")
CROSSES = frozenset({"x", "✗", "✘", "×"})
CAME, STAYED_AWAY = "ikut", "tidak ikut"
NOT = frozenset(
    {"tidak", "belum", "0", "t", "n", "no", "tdk", "false", "tidak ikut", "belum ikut", "belum mengikuti", "kosong"}
)
ATTENDED = {key(word): answer for answer, words in KEHADIRAN.items() for word in (answer, *words)} | {
    "ikut": "selesai", "sudah ikut": "selesai", "peserta": "selesai", "yes": "selesai", "y": "selesai",
}  # fmt: skip
ANY_LENGTH, MOST_LENGTHS = -1.0, 2
BARE, NO_YES = re.compile(r"\d+(?:[.,]\d+)?"), frozenset({"0", "1", "0.", "1.", "0,", "1,"})
HOURS = NumberKind(low=0, words=("jp", "jpl", "jam", "jam pelajaran"))


@dataclass(frozen=True, slots=True)
class CourseMark:
    """What one cell says: whether the person attended, and the JP or day where the cell gives them."""

    attended: str
    jp: float | None = None
    days: Span | None = None


def matrix_courses(cells: TableCells) -> list[Course]:
    """The trainings of a matrix: those printed with JP or days, and columns beside them that hold nothing but marks."""
    named = course_headings(cells.table.unused)
    if not named or not cells.table.columns.keys().isdisjoint(ONE_A_ROW):
        return []
    own = {course.header for course in named}
    marked = [header for header in cells.table.unused if header not in own and only_marks(cells.raw(header))]
    return sorted([*named, *map(read_course, marked)], key=lambda course: course.header.column)


def attended_rows(cells: TableCells, people: pd.DataFrame, courses: Sequence[Course], title: Title) -> pd.DataFrame:
    """One row a person and training attended; `people` keep their places in the body as their index."""
    cross = _meaning_of_crosses(cells, courses)
    order = _order(cells, courses)
    taken: list[tuple[int, dict[str, Any]]] = []
    for course in courses:
        marks = _marks(cells, course, cross)
        span = _span(cells, course, title, order) if any(marks) else None
        for place in people.index:
            if marks[place] and (days := marks[place].days or span):
                taken.append((place, _participation(course, marks[place], days)))
    whose = people.loc[[place for place, _ in taken]].reset_index(drop=True)
    return pd.concat([whose, pd.DataFrame([values for _, values in taken])], axis=1)


def _participation(course: Course, mark: CourseMark, days: Span) -> dict[str, Any]:
    """One row of training: what the cell says counts before what its heading says."""
    first, last = days
    jp = course.jp if mark.jp is None else mark.jp
    return {
        "nama_pelatihan": course.name, "mulai": first, "selesai": last, "jp": jp, IKUT.name: mark.attended,
    }  # fmt: skip


def _marks(cells: TableCells, course: Course, cross: str | None) -> np.ndarray:
    """A Mark for everyone who took part or should have; None for the others."""
    raw = cells.raw(course.header)
    several = len({str(cell) for cell in raw if _is_bare(cell)}) > MOST_LENGTHS
    length = None if several else course.jp or ANY_LENGTH
    parsed = parse_distinct(raw, lambda cell: _mark(cell, cross, length))
    return cells.take(course.header, IKUT, parsed)


def _mark(cell: Any, cross: str | None, length: float | None) -> CourseMark | None:
    """What a cell says of a training of so many JP; None where its column holds too many numbers for one length."""
    if isinstance(cell, datetime):
        return CourseMark("selesai", days=(cell, cell))
    text = key(f"{cell:g}" if isinstance(cell, float) else str(cell)) or clean(str(cell)).casefold()
    if text in NOT or (text in CROSSES and cross == STAYED_AWAY):
        return None
    if text in SIGNS or text in ATTENDED:
        if text in CROSSES and cross is None:
            raise Refused("tanda x: ikut atau tidak? jawab dulu pertanyaannya")
        return CourseMark(ATTENDED.get(text, "selesai"))
    try:
        hours = parse_number(cell, HOURS)
    except Refused:
        raise Refused("bukan tanda; isi v bila ikut, kosongkan bila tidak") from None
    if hours > 1 and _is_bare(cell) and length not in (ANY_LENGTH, hours):
        raise Refused("JP atau nilai? Tulis JP di judul kolom, misalnya (20 JP), lalu isi v bila ikut")
    return CourseMark("selesai", jp=hours) if hours > 1 else None


def _is_bare(cell: Any) -> bool:
    """Whether a cell is a number that does not say what it counts, and no 0 or 1."""
    return isinstance(cell, float | str) and bool(BARE.fullmatch(str(cell).strip())) and str(cell)[:2] not in NO_YES


def only_marks(raw: Iterable[Any]) -> bool:
    """Whether a column's cells are marks, and none anything else."""
    filled = {clean(str(cell)).casefold() for cell in raw if not is_blank(cell)}
    return bool(filled) and filled <= SIGNS | CROSSES | NOT


def _meaning_of_crosses(cells: TableCells, courses: Sequence[Course]) -> str | None:
    """A cross is a mark like others, unless ticks stand beside it: then only the office knows."""
    seen = {
        clean(str(cell)).casefold() for course in courses for cell in cells.raw(course.header) if not is_blank(cell)
    }
    ticks = {text for text in seen - CROSSES if text in SIGNS or ATTENDED.get(text) == "selesai"}
    if not seen & CROSSES or not ticks:
        return CAME
    sentence = f"Lembar “{cells.findings.sheet}” memakai tanda “{min(ticks)}” dan “x”. Tanda “x” berarti apa?"
    return cells.findings.ask(f"{cells.table.layout}:tanda-x", sentence, (CAME, STAYED_AWAY))


def _order(cells: TableCells, courses: Sequence[Course]) -> Order | None:
    """Day or month first in headings such as 05/06/2025; asked where no heading shows it."""
    seen = order_evidence([course.days for course in courses if course.days])
    if seen["dmy"] or not seen["either"]:
        return "mdy" if seen["mdy"] and not seen["dmy"] else "dmy"
    sentence = f"Tanggal pada judul kolom lembar “{cells.findings.sheet}”: hari atau bulan yang ditulis dulu?"
    return ORDERS.get(cells.findings.ask(f"{cells.table.layout}:judul:urutan-tanggal", sentence, ORDERS) or "")


def _span(cells: TableCells, course: Course, title: Title, order: Order | None) -> Span | None:
    """First and last day of a training; asked where its heading prints none."""
    if course.days is None:
        question = f"{cells.table.layout}:tanggal:{key(course.name)}"
        sentence = (
            f"Kapan “{course.name}” (lembar “{cells.findings.sheet}”) dilaksanakan? Tulis misalnya 12 Maret 2025."
        )
        span = _days(cells.findings.ask(question, sentence), title.year, "dmy")
    else:
        span = order and _days(course.days, title.year, order)
    if not span:
        reason = "tanggal pelatihannya tidak terbaca di judul kolom; jawab dulu pertanyaannya"
        cells.findings.column(course.header.text, reason, "refused")
    return span or None


def _days(text: str | None, year: int | None, order: Order) -> Span | None:
    """The days a text names, its year taken from the title where it lacks one; all days of a bare month."""
    if not text:
        return None
    for candidate in (text, f"{text} {year}"):
        try:
            return parse_span(candidate, order)
        except Refused:
            continue
    return _month(text, year)


def _month(text: str, year: int | None) -> Span | None:
    try:
        month = parse_period_cell(text, None, year)
    except Refused:
        return None
    if frequency(month) != "M":
        return None
    return month.start_time.to_pydatetime(), month.end_time.to_pydatetime().replace(
        hour=0, minute=0, second=0, microsecond=0
    )
