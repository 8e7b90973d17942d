"""Parts of the monthly report: citizens' remarks, what the finding rests on, squares, plans beside events, contents."""

from datetime import datetime

import pytest

from analysis.impact.doubts import KEYS
from analysis.report.content.build import build_report, build_survey_report
from analysis.report.content.report import Report, ReportTable, text_of
from analysis.report.formats.files import written
from analysis.report.formats.typeset import _squares
from analysis.survey.remarks import citizens_remarks
from analysis.text.disclosure import FEWEST
from data.panel.dataset import Dataset
from data.vocabulary.periods import parse_period
from tests.analysis.report_readers import pdf_words

OCTOBER, QUARTER, AT = parse_period("2026-10"), parse_period("2026-T3"), datetime(2026, 11, 24, 9, 15)


@pytest.fixture(scope="module")
def outside(sample: Dataset) -> Report:
    return build_report(sample, OCTOBER, printed_at=AT)


@pytest.fixture(scope="module")
def inside(sample: Dataset) -> Report:
    return build_report(sample, OCTOBER, internal=True, printed_at=AT)


def tables(report: Report) -> dict[str, ReportTable]:
    return {table.title: table for section in report.sections for table in section.tables}


def counts(report: Report) -> dict[str, int]:
    return {text_of(name): int(cell.value) for name, cell in tables(report)["Saran warga menurut unsur"].rows}  # type: ignore[union-attr]


def test_remarks_are_counted_in_every_version_and_quoted_in_the_internal_one_alone(
    sample: Dataset, outside: Report, inside: Report
) -> None:
    found = citizens_remarks(sample.skm[sample.skm["period"] == QUARTER])
    assert found
    assert counts(inside) == {theme.label: theme.n for theme in found.themes}
    assert min(counts(outside).values()) >= FEWEST
    assert sum(counts(outside).values()) == sum(counts(inside).values())
    quoted = [text_of(row[1]) for row in tables(inside)["Kutipan saran"].rows]
    assert len(quoted) > 10
    assert [quote for quote in quoted if quote in repr(outside)] == []
    assert any("Pak •••" in theme_quote for theme in found.themes for theme_quote in theme.quotations)


def test_the_surveys_report_counts_and_quotes_by_the_same_rule(
    sample: Dataset, outside: Report, inside: Report
) -> None:
    for internal, other in ((False, outside), (True, inside)):
        report = build_survey_report(sample, QUARTER, internal=internal, printed_at=AT)
        assert counts(report) == counts(other)
        assert ("Kutipan saran" in tables(report)) is internal


def test_the_finding_tells_what_it_rests_on_and_what_is_not_known(outside: Report) -> None:
    rows = [tuple(map(text_of, row)) for row in tables(outside)["Bertumpu pada apa"].rows]
    assert len(rows) == len(KEYS) + 1
    assert rows[-1] == (
        "Yang belum diketahui",
        "Apakah hasilnya bertahan lebih dari 19 bulan sesudah pelatihan pertama, dan apakah sama besar di 3 unit yang "
        "belum dilatih.",
    )


def test_a_square_stands_for_one_pns(outside: Report) -> None:
    hours = tables(outside)["JP per unit"]
    drawn = [_squares(hours, row, 2) for row in hours.rows[:-1]]
    assert drawn == [(int(row[2].value), int(row[1].value)) for row in hours.rows[:-1]]  # type: ignore[union-attr]
    assert _squares(hours, hours.rows[-1], 2) is None, "an office of 50 is no row of squares"
    sums = [sum(row[at].value for row in hours.rows[:-1]) for at in (1, 2)]  # type: ignore[union-attr]
    assert sums == [hours.rows[-1][at].value for at in (1, 2)]  # type: ignore[union-attr]


def test_the_first_page_says_what_stands_where(outside: Report) -> None:
    first = pdf_words(next(iter(written(outside, "pdf").values()))).split("KINERJA PER UNIT")[0]
    for section in outside.body:
        assert section.name in first
