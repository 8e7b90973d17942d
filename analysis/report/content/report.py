"""The monthly report as one frozen object, its sentences, tables and charts; every format is written from it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from typing import Any, Literal

import pandas as pd

from analysis.report.content.cover import ReportChange, ReportFigure
from analysis.report.content.notice import Notice
from analysis.text import wording
from analysis.text.cards import Card

BLANK = ""
KEY_LETTERS = 500
SHOWN, WITHHELD = "dalam laporan ini", "memuat nama orang; disimpan di kantor"


Tone = Literal["", "quiet", "met", "near", "missed"]
SIGNS: dict[Tone, str] = {"met": "●", "near": "▽", "missed": "▼"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a table, the decimals it is shown with, and whether a rise carries a plus sign.

    `tone` says how it stands to its target, by the colour of the office's scale, or that it only stands beside another.
    """

    value: float
    decimals: int = 0
    signed: bool = False
    tone: Tone = ""

    @property
    def text(self) -> str:
        """The number as every format prints it: "1.234,5", "+3,92", with a true minus."""
        return (wording.signed if self.signed else wording.number)(self.value, self.decimals)


ReportCell = str | Number


def number(value: Any, decimals: int, *, signed: bool = False, tone: Tone = "") -> ReportCell:
    """A cell with that number (None or a float); blank where there is none."""
    return BLANK if value is None or not math.isfinite(value) else Number(float(value), decimals, signed, tone)


def text_of(cell: ReportCell) -> str:
    """A cell as printed."""
    return cell if isinstance(cell, str) else cell.text


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A table's column; `width` is its share of the table's width, `group` the heading it shares with its neighbours.

    A `spare` column is left out where there is little room. `whole` is the title of the column of which this one's
    counts are a part: where a format draws, each is a row of that many squares, some of them full.
    """

    title: str
    width: float = 1.0
    group: str = ""
    spare: bool = False
    whole: str = ""

    @property
    def full_title(self) -> str:
        """Group and title, where a table has one row of headings."""
        return f"{self.group} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Rows of cells under columns; `title` names the table and, short, the sheet it fills in a workbook.

    `note` stands small below it; `total` says that the last row is about all the others.
    """

    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[ReportCell, ...], ...]
    note: str = ""
    total: bool = False

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
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return replace(self, columns=columns, rows=rows)

    def brief(self) -> ReportTable:
        """The table without the columns that formats with little room leave to the others."""
        kept = [place for place, column in enumerate(self.columns) if not column.spare]
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[place] for place in kept), rows=rows)

    def unfilled(self) -> tuple[str, ...]:
        """Titles of the columns that no row fills."""
        kept = self.filled().columns
        return tuple(column.title for column in self.columns if column not in kept)


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


ALONG = {"bars": "Unsur", "dots": "Unit", "course": "Periode", "multiples": "Periode"}
"""What the categories of each kind of chart are."""


@dataclass(frozen=True, slots=True)
class ReportChart:
    """What a chart draws: bars from zero (one line), dots before and after (two), courses over time (one or two), or
    each line in a small picture of its own on one scale ("multiples").

    `name` is short, for a sheet; `title` states the finding; `caption` says what is drawn: its unit, n and period; a
    course may have marks on it; bars may have the `spread` of each value (its interval) and the `limits` of classes.
    """

    name: str
    title: str
    kind: Literal["bars", "dots", "course", "multiples"]
    categories: tuple[str, ...]
    lines: tuple[ReportLine, ...]
    decimals: int
    caption: str
    marks: tuple[ReportMark, ...] = ()
    spread: tuple[tuple[float, float], ...] = ()
    limits: tuple[tuple[float, str], ...] = ()

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
        columns = (ReportColumn(ALONG[self.kind], 3), *(ReportColumn(line.name) for line in self.drawn), *meaning)
        return ReportTable(self.name, columns, tuple(self._row(place) for place in range(len(self.categories))))

    def _row(self, place: int) -> tuple[ReportCell, ...]:
        values = (number(line.values[place], self.decimals) for line in self.drawn)
        here = next((f"{mark.sign} {mark.words}" for mark in self.marks if mark.place == place), BLANK)
        return self.categories[place], *values, *((here,) if self.marks else ())

    @property
    def alt(self) -> str:
        """The picture in words, from the numbers it draws."""
        if self.kind == "multiples":
            ends = (f"{line.name} {wording.number(line.values[-1], self.decimals)}" for line in self.lines)
            return f"{self.title}, {self.categories[-1]}: {'; '.join(ends)}."
        points = [
            f"{category} " + " menjadi ".join(wording.number(line.values[place], self.decimals) for line in self.lines)
            for place, category in enumerate(self.categories)
        ]
        return f"{self.title}: {'; '.join(points)}. {self.key}".strip()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: sentences, then charts and tables; without data only the sentence that says so.

    `title` is the finding, `name` what the part is about ("" where the title says it); an `appendix` follows the
    signatures.
    """

    title: str
    sentences: tuple[str, ...]
    tables: tuple[ReportTable, ...] = ()
    charts: tuple[ReportChart, ...] = ()
    name: str = ""
    appendix: bool = False


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

    `name` begins its files' names. `finding` is the month in one sentence, `figures` the office's numbers under it;
    `headline` and `basis` are what training did and what that rests on. `cards` are the numbers of a report without
    figures. `changes` left their ordinary variation, `unchanged` says what did not. `facts` say where everything comes
    from: source, period, unit, n, filters, digests, notes. `signatures` are the titles over blank lines. `address`
    opens the same view again ("" where it is not known); `template` is the office's own PPTX, whose master the deck
    takes.
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
    finding: str = ""
    figures: tuple[ReportFigure, ...] = ()
    changes: tuple[ReportChange, ...] = ()
    unchanged: str = ""
    letterhead: tuple[str, ...] = ()
    logo: bytes | None = None
    notice: Notice | None = None

    @property
    def body(self) -> tuple[Section, ...]:
        """The parts before the signatures."""
        return tuple(section for section in self.sections if not section.appendix)

    @property
    def appendix(self) -> tuple[Section, ...]:
        """The parts after them."""
        return tuple(section for section in self.sections if section.appendix)

    @property
    def figure_table(self) -> ReportTable:
        """The office's figures as a table."""
        columns = (
            ReportColumn("Indikator", 1.9),
            ReportColumn("Nilai", 1.4),
            ReportColumn("Target dan capaian", 2.3),
            ReportColumn("Perubahan", 3.4),
        )
        rows = tuple((one.name, one.measured, one.words, one.moved) for one in self.figures)
        return ReportTable("Angka bulan ini", columns, rows)

    @property
    def change_table(self) -> ReportTable:
        """What changed, as a table."""
        columns = (
            ReportColumn("Apa", 3),
            ReportColumn("Nilai"),
            ReportColumn("Arah", 0.8),
            ReportColumn("Keterangan", 5),
        )
        rows = tuple(
            (one.subject, one.value, "membaik" if one.better else "memburuk", one.detail) for one in self.changes
        )
        return ReportTable("Apa yang berubah", columns, rows)

    @property
    def subtitle(self) -> str:
        """Period and unit: "Oktober 2026 · semua unit"."""
        return f"{wording.period(self.period)} · {self.unit or 'semua unit'}"

    @property
    def caption(self) -> str:
        """What stands under every picture, slide and page in one line, so that each can travel alone."""
        sample = ["DATA CONTOH"] if self.is_sample else []
        office = [self.letterhead[1].title()] if len(self.letterhead) > 1 else []
        return " · ".join([*sample, *office, self.subtitle, f"dicetak {moment(self.printed_at)}"])

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
