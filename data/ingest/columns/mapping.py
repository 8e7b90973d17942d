"""Headings that no contract knows: what they may mean is asked, never applied unseen."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from data.ingest.columns.findings import Findings
from data.ingest.parsers.indicators import indicators_in
from data.ingest.parsers.text import key
from data.ingest.schemas import Column
from data.ingest.schemas.shared import PERIOD_NAMES
from data.ingest.tables import Header, Table, course_headings, figure_headings, hours_headings, quarter_headings
from data.ingest.tables.courses import ONE_A_ROW
from data.ingest.tables.header import spellings, told_apart
from data.ingest.tables.headings import (
    column_question,
    columns_named,
    indicators_by,
    is_not_read,
    mapped_contract,
    match_unsur,
)
from data.ingest.tables.pivot import sums_up

NONE_OF_THESE = "tidak ada"
ALIKE = 85
MOST_SHOWN = 15


def report_missing(table: Table, findings: Findings) -> None:
    """Say which needed columns a table lacks, and ask which heading stands for each."""
    findings.whole(missing_sentence(table), "refused")
    if mapped_contract(table.headers, findings.answers):
        return
    for group in table.missing:
        column = _likeliest(table, group)
        if column and table.unused:
            wanted = sorted(table.unused, key=lambda header: -_likeness(header, column))[:MOST_SHOWN]
            ask_column(table, findings, column.name, wanted)


def missing_sentence(table: Table) -> str:
    """Which columns a table lacks and which headings were seen."""
    labels = ", ".join(" atau ".join(_labels(table, group)) for group in table.missing)
    seen = ", ".join(f"“{header.text}”" for header in table.headers[:MOST_SHOWN])
    return (
        f"mirip lembar {table.contract.label}, tetapi kolom {labels} tidak ditemukan; judul yang terlihat: {seen}; "
        "tambahkan kolomnya, jawab pertanyaannya, atau isi templat"
    )


def _labels(table: Table, group: Iterable[str]) -> list[str]:
    known = {column.name: column.label for column in table.contract.columns}
    return [known.get(name, name) for name in group]


def _likeliest(table: Table, group: Sequence[str]) -> Column | None:
    columns = [column for column in table.contract.columns if column.name in group]
    return max(
        columns, key=lambda column: max((_likeness(header, column) for header in table.unused), default=0), default=None
    )


def report_unknown(table: Table, findings: Findings) -> list[Header]:
    """Ask about headings much like those of missing columns; the headings that are nothing known, twins left out."""
    meant = _meant_together(table)
    unknown = [header for header in table.unused if header not in meant and key(header.text)]
    if mapped_contract(table.headers, findings.answers):
        return [header for header in unknown if not is_not_read(header, table.headers, findings.answers)]
    for column in _still_open(table):
        alike = [each for each in unknown if _likeness(each, column) >= ALIKE and not _is_told(each)]
        if alike:
            ask_column(table, findings, column.name, alike)
    unsure = _of_one_indicator(table, unknown, findings)
    twins = {header.column: twin for header in unknown if (twin := _twin(table, header))}
    for header in unknown:
        if header.column in twins:
            reason = f"judul kolom ganda; yang dibaca kolom “{twins[header.column].text}”"
            findings.column(header.text, reason, "warning")
    return [header for header in unknown if header.column not in twins and header not in unsure]


def _is_told(header: Header) -> bool:
    """Whether a heading is asked about as the indicator it speaks of, or only sums up the columns beside it."""
    return bool(indicators_in(header.text)) or sums_up(header.text)


def _of_one_indicator(table: Table, unknown: Sequence[Header], findings: Findings) -> list[Header]:
    """Headings that name one indicator together: none is read before the office has said which of them is meant."""
    unsure: list[Header] = []
    for name, several in indicators_by(unknown, table.contract).items():
        if name in table.columns or len(several) == 1:
            continue
        ask_column(table, findings, name, several)
        if findings.questions[column_question(table.layout, name)].answer is None:
            unsure += several
    for header in unsure:
        findings.column(header.whole, "kolom lain berisi indikator yang sama; jawab dulu pertanyaannya", "refused")
    return unsure


def _meant_together(table: Table) -> set[Header]:
    """Headings that name no column of their own and yet are read: survey elements, trainings, figures, ticks."""
    if table.contract.kind == "skm":
        return set(match_unsur(table.headers))
    if table.contract.kind == "pelatihan" and table.columns.keys().isdisjoint(ONE_A_ROW):
        return {course.header for course in course_headings(table.unused)}
    if table.contract.kind == "rekap_jp":
        return {header for header, _ in hours_headings(table.headers)}
    if table.contract.kind == "kinerja":
        return {heading.header for heading in figure_headings(table.headers)}
    return set(quarter_headings(table.headers).values()) if table.contract.kind == "rtl" else set()


def _still_open(table: Table) -> Iterable[Column]:
    """Columns of the contract that the table does not have, other ways to write the period left out."""
    has_period = not set(PERIOD_NAMES).isdisjoint(table.columns)
    for column in table.contract.columns:
        if (
            column.name not in table.columns
            and column.type != "ignored"
            and not (has_period and column.name in PERIOD_NAMES)
        ):
            yield column


def _twin(table: Table, header: Header) -> Header | None:
    """The heading already taken for the column that this one names too."""
    named = columns_named(header, table.contract)
    return next((taken for name, taken in table.columns.items() if name in named), None)


def ask_column(table: Table, findings: Findings, name: str, headers: Sequence[Header]) -> Header | None:
    """The heading that the office says stands for a canonical column; None until it does, or where none does."""
    named = told_apart(table.headers)
    texts = {header: text for text, header in named.items()}
    options = [texts[header] for header in headers]
    label = table.contract.column(name).label
    sentence = f"Kolom mana pada lembar “{findings.sheet}” yang berisi {label}?"
    if len(options) == 1:
        sentence = f"Kolom “{options[0]}” pada lembar “{findings.sheet}” mungkin {label}?"
    answer = findings.ask(column_question(table.layout, name), sentence, (*options, NONE_OF_THESE))
    return named.get(answer or "")


def _likeness(header: Header, column: Column) -> float:
    """0–100: how much a heading looks like one of a column's names."""
    names = [key(alias) for alias in (column.label, *column.aliases)]
    likes = (fuzz.token_sort_ratio(spelling, name) for spelling in spellings(header.path) for name in names)
    return max(likes, default=0)
