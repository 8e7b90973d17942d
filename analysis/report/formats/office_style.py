"""The office's own dress on a report: its letterhead, logo and presentation template, where it keeps them."""

from dataclasses import replace

from analysis.report.content.attachments import readable_attachment
from analysis.report.content.report import Report
from analysis.report.formats.files import with_template
from data.problems import BookError
from data.store.office_template import LOGO_FILE, office_letterhead, office_logo, office_template


def in_office_style(report: Report) -> tuple[Report, str]:
    """The report with the office's letterhead, logo and presentation template; a sentence where one cannot be used."""
    report = replace(report, letterhead=office_letterhead())
    try:
        report = replace(report, logo=_checked(office_logo()))
    except BookError as error:
        return report, str(error)
    return with_template(report, office_template())


def _checked(logo: bytes | None) -> bytes | None:
    """The logo, drawn anew as a PNG; BookError where it is no picture."""
    return None if logo is None else readable_attachment(LOGO_FILE, logo)[0]
