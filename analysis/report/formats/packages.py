"""Office files as bytes that depend on their content alone: fixed times in the zip and in the properties."""

import io
import re
import zipfile
from datetime import datetime

PROPERTIES = "docProps/core.xml"
TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
EARLIEST = (1980, 1, 1, 0, 0, 0)


def settled(content: bytes, at: datetime) -> bytes:
    """The package with every time in it set to `at`, workbooks inside charts included."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EARLIEST), _settled(name, old.read(name), at), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _settled(name: str, content: bytes, at: datetime) -> bytes:
    if name.endswith(".xlsx"):
        return settled(content, at)
    if name == PROPERTIES:
        return TIMES.sub(rb"\g<1>" + f"{at:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
    return content
