"""The presentation that the report's slides are added to: its own template, or the office's, and their placeholders."""

import io
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Inches

from analysis.report.formats.look import ACCENT, INK, MUTED, PALE, TINT
from data.problems import BookError

WIDTH, HEIGHT = 13.333, 7.5
TOP, FOOT, LOWEST_TITLE, HIGHEST_FOOT = 1.75, 6.75, 2.5, 5.5
OWN = Path(__file__).parent / "layout" / "laporan.pptx"
COVER, FIGURES, TABLE, CHART = "Sampul", "Empat angka", "Tabel", "Grafik dan tiga butir"
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
FEET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
# The report's colours as those of a theme, and percent of luminance: text stays readable on the theme's own ground.
THEME = {
    INK: ("tx1", 100), MUTED: ("tx1", 100), ACCENT: ("accent1", 100),
    PALE: ("bg1", 85), TINT: ("bg1", 92),
}  # fmt: skip
INSTEAD = "PPTX dibuat tanpa templat itu."


@dataclass(frozen=True, slots=True)
class SlideDeck:
    """A presentation 13,333 inches wide, its layouts, and where their content begins and ends, in inches.

    `layouts` by name; an office's own template has one, under every name.
    """

    deck: Deck
    layouts: Mapping[str, SlideLayout]
    top: float
    foot: float


def own_deck() -> SlideDeck:
    """The report's own template: a master, and layouts with named placeholders."""
    deck = Presentation(str(OWN))
    return SlideDeck(deck, {layout.name: layout for layout in deck.slide_layouts}, TOP, FOOT)


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
    return SlideDeck(deck, dict.fromkeys((COVER, FIGURES, TABLE, CHART), deck.slide_layouts[number]), top, foot)


def apply_theme(deck: Deck) -> None:
    """Give slides made in the report's look the letters and colours of the deck's theme."""
    for slide in deck.slides:
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


def add_feet(slide: Slide, caption: str) -> bool:
    """The layout's own footer, with the caption, and its slide number; whether there is a footer to hold it."""
    places: Any = slide.slide_layout.placeholders
    found = {place.placeholder_format.type: place for place in places}
    for kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
        if kind in found:
            foot: Any = deepcopy(found[kind]._element)
            foot.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
            slide.shapes._spTree.append(foot)
            if kind == PP_PLACEHOLDER.FOOTER:
                written: Any = slide.shapes[-1]
                written.text_frame.text = caption
    return PP_PLACEHOLDER.FOOTER in found


def placeholder(slide: Slide, number: int) -> Any:
    """The slide's placeholder of that number that holds nothing yet; None where its layout has none."""
    free = (place for place in slide.placeholders if not (place.has_chart or place.has_table))
    return next((place for place in free if place.placeholder_format.idx == number), None)


def drop_empty(slide: Slide) -> None:
    """Take out the placeholders that nothing was written in: an empty one is shown as a prompt."""
    for place in list(slide.placeholders):
        if place.has_text_frame and not place.text_frame.text:
            place._element.getparent().remove(place._element)


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
