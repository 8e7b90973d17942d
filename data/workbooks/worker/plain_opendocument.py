"""Tell whether an .ods holds nothing but what calamine reads to the same cells, many times faster than the XML parser.

The rows are tiled by one pattern: texts of one paragraph, numbers and days, repetitions, formulas with their results.
Whatever else there is (percentages, errors, merged cells, hidden rows, notes, another spelling) is for the XML parser.
"""

import re

_STYLE = rb'table:(?:style-name|default-cell-style-name|content-validation-name)="[^"<>&]*+"'
_TYPE = (
    rb'(?:(?:office|calcext):value-type="(?:float|string|currency|date)"'
    rb'|office:(?:value|date-value|currency)="[^"<>&]*+")'
)
_FEW, _MANY = (
    rb'table:number-(?:rows|columns)-repeated="[0-9]{1,3}"',
    rb'table:number-(?:rows|columns)-repeated="[0-9]++"',
)
_EMPTY = rb"<table:table-cell(?: %s| %s)*+/>" % (_STYLE, _MANY)
_CELL = (
    rb'<table:table-cell(?: %s| %s| %s| table:formula="[^"<>]*+")*+(?<=")>'
    rb"<text:p>(?!#|Err:)([^<]++)</text:p></table:table-cell>"
) % (_STYLE, _FEW, _TYPE)
_ROW = rb"<table:table-row(?: %s| %s)*+>(?:%s|%s)++</table:table-row>" % (_STYLE, _FEW, _CELL, _EMPTY)
_BLANK_ROW = rb"<table:table-row(?: %s| %s)*+>(?:%s)++</table:table-row>" % (_STYLE, _MANY, _EMPTY)
_FRAME = rb"</?table:table(?:-column|-header-rows|-columns|-header-columns)?(?: [^<>]*+)?>|<office:forms [^<>]*+/>"
_TABLES = re.compile(rb"(?:%s|%s|%s)*+" % (_ROW, _BLANK_ROW, _FRAME))
_ENCODED = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_FIRST = b"<table:table "


def plain_tables(content: bytes) -> int:
    """Return how many tables a content.xml has; 0 where not all of it is understood."""
    first = content.find(_FIRST)
    odd = b"<!" in content or content.find(b"<?", 1) > 0 or b'display="false"' in content or _ENCODED.match(content)
    if first < 0 or odd:
        return 0
    end = _TABLES.match(content, first).end()  # type: ignore[union-attr]
    return 0 if content.find(b":table-row", end) >= 0 else content.count(_FIRST)
