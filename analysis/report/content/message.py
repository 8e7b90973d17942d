"""The month in a chat: the finding, three figures, what changed, what training did, and a link; plain text to copy."""

from analysis.report.content.cover import ReportFigure
from analysis.report.content.report import Report

FIGURES, CHANGES = 3, 3


def message(report: Report) -> str:
    """The report as a WhatsApp text: *bold* between asterisks, one thought a line; nothing about single persons."""
    changed = [f"{'▲' if one.rises else '▼'} {one.line}" for one in report.changes[:CHANGES]]
    lines = [
        f"*{report.title} · {report.subtitle}*",
        report.finding or report.headline,
        "",
        *(_figure(one) for one in report.figures[:FIGURES]),
        *(["", "*Yang berubah*", *changed] if changed else []),
        *(["", report.headline] if report.finding else []),
        *(["", report.address] if report.address else []),
        *(["", "_DATA CONTOH_"] if report.is_sample else []),
    ]
    return "\n".join(lines)


def _figure(one: ReportFigure) -> str:
    """ "• IKM 88,66 (target 82,5 · capaian 107,5%; −0,50 dari Sep 2026)"."""
    moved = f"; {one.moves[0].text} {one.moves[0].since}" if one.moves else ""
    return f"• {one.name} {one.measured} ({one.words}{moved})"
