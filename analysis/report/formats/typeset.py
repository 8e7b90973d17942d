"""The report as tagged A4 PDF and as 1600 × 900 pictures, set by Typst from the layouts beside this module."""

import dataclasses
import io
import json
import math
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from analysis.report.content.report import (
    SIGNS,
    Number,
    Report,
    ReportCell,
    ReportChart,
    ReportLine,
    ReportTable,
    Section,
    text_of,
)
from analysis.report.formats import look
from analysis.report.formats.link import qr_svg
from analysis.text import wording

HERE = Path(__file__).parent
LAYOUT, FONTS = HERE / "layout", HERE / "fonts"
MOST_SQUARES = 14
STANDARDS, LOGO = ["ua-1", "a-2a"], "logo.png"
PNG = b"\x89PNG"


def to_pdf(report: Report) -> bytes:
    """A4, tagged to PDF/UA-1 and PDF/A-2a, with the project's own fonts embedded."""
    content: bytes = _set("pages", report, format="pdf", pdf_standards=STANDARDS)
    return content


def to_pngs(report: Report) -> list[bytes]:
    """Sheets of exactly 1600 × 900 pixels."""
    return _pictures("sheets", 72, report)


def to_a4_pictures(report: Report) -> list[bytes]:
    """The pages of the PDF as pictures of 96 dots an inch: 794 × 1,123 pixels, or turned where a table is wide."""
    return _pictures("pages", 96, report)


def to_notice_picture(report: Report) -> bytes:
    """The survey's public notice, 1080 × 1350 pixels."""
    return _pictures("notice", 72, report)[0]


def to_notice_paper(report: Report) -> bytes:
    """The survey's public notice on A3, tagged to PDF/UA-1 and PDF/A-2a."""
    content: bytes = _set("notice", report, {"paper": "a3"}, format="pdf", pdf_standards=STANDARDS)
    return content


def chart_pictures(report: Report) -> list[bytes]:
    """Each chart of the report as PNG, 16 cm wide at 200 dots an inch, in the report's order."""
    return _pictures("pictures", 200, report) if any(section.charts for section in report.sections) else []


def _pictures(layout: str, ppi: int, report: Report) -> list[bytes]:
    pictures = _set(layout, report, format="png", ppi=ppi)
    return pictures if isinstance(pictures, list) else [pictures]


def _set(layout: str, report: Report, inputs: Mapping[str, str] | None = None, **options: Any) -> Any:
    """One layout set in a folder of its own, where the pictures of the report lie beside it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for source in LAYOUT.glob("*.typ"):
            shutil.copy(source, root)
        for place, (content, _) in enumerate(report.pictures):
            (root / _file(place, content)).write_bytes(content)
        if report.logo:
            (root / LOGO).write_bytes(report.logo)
        if report.address:
            (root / "qr.svg").write_bytes(qr_svg(report.address))
        set_here = typst.Compiler(root / f"{layout}.typ", root=root, font_paths=_fonts())
        return set_here.compile(sys_inputs=_inputs(report) | dict(inputs or {}), **options)


def _file(place: int, picture: bytes) -> str:
    return f"{place}.{'png' if picture.startswith(PNG) else 'jpg'}"


def _ratio(picture: bytes) -> float:
    """Width ÷ height."""
    width, height = Image.open(io.BytesIO(picture)).size
    return width / height


@cache
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _inputs(report: Report) -> dict[str, str]:
    at = report.printed_at
    return {
        "report": json.dumps(
            {
                "title": report.title,
                "subtitle": report.subtitle,
                "author": look.AUTHOR,
                "date": {part: getattr(at, part) for part in ("year", "month", "day", "hour", "minute", "second")},
                "sample": report.is_sample,
                "headline": report.headline,
                "basis": report.basis,
                "caption": report.caption,
                "finding": report.finding,
                "figures": [dataclasses.asdict(one) | {"words": one.words} for one in report.figures],
                "changes": [dataclasses.asdict(one) for one in report.changes],
                "unchanged": report.unchanged,
                "letterhead": report.letterhead,
                "notice": dataclasses.asdict(report.notice) if report.notice else None,
                "logo": LOGO if report.logo else None,
                "cards": [dataclasses.asdict(card) for card in report.cards],
                "body": [_section(section) for section in report.body],
                "appendix": [_section(section) for section in report.appendix],
                "remarks": [{"text": one.text, "signed": one.signed} for one in report.remarks],
                "attachments": _table(report.attachment_table),
                "pictures": [
                    {"file": _file(place, content), "caption": caption, "ratio": _ratio(content)}
                    for place, (content, caption) in enumerate(report.pictures)
                ],
                "address": report.address,
                "signatures": [title.split("\n") for title in report.signatures],
                "facts": _table(report.fact_table),
                "look": {
                    name: f"#{getattr(look, name.upper())}"
                    for name in ("ink", "muted", "grey", "accent", "orange", "pale", "ground", "tint", "sample")
                },
            },
            allow_nan=False,
        )
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "name": section.name,
        "title": section.title,
        "appendix": section.appendix,
        "sentences": section.sentences,
        "tables": [_table(table.filled()) for table in section.tables],
        "filled": [_table(table.brief().filled()) | {"unfilled": table.unfilled()} for table in section.tables],
        "charts": [_chart(chart) for chart in section.charts],
    }


def _table(table: ReportTable) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": [
            {"title": column.title, "width": column.width, "group": column.group, "numeric": right}
            for column, right in zip(table.columns, table.numeric, strict=True)
        ],
        "rows": [[_cell(table, row, place) for place in range(len(row))] for row in table.rows],
        "note": table.note,
        "total": table.total,
    }


def _cell(table: ReportTable, row: tuple[ReportCell, ...], place: int) -> dict[str, Any]:
    """A cell's text and tone, the tone of its group of columns, and whether it is the group's last, with its sign."""
    group, cell = table.columns[place].group, row[place]
    tones = [_tone(other) for other, column in zip(row, table.columns, strict=True) if column.group == group and group]
    following = table.columns[place + 1 : place + 2]
    return {
        "text": text_of(cell),
        "tone": _tone(cell),
        "group": next((tone for tone in tones if tone in SIGNS), ""),
        "last": not following or following[0].group != group,
        "squares": _squares(table, row, place),
    }


def _squares(table: ReportTable, row: tuple[ReportCell, ...], place: int) -> tuple[int, int] | None:
    """How many of how many squares are full, where the cell is a part of another's count and few enough are drawn."""
    titles = [column.title for column in table.columns]
    whole = table.columns[place].whole
    cells = (row[place], row[titles.index(whole)]) if whole in titles else ()
    counts = [int(cell.value) for cell in cells if isinstance(cell, Number)]
    return (counts[0], counts[1]) if len(counts) == 2 and counts[1] <= MOST_SQUARES else None


def _tone(cell: ReportCell) -> str:
    return cell.tone if isinstance(cell, Number) else ""


def _chart(chart: ReportChart) -> dict[str, Any]:
    return {
        "title": chart.title,
        "kind": chart.kind,
        "alt": chart.alt,
        "caption": chart.below,
        "categories": chart.categories,
        "lines": [_line(line, chart.decimals) for line in chart.lines],
        "spread": [[_finite(low), _finite(high)] for low, high in chart.spread],
        "limits": [{"value": value, "name": name} for value, name in chart.limits],
        "marks": [{"place": mark.place, "sign": mark.sign} for mark in chart.marks],
    }


def _line(line: ReportLine, decimals: int) -> dict[str, Any]:
    return {
        "name": line.name,
        "values": [_finite(value) for value in line.values],
        "texts": [wording.number(value, decimals) for value in line.values],
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
