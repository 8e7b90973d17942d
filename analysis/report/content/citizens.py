"""What citizens wrote in the survey: counts by element in every version, their words in the internal one alone."""

from analysis.report.content.report import Number, ReportColumn, ReportTable, Section
from analysis.survey.compute import SkmResult
from analysis.survey.remarks import CitizensRemarks, citizens_remarks
from analysis.text import wording
from data.ingest.parsers.remarks import DOTS

COUNTS, QUOTATIONS, MOST_QUOTED = "Saran warga menurut unsur", "Saran warga", 4
COUNT_COLUMNS = (ReportColumn("Unsur yang disinggung", 4), ReportColumn("Saran"))
QUOTATION_COLUMNS = (ReportColumn("Unsur", 1.6), ReportColumn("Saran warga", 4))


def remark_counts(result: SkmResult, *, internal: bool = False) -> tuple[ReportTable, ...]:
    """How many remarks speak of each element; none where nobody wrote, or too few for a version that goes out."""
    remarks = citizens_remarks(result.forms)
    themes = () if remarks is None else remarks.themes if internal else remarks.pooled()
    if remarks is None or not themes:
        return ()
    rows = tuple((theme.label, Number(theme.n)) for theme in themes)
    return (ReportTable(COUNTS, COUNT_COLUMNS, rows, _note(remarks)),)


def _note(remarks: CitizensRemarks) -> str:
    return (
        f"{wording.count(remarks.n)} dari {wording.count(remarks.respondents)} responden menulis saran; "
        f"saran tentang beberapa unsur dihitung di masing-masing."
    )


def quotations(result: SkmResult | None) -> tuple[Section, ...]:
    """The appendix of the internal version: a few remarks an element, without names and numbers; empty without any."""
    remarks = citizens_remarks(result.forms) if result else None
    if remarks is None:
        return ()
    rows = tuple((theme.label, text) for theme in remarks.themes for text in theme.quotations[:MOST_QUOTED])
    said = f"Paling banyak {MOST_QUOTED} saran tiap unsur. {DOTS}: nama, nomor, dan kata lain dihapus saat dibaca."
    return (Section(QUOTATIONS, (said,), (ReportTable("Kutipan saran", QUOTATION_COLUMNS, rows),), appendix=True),)
