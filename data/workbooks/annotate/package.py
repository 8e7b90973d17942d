"""The parts of an .xlsx file and the relationships between them (ECMA-376 part 2)."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, MutableMapping
from copy import copy
from dataclasses import dataclass

from data.workbooks.annotate.xml import (
    DECLARATION,
    CannotEdit,
    append_child,
    attribute,
    attributes,
    prefix_of,
    start_tags,
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPES = "[Content_Types].xml"


FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
LARGEST_EDITED = 2**29
"""Bytes of a part that is edited; one that is not is only copied through."""


class Parts(MutableMapping[str, bytes]):
    """Parts by name, in the order of the file, each inflated only when it is asked for."""

    def __init__(self, source: zipfile.ZipFile) -> None:
        self._source = source
        self._infos: dict[str, zipfile.ZipInfo | None] = {info.filename: info for info in source.infolist()}
        self._written: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name in self._written:
            return self._written[name]
        info = self._infos[name]
        if info is None or info.file_size > LARGEST_EDITED:
            raise CannotEdit(f"{name} is too large")
        try:
            return self._source.read(info)
        except FAULTS as error:
            raise CannotEdit(f"{name} cannot be read") from error

    def __setitem__(self, name: str, part: bytes) -> None:
        self._infos.setdefault(name)
        self._written[name] = part

    def __delitem__(self, name: str) -> None:
        del self._infos[name]
        self._written.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def __len__(self) -> int:
        return len(self._infos)

    def copy_to(self, target: zipfile.ZipFile) -> None:
        """Write all parts; those nobody replaced pass through piece by piece and keep their bytes."""
        for name, info in self._infos.items():
            if name in self._written:
                target.writestr(info or _new_entry(name), self._written[name])
            elif info:
                with self._source.open(info) as kept, target.open(copy(info), "w") as entry:
                    shutil.copyfileobj(kept, entry)


@dataclass(slots=True)
class Package:
    """An .xlsx file that is edited part by part. Parts nobody replaces are written back byte for byte."""

    parts: Parts

    @classmethod
    def open(cls, content: bytes) -> Package:
        """The parts of a file that is an .xlsx by its content; CannotEdit otherwise."""
        try:
            package = cls(Parts(zipfile.ZipFile(io.BytesIO(content))))
        except FAULTS as error:
            raise CannotEdit("no readable archive") from error
        if CONTENT_TYPES not in package.parts:
            raise CannotEdit("no Office file")
        return package

    def save(self) -> bytes:
        """The file; kept parts keep their place, date and way of compression. CannotEdit where one is damaged."""
        written = io.BytesIO()
        try:
            with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
                self.parts.copy_to(target)
        except FAULTS as error:
            raise CannotEdit("a damaged part") from error
        return written.getvalue()

    def xml(self, name: str) -> bytes:
        """A part that is UTF-8 XML without comments and CDATA, so that tags can be found by their text."""
        part = self.parts.get(name, b"")
        if not part or part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!" in part:
            raise CannotEdit(f"{name} is missing or unusual XML")
        return part

    def related(self, name: str, kind: str) -> list[tuple[str, str]]:
        """(id, part) of the relationships of that kind that part `name` has; kind is the last word of their type."""
        tags = start_tags(self.parts.get(rels_name(name), b""), rb"(?:[\w.-]+:)?Relationship")
        found = [attributes(tag[0]) for tag in tags]
        return [
            (rel["Id"], _target(name, rel["Target"]))
            for rel in found
            if rel["Type"] == f"{OFFICE}/{kind}" and rel.get("TargetMode") != "External"
        ]

    def relate(self, name: str, kind: str, target: str) -> str:
        """Add a relationship from part `name` to part `target`; its id."""
        rels = rels_name(name)
        if rels not in self.parts:
            self.parts[rels] = DECLARATION + f'<Relationships xmlns="{PACKAGE}/relationships"/>'.encode()
        old = self.parts[rels]
        number = 1
        while f'"rIdPerbaikan{number}"'.encode() in old:
            number += 1
        child = f'Relationship Id="rIdPerbaikan{number}" Type="{OFFICE}/{kind}" Target="/{target}"/>'.encode()
        prefix = prefix_of(old)
        self.parts[rels] = append_child(old, prefix + b"Relationships", b"<" + prefix + child)
        return f"rIdPerbaikan{number}"

    def add(self, name: str, part: bytes, content_type: str) -> None:
        """Add a part with its content type."""
        self.parts[name] = part
        self._declare(b"Override PartName=" + attribute(f"/{name}") + b" ContentType=" + attribute(content_type))

    def add_default_type(self, extension: str, content_type: str) -> None:
        """Declare the content type of an extension, unless the file already does."""
        known = re.compile(rb'Extension\s*=\s*"' + extension.encode() + rb'"', re.IGNORECASE)
        if not known.search(self.parts[CONTENT_TYPES]):
            self._declare(b"Default Extension=" + attribute(extension) + b" ContentType=" + attribute(content_type))

    def free_name(self, pattern: str) -> str:
        """The first name that no part has, by counting from 1; pattern holds {}."""
        number = 1
        while pattern.format(number) in self.parts:
            number += 1
        return pattern.format(number)

    def _declare(self, element: bytes) -> None:
        types = self.parts[CONTENT_TYPES]
        prefix = prefix_of(types)
        self.parts[CONTENT_TYPES] = append_child(types, prefix + b"Types", b"<" + prefix + element + b"/>")


def rels_name(name: str) -> str:
    """The part that holds the relationships of part `name`."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _target(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")


def _new_entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
