"""How the parts of an Office archive refer to each other (ECMA-376 part 2, 9.3)."""

import posixpath

from .archive import Archive
from .markup import parse


def relations_of(archive: Archive, part: str) -> dict[str, dict[str, str]]:
    """Return {last word of the relation's type: {id: part}} for the parts that a part refers to."""
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    found: dict[str, dict[str, str]] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", "").replace("\\", "/")))
            found.setdefault(kind, {})[attributes.get("Id", "")] = target

    if path in archive:
        parse(archive.pieces(path), start)
    return found
