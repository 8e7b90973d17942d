"""The monthly report as one frozen object, its sentences, tables and charts; every format is written from it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any, Literal

import pandas as pd

from analysis.text import wording
from analysis.text.cards import Card

BLANK = ""
KEY_LETTERS = 500
SHOWN, WITHHELD = "dalam laporan ini", "memuat nama orang; disimpan di kantor"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a table, the decimals it is shown with, and whether a rise carries a plus sign."""

    value: float
    decimals: int = 0
    signed: bool = False

    @property
    def text(self) -> str:
        """The number as every format prints it: "1.234,5", "+3,92"."""
        return (wording.signed if self.signed else wording.number)(self.value, self.decimals)


ReportCell = str | Number


def number(value: Any, decimals: int, *, signed: bool = False) -> ReportCell:
    """A cell with that number (None or a float); blank where there is none."""
    return BLANK if value is None or not math.isfinite(value) else Number(float(value), decimals, signed)


def text_of(cell: ReportCell) -> str:
    """A cell as printed."""
    return cell if isinstance(cell, str) else cell.text


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A table's column; `width` is its share of the table's width."""

    title: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Rows of cells under columns; `title` names the table and, short, the sheet it fills in a workbook."""

    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[ReportCell, ...], ...]

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Whether each column holds numbers, which stand to the right."""
        return tuple(any(isinstance(row[place], Number) for row in self.rows) for place, _ in enumerate(self.columns))

    def filled(self) -> ReportTable:
        """The table without the columns that no row fills, for formats with little room; an empty form stays whole."""
        kept = [place for place, _ in enumerate(self.columns) if any(text_of(row[place]) for row in self.rows)]
        columns = tuple(self.columns[place] for place in kept)
        if not columns:
            return self
        return ReportTable(self.title, columns, tuple(tuple(row[place] for place in kept) for row in self.rows))

    def unfilled(self) -> tuple[str, ...]:
        """Titles of the columns that no row fills."""
        kept = {column.title for column in self.filled().columns}
        return tuple(column.title for column in self.columns if column.title not in kept)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One named set of values, one a category of its chart; NaN where there is none."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ReportMark:
    """What happened in the category of a course at `place`; its `sign` stands in the chart, `words` in the caption."""

    place: int
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class ReportChart:
    """What a chart draws: bars from zero (one line), dots before and after (two lines), or a course over time (one).

    `name` is short, for a sheet; `title` states the finding; `caption` says what is drawn: its unit, n and period; a
    course may have marks on it.
    """

    name: str
    title: str
    kind: Literal["bars", "dots", "course"]
    categories: tuple[str, ...]
    lines: tuple[ReportLine, ...]
    decimals: int
    caption: str
    marks: tuple[ReportMark, ...] = ()

    @property
    def drawn(self) -> tuple[ReportLine, ...]:
        """The lines, and the values of the first one at its marks as a line of their own."""
        if not self.marks:
            return self.lines
        marked = {mark.place for mark in self.marks}
        values = (value if place in marked else math.nan for place, value in enumerate(self.lines[0].values))
        return *self.lines, ReportLine("Kejadian", tuple(values))

    @property
    def key(self) -> str:
        """What each mark means: "K1 Jan 2025: Klampid. K2 …"; those without room are told in the workbook alone."""
        meanings = [f"{mark.sign} {self.categories[mark.place]}: {mark.words}." for mark in self.marks]
        ends = accumulate(len(meaning) + 1 for meaning in meanings)
        shown = sum(end <= KEY_LETTERS for end in ends)
        rest = [f"{len(meanings) - shown} tanda lain dijelaskan di XLSX."] if shown < len(meanings) else []
        return " ".join(meanings[:shown] + rest)

    @property
    def below(self) -> str:
        """What stands under the chart: its caption, and what each mark means."""
        return f"{self.caption} {self.key}".strip()

    @property
    def table(self) -> ReportTable:
        """The numbers the chart draws, with the meaning of its marks."""
        meaning = (ReportColumn("Arti tanda", 3),) if self.marks else ()
        columns = (ReportColumn("", 3), *(ReportColumn(line.name) for line in self.drawn), *meaning)
        return ReportTable(self.name, columns, tuple(self._row(place) for place in range(len(self.categories))))

    def _row(self, place: int) -> tuple[ReportCell, ...]:
        values = (number(line.values[place], self.decimals) for line in self.drawn)
        here = next((f"{mark.sign} {mark.words}" for mark in self.marks if mark.place == place), BLANK)
        return self.categories[place], *values, *((here,) if self.marks else ())

    @property
    def alt(self) -> str:
        """The picture in words, from the numbers it draws."""
        points = [
            f"{category} " + " menjadi ".join(wording.number(line.values[place], self.decimals) for line in self.lines)
            for place, category in enumerate(self.categories)
        ]
        return f"{self.title}: {'; '.join(points)}. {self.key}".strip()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: sentences, then charts and tables; without data only the sentence that says so."""

    title: str
    sentences: tuple[str, ...]
    tables: tuple[ReportTable, ...] = ()
    charts: tuple[ReportChart, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader of the numbers adds to them, and when."""

    text: str
    author: str
    written_at: datetime

    @property
    def signed(self) -> str:
        """Author and time: "Kasi Pelayanan, 24 November 2026 pukul 09.15"."""
        return ", ".join(filter(None, [self.author, moment(self.written_at)]))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo or a scan of `pages` pages under its caption; `sha256` is the kept file's.

    `pictures` are PNG or JPEG, one a page; none where the scan names people: then the report only lists it.
    """

    caption: str
    author: str
    attached_at: datetime
    sha256: str
    pages: int
    pictures: tuple[bytes, ...] = ()

    @property
    def signed(self) -> str:
        """Who attached it, and when."""
        return ", ".join(filter(None, [self.author, moment(self.attached_at)]))

    @property
    def captions(self) -> tuple[str, ...]:
        """What stands under each picture."""
        many = len(self.pictures)
        if many == 1:
            return (self.caption,)
        return tuple(f"{self.caption} (halaman {place} dari {many})" for place in range(1, many + 1))


@dataclass(frozen=True, slots=True)
class Report:
    """One office's report on one period; `unit` is None for all units.

    `name` begins its files' names. `headline` and `basis` are the answer and what it rests on, `cards` the numbers
    beside it. `facts` say where everything comes from: source, period, unit, n, filters, digests, notes. `signatures`
    are the titles over blank lines. `address` opens the same view again ("" where it is not known); `template` is the
    office's own PPTX, whose master the deck takes.
    """

    name: str
    title: str
    period: pd.Period
    unit: str | None
    headline: str
    basis: str
    cards: tuple[Card, ...]
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...]
    attachments: tuple[Attachment, ...]
    signatures: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    printed_at: datetime
    is_sample: bool
    address: str = ""
    template: bytes | None = None

    @property
    def subtitle(self) -> str:
        """Period and unit: "Oktober 2026 · semua unit"."""
        return f"{wording.period(self.period)} · {self.unit or 'semua unit'}"

    @property
    def caption(self) -> str:
        """What stands under every picture, slide and page, so that each can travel alone."""
        kept = [f"{name}: {value}" for name, value in self.facts if name in ("n", "Pilihan")]
        sample = ["DATA CONTOH"] if self.is_sample else []
        return " · ".join(
            [*sample, self.subtitle, f"Sumber: {self._sources}", *kept, f"Dicetak: {moment(self.printed_at)}"]
        )

    @property
    def _sources(self) -> str:
        """The books, in a caption's room."""
        names = [value for name, value in self.facts if name == "Sumber"]
        return names[0] if len(names) == 1 else f"{names[0]} dan {len(names) - 1} buku lain"

    @property
    def fact_table(self) -> ReportTable:
        """The facts and the time of printing as a table."""
        link = (("Tautan", self.address),) if self.address else ()
        rows = (("Dicetak", moment(self.printed_at)), *self.facts, *link)
        return ReportTable("Keterangan", (ReportColumn("Hal"), ReportColumn("Isi", 4)), rows)

    @property
    def remark_table(self) -> ReportTable:
        """The remarks as a table: text, author, time."""
        columns = (ReportColumn("Catatan", 6), ReportColumn("Penulis dan waktu", 2))
        return ReportTable("Catatan", columns, tuple((remark.text, remark.signed) for remark in self.remarks))

    @property
    def attachment_table(self) -> ReportTable:
        """The attachments as a table: caption, pages, where they are to be seen, digest, who and when."""
        columns = (
            ReportColumn("Lampiran", 3), ReportColumn("Halaman", 0.9), ReportColumn("Isi", 1.6),
            ReportColumn("Kode", 1), ReportColumn("Dilampirkan oleh", 2),
        )  # fmt: skip
        rows = tuple(
            (one.caption, Number(one.pages), SHOWN if one.pictures else WITHHELD, one.sha256[:8], one.signed)
            for one in self.attachments
        )
        return ReportTable("Lampiran laporan", columns, rows)

    @property
    def pictures(self) -> tuple[tuple[bytes, str], ...]:
        """Every attached picture with what stands under it."""
        return tuple(pair for one in self.attachments for pair in zip(one.pictures, one.captions, strict=True))


def moment(value: datetime) -> str:
    """ "24 November 2026 pukul 09.15"."""
    return f"{wording.day(value)} pukul {value:%H.%M}"
