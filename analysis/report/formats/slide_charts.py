"""Charts of a deck that an office can edit: bars, pairs, courses with marks, and small ones on one scale."""

from dataclasses import dataclass, replace
from math import ceil, isfinite
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from analysis.report.content.report import ReportChart
from analysis.report.formats.deck_template import placeholder
from analysis.report.formats.look import ACCENT, FONT, GREY, INK, PALE
from analysis.text import files

CHART_PLACE, MOST_LABELS, ACROSS = 15, 9, 3
CHART_TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED, "dots": XL_CHART_TYPE.BAR_CLUSTERED, "course": XL_CHART_TYPE.LINE_MARKERS,
    "multiples": XL_CHART_TYPE.LINE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Length, Length, Length, Length]:
        """The same in the file's own unit."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


def draw_chart(slide: Slide, chart: ReportChart, box: Box) -> NativeChart:
    """The chart as a native one, in the layout's placeholder where it has one left."""
    data: Any = CategoryChartData(number_format=files.pattern(chart.decimals))
    data.categories = chart.categories
    for line in chart.drawn:
        data.add_series(line.name, [value if isfinite(value) else None for value in line.values])
    place = placeholder(slide, CHART_PLACE)
    frame: Any = (slide.shapes.add_chart(CHART_TYPES[chart.kind], *box.emu, data) if place is None
                  else place.insert_chart(CHART_TYPES[chart.kind], data))  # fmt: skip
    frame.left, frame.top, frame.width, frame.height = box.emu
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    _style(frame.chart, chart)
    return frame.chart


def draw_multiples(slide: Slide, chart: ReportChart, box: Box) -> None:
    """Each line as a small native chart of its own, all on one scale."""
    values = [value for line in chart.lines for value in line.values if isfinite(value)]
    down = ceil(len(chart.lines) / ACROSS)
    for place, line in enumerate(chart.lines):
        width, height = box.width / ACROSS, box.height / down
        one = replace(chart, kind="course", title=line.name, lines=(line,))
        at = Box(box.left + place % ACROSS * width, box.top + place // ACROSS * height, width, height)
        native: Any = draw_chart(slide, one, at)
        native.value_axis.minimum_scale, native.value_axis.maximum_scale = min(values), max(values)
        native.value_axis.visible = native.category_axis.visible = native.value_axis.has_major_gridlines = False
        native.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(11)
        native.plots[0].series[0].marker.style = XL_MARKER_STYLE.NONE


def _style(native: NativeChart, chart: ReportChart) -> None:
    native.font.size, native.font.name = Pt(12), FONT
    native.has_title = True
    native.chart_title.text_frame.text = chart.title
    native.has_legend = len(chart.lines) > 1
    if native.has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    native.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(PALE)
    _course(native, chart) if chart.kind == "course" else _bars(native)


def _bars(native: NativeChart) -> None:
    native.value_axis.minimum_scale, native.value_axis.visible = 0, False
    native.value_axis.has_major_gridlines = False
    native.category_axis.reverse_order = True
    plot = native.plots[0]
    plot.gap_width, plot.overlap, plot.has_data_labels = 40, 0, True
    plot.data_labels.position, plot.data_labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    for series, colour in zip(plot.series, (GREY, ACCENT)[-len(plot.series) :], strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def _course(native: NativeChart, chart: ReportChart) -> None:
    """Lines whose last values are written at them; a further series without a line marks what happened."""
    every = list(native.plots[0].series)
    for series, colour in zip(every, (GREY, ACCENT)[-len(chart.lines) :], strict=False):
        series.smooth = False
        series.format.line.color.rgb = RGBColor.from_string(colour)
        _mark(series, XL_MARKER_STYLE.CIRCLE, colour)
        series.points[len(series.values) - 1].data_label.position = XL_LABEL_POSITION.ABOVE
    for series in every[len(chart.lines) :]:
        _signs(series, chart)
    _every(native, ceil(len(chart.categories) / MOST_LABELS))


def _signs(series: Any, chart: ReportChart) -> None:
    """Each mark's sign under its point."""
    series.smooth = False
    series.format.line.fill.background()
    _mark(series, XL_MARKER_STYLE.DIAMOND, INK)
    for mark in chart.marks:
        label = series.points[mark.place].data_label
        label.text_frame.text, label.position = mark.sign, XL_LABEL_POSITION.BELOW
        label.text_frame.paragraphs[0].runs[0].font.bold = True


def _every(native: NativeChart, step: int) -> None:
    """Write every `step`-th category under its tick, the first one among them."""
    axis = native.category_axis._element
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = OxmlElement(name)
        skip.set("val", str(step))
        axis.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _mark(series: Any, shape: Any, colour: str) -> None:
    marker = series.marker
    marker.style, marker.size = shape, 9
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    marker.format.line.color.rgb = RGBColor.from_string(colour)
