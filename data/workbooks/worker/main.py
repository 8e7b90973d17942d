"""The child process: take a file's bytes from standard input, send what it holds to standard output."""

import gc
import sys
from contextlib import suppress

from .archive import Archive
from .limits import FileRefused, Limits
from .output import Output
from .sniff import archive_kind, check_ole, container, text_kind


def main(limits_text: str) -> None:
    """Read one file within the given limits; every outcome that can still be told is a message."""
    gc.disable()
    limits = Limits.from_text(limits_text)
    restrict(limits)
    output = Output(sys.stdout.buffer, limits)
    try:
        read(sys.stdin.buffer.read(), output)
        output.send("end")
    except FileRefused as refusal:
        output.send("refused", str(refusal))
    except MemoryError:
        output.send("refused", "terlalu besar untuk dibaca; bagi menjadi beberapa file lalu unggah lagi")


def restrict(limits: Limits, written_bytes: int = 0) -> None:
    """Bound memory, processor time and writing for this process where the system can; Windows cannot."""
    try:
        import resource
    except ImportError:
        return
    seconds = limits.seconds + 1
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, written_bytes, written_bytes),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with suppress(ValueError, OSError):  # already bounded more tightly, or not to be bounded here
            resource.setrlimit(kind, (soft, hard))


def read(content: bytes, output: Output) -> None:
    """Send the sheets of a file of any known kind; a reader is imported only when it is needed."""
    kind = container(content)
    if kind == "zip":
        _read_archive(content, output)
    elif kind == "text":
        _read_text(content, output)
    else:
        _read_xls(content, output)


def _read_archive(content: bytes, output: Output) -> None:
    archive = Archive(content, output.limits)
    kind = archive_kind(archive)
    if kind == "xlsx":
        from .xlsx import read_xlsx

        read_xlsx(archive, output)
    elif kind == "ods":
        _read_opendocument(archive, content, output)
    else:
        from .calamine import read_with_calamine
        from .xlsb_marks import xlsb_marks

        archive.inspect_all()
        read_with_calamine(content, xlsb_marks(archive, output), output)


def _read_opendocument(archive: Archive, content: bytes, output: Output) -> None:
    from .plain_opendocument import plain_tables

    if tables := plain_tables(archive.read("content.xml")):
        from .calamine import read_with_calamine
        from .marks import Marks

        read_with_calamine(content, [Marks({}, [], [])] * tables, output)
    else:
        from .opendocument import read_opendocument

        read_opendocument(archive, output)


def _read_xls(content: bytes, output: Output) -> None:
    from .calamine import read_with_calamine
    from .xls_marks import xls_marks

    check_ole(content)
    read_with_calamine(content, xls_marks(content), output)


def _read_text(content: bytes, output: Output) -> None:
    from .text import decode

    text = decode(content)
    kind = text_kind(text)
    if kind == "spreadsheet xml":
        from .xml_spreadsheet import read_xml_spreadsheet

        read_xml_spreadsheet(content, output)
    elif kind == "flat open document":
        from .opendocument import read_flat_opendocument

        read_flat_opendocument(content, output)
    elif kind == "html":
        from .html_table import read_html

        read_html(text, output)
    else:
        from .delimited import read_delimited

        read_delimited(text, output)
