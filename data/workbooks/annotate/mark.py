"""Mark the refused cells of a book in the book itself."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from data.problems import Problem
from data.workbooks import Book, Rows, Sheet, read_book
from data.workbooks.annotate.cells import Place, RedStyles, make_red, merge_anchors, place_of
from data.workbooks.annotate.listing import add_listing, is_listing, listing_part
from data.workbooks.annotate.notes import add_notes
from data.workbooks.annotate.package import CONTENT_TYPES, Package
from data.workbooks.annotate.values import copy_of_values
from data.workbooks.annotate.xml import CannotEdit, attributes, prefix_of, start_tags

COPY = (
    "Buku asli tidak dapat ditandai langsung (bukan .xlsx biasa), sehingga ini salinan nilainya: "
    "format, rumus, dan gambar tidak ikut."
)
ALONE = "Bukunya terlalu besar untuk ditandai di sini; perbaiki sel-sel di bawah ini di buku asli."
MAIN_TYPE, MACRO_TYPE = b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
LONGEST_NOTE = 1000


def mark_refused(original: bytes, problems: Sequence[Problem]) -> bytes:
    """The book with its refused cells red and commented with the reason, and a sheet "Perlu diperbaiki" listing them.

    A listing from an earlier marking is written anew.
    `problems` are those of this one file; only severity "refused" counts, and without any the book comes back as it
    is. In an .xlsx or .xlsm file nothing else changes: every other part keeps its bytes, and in the marked sheets
    only the style of the marked cells. Any other kind of file, and an .xlsx written in an unusual way, comes back as
    an .xlsx copy of its values, and the sheet says so. Raises BookError where such a file cannot be read.
    """
    refused = [problem for problem in problems if problem.severity == "refused"]
    if not refused:
        return original
    try:
        return _marked(original, refused, [])
    except (ValueError, LookupError):
        return _copied(read_book(original, refused[0].file), refused, COPY)


def listing_alone(problems: Sequence[Problem]) -> bytes:
    """A book with nothing but the listing of the refused cells."""
    return _copied(Book(problems[0].file, "", (Sheet("Kosong", False, Rows([])),)), problems, ALONE)


def marked_name(name: str) -> str:
    """A file name for the marked book made from the book called `name`: same name, extension that fits."""
    path = PurePath(name)
    return f"{path.stem} - perlu diperbaiki{'.xlsm' if path.suffix.lower() == '.xlsm' else '.xlsx'}"


def _copied(book: Book, problems: Sequence[Problem], remark: str) -> bytes:
    """The marked copy of a book's values, of the type that its name says."""
    copy, titles = copy_of_values(book)
    moved = [replace(problem, sheet=titles.get(problem.sheet, problem.sheet)) for problem in problems]
    package = Package.open(_marked(copy, moved, [remark]))
    if marked_name(book.name).endswith(".xlsm"):
        package.parts[CONTENT_TYPES] = package.parts[CONTENT_TYPES].replace(b"vnd." + MAIN_TYPE, b"vnd." + MACRO_TYPE)
    return package.save()


def _marked(content: bytes, problems: Sequence[Problem], remarks: Sequence[str]) -> bytes:
    package = Package.open(content)
    workbook = _only(package, "", "officeDocument")
    styles_part = _only(package, workbook, "styles")
    styles = RedStyles(package.xml(styles_part))
    sheets = _sheet_parts(package, workbook)
    for title, part in sheets.items():
        here = [problem for problem in problems if problem.sheet == title and problem.cell]
        if here:
            _mark_sheet(package, part, here, styles)
    earlier = next((part for title, part in sheets.items() if is_listing(package, title, part)), None)
    listing = listing_part(problems, remarks, styles.as_text())
    if earlier:
        package.parts[earlier] = listing
    else:
        add_listing(package, workbook, listing)
    package.parts[styles_part] = styles.part()
    return package.save()


def _mark_sheet(package: Package, part: str, problems: Sequence[Problem], styles: RedStyles) -> None:
    xml = package.xml(part)
    anchors = merge_anchors(xml, {place_of(problem.cell or "") for problem in problems})
    package.parts[part] = make_red(xml, anchors.values(), styles)
    notes: dict[Place, str] = {}
    for problem in problems:
        place = anchors[place_of(problem.cell or "")]
        notes[place] = "\n".join(filter(None, (notes.get(place), problem.reason)))[:LONGEST_NOTE]
    add_notes(package, part, notes)


def _only(package: Package, part: str, kind: str) -> str:
    related = package.related(part, kind)
    if len(related) != 1:
        raise CannotEdit(f"{len(related)} parts of kind {kind}")
    return related[0][1]


def _sheet_parts(package: Package, workbook: str) -> dict[str, str]:
    xml = package.xml(workbook)
    targets = dict(package.related(workbook, "worksheet"))
    parts = {}
    for tag in start_tags(xml, prefix_of(xml) + b"sheet"):
        known = attributes(tag[0])
        link = next((value for name, value in known.items() if name.endswith(":id")), "")
        if link in targets:
            parts[known["name"]] = targets[link]
    return parts
