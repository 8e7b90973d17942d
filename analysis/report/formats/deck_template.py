"""The presentation that the report's slides are added to: plain, or made from the office's own template."""

from __future__ import annotations

import io
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Inches

from analysis.report.formats.look import ACCENT, INK, MUTED, PALE, SAMPLE, WHITE
from data.problems import BookError

WIDTH, HEIGHT = 13.333, 7.5
TOP, FOOT, LOWEST_TITLE, HIGHEST_FOOT = 1.35, 6.85, 2.5, 5.5
TITLE_ONLY = 5
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
FEET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
# The report's colours as those of a theme, and percent of luminance: text stays readable on the theme's own ground.
THEME = {
    INK: ("tx1", 100), MUTED: ("tx1", 100), SAMPLE: ("tx1", 100), ACCENT: ("accent1", 100),
    WHITE: ("bg1", 100), PALE: ("bg1", 90),
}  # fmt: skip
INSTEAD = "PPTX dibuat tanpa templat itu."


@dataclass(frozen=True, slots=True)
class SlideDeck:
    """A presentation 13,333 inches wide, the layout of its slides, and where their content begins and ends, in inches.

    `office` says that the master is the office's own, whose title and letters stand as they are.
    """

    deck: Deck
    layout: SlideLayout
    top: float
    foot: float
    office: bool


def plain_deck() -> SlideDeck:
    """White slides without a master of anybody's."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    return SlideDeck(deck, deck.slide_layouts[TITLE_ONLY], TOP, FOOT, office=False)


def deck_template(template: bytes) -> SlideDeck:
    """The template's master and layouts without its slides; BookError, in Indonesian, where it cannot be used."""
    try:
        deck = Presentation(io.BytesIO(template))
        _widen(deck)
    except Exception as error:  # whatever a broken package makes of the reader
        raise BookError(f"Templat PPTX kantor rusak; simpan ulang dari PowerPoint. {INSTEAD}") from error
    if abs(int(deck.slide_height or 0) / int(deck.slide_width or 1) - 9 / 16) > 0.01:
        raise BookError(f"Templat PPTX kantor bukan 16:9; ubah di Desain > Ukuran Slide. {INSTEAD}")
    _empty(deck)
    fitting = sorted(_fitting(deck), key=lambda pair: pair[0])
    if not fitting:
        raise BookError(f"Templat PPTX kantor tidak punya tata letak dengan judul di atas; tambahkan satu. {INSTEAD}")
    _, number, top, foot = fitting[0]
    return SlideDeck(deck, deck.slide_layouts[number], top, foot, office=True)


def apply_theme(deck: Deck) -> None:
    """Give slides made in the report's look the letters and colours of the deck's theme, and the layout's numbers."""
    for slide in deck.slides:
        _number(slide)
        for shape in slide.shapes:
            for part in (shape._element, *([shape.chart._chartSpace] if shape.has_chart else [])):
                _dress(part)


def _dress(part: Any) -> None:
    for letters in list(part.iter(qn("a:latin"))):
        letters.getparent().remove(letters)
    for colour in list(part.iter(qn("a:srgbClr"))):
        name = THEME.get(colour.get("val"))
        if name:
            colour.getparent().replace(colour, _themed(*name))


def _themed(name: str, luminance: int) -> Any:
    """A colour of the theme, at so many percent of its luminance."""
    colour, share = OxmlElement("a:schemeClr"), OxmlElement("a:lumMod")
    colour.set("val", name)
    share.set("val", str(luminance * 1000))
    if luminance < 100:
        colour.append(share)
    return colour


def _number(slide: Slide) -> None:
    """The number of the slide, where the layout has a place for it."""
    places: Any = slide.slide_layout.placeholders
    for place in places:
        if place.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            number = deepcopy(place._element)
            number.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
            slide.shapes._spTree.append(number)


def _widen(deck: Deck) -> None:
    """Masters and layouts as they are, on slides as wide as ours."""
    factor = Inches(WIDTH) / int(deck.slide_width or 0)
    for sheet in (*deck.slide_masters, *(layout for master in deck.slide_masters for layout in master.slide_layouts)):
        for shape in sheet.shapes:
            place = next(shape._element.iter(qn("a:xfrm"), qn("p:xfrm")), None)
            for part in () if place is None else place.iter(qn("a:off"), qn("a:ext")):
                for name in part.attrib:
                    part.set(name, str(round(int(part.get(name)) * factor)))
    deck.slide_width, deck.slide_height = Inches(WIDTH), Emu(round(int(deck.slide_height or 0) * factor))


def _empty(deck: Deck) -> None:
    """Take the template's own slides out."""
    listed: Any = deck.slides._sldIdLst
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)


def _fitting(deck: Deck) -> Iterator[tuple[int, int, float, float]]:
    """Layouts with a title above: placeholders besides it, number, and where content begins and ends."""
    for number, layout in enumerate(deck.slide_layouts):
        shapes: Any = list(layout.placeholders)
        titles = [shape for shape in shapes if shape.placeholder_format.type in TITLES]
        feet = [shape.top / Inches(1) for shape in shapes if shape.placeholder_format.type in FEET and shape.top]
        bottom = max(((shape.top + shape.height) / Inches(1) for shape in titles), default=HEIGHT)
        if bottom <= LOWEST_TITLE:
            foot = min([FOOT, *(top - 0.45 for top in feet if top > HIGHEST_FOOT)])
            yield len(shapes) - len(titles) - len(feet), number, bottom + 0.1, foot
