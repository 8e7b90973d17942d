"""Tell what a file is from its bytes; its name and extension are not asked."""

import io
import re
import zipfile

from .archive import Archive
from .limits import FileRefused, not_a_book, password_protected

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = {
    b"%PDF": "file PDF",
    b"\x89PNG": "gambar PNG",
    b"\xff\xd8\xff": "foto JPEG",
    b"GIF8": "gambar GIF",
    b"Rar!": "arsip RAR",
    b"7z\xbc\xaf": "arsip 7-Zip",
    b"\x1f\x8b": "arsip gzip",
    b"{\\rtf": "dokumen RTF",
    b"SQLite format 3": "basis data SQLite",
    b"MIME-Version:": "halaman web arsip (.mht)",
}
_OLE_FOREIGN = {"WordDocument": "dokumen Word", "PowerPoint Document": "presentasi PowerPoint"}
_ZIP_FOREIGN = {"word/": "dokumen Word", "ppt/": "presentasi PowerPoint", "index/": "file Apple Numbers"}
_FLAT_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
_SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_HTML = re.compile(r"<(?:!doctype html|html|head|body|meta|style|table|div|center)\b", re.IGNORECASE)
_ENCRYPTED_WORKBOOK = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)  # BOF, then FILEPASS
_CONTROL = re.compile("[\0-\x08\x0e-\x19\x1b-\x1f]")


def container(content: bytes) -> str:
    """Return "zip", "ole" or "text"; raises FileRefused for a file that is recognised as something else."""
    if not content.strip(b"\0 \t\r\n"):
        raise FileRefused("kosong; simpan ulang dari Excel, lalu unggah lagi")
    for magic, what in _FOREIGN.items():
        if content.startswith(magic):
            raise not_a_book(what)
    if content.startswith(_OLE):
        return "ole"
    return "zip" if zipfile.is_zipfile(io.BytesIO(content)) or content.startswith(b"PK\x03\x04") else "text"


def archive_kind(archive: Archive) -> str:
    """Return "xlsx", "xlsb" or "ods"; raises FileRefused for any other kind of archive."""
    names = archive.names
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.startswith("xl/") for name in names) or _mentions(archive, "[Content_Types].xml", b"spreadsheetml"):
        return "xlsx"
    if _mentions(archive, "mimetype", b"opendocument.spreadsheet"):
        if _mentions(archive, "META-INF/manifest.xml", b"encryption-data"):
            raise password_protected()
        return "ods"
    for folder, what in _ZIP_FOREIGN.items():
        if any(name.startswith(folder) for name in names):
            raise not_a_book(what)
    raise not_a_book("arsip zip")


def check_ole(content: bytes) -> None:
    """Raise FileRefused for a file in Excel 97's container that is encrypted or of another program."""
    if _holds_stream(content, "EncryptedPackage") or _ENCRYPTED_WORKBOOK.search(content):
        raise password_protected()
    for stream, what in _OLE_FOREIGN.items():
        if _holds_stream(content, stream) and not _holds_stream(content, "Workbook"):
            raise not_a_book(what)


def text_kind(text: str) -> str:
    """Return "spreadsheet xml", "flat open document", "html" or "delimited"; raises FileRefused for anything else."""
    start = text[:16_384].lstrip()
    if _CONTROL.search(start):
        raise not_a_book("file yang tidak dikenal")
    if not start.startswith("<"):
        return "delimited"
    if _SPREADSHEET_XML in start:
        return "spreadsheet xml"
    if _FLAT_OPEN_DOCUMENT in start:
        return "flat open document"
    if _HTML.search(start):
        return "html"
    raise not_a_book("file XML lain")


def _holds_stream(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content


def _mentions(archive: Archive, part: str, text: bytes) -> bool:
    return part in archive and text in archive.read(part)
