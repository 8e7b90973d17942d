"""Read .xls, .xlsb and .ods with calamine."""

import datetime as dt
from itertools import islice
from typing import IO, Any

import python_calamine

from .limits import Limits, Refused
from .messages import Channel, Values

_CHUNK_ROWS = 5_000


def read_with_calamine(file: IO[bytes], channel: Channel, limits: Limits) -> None:
    """Send every sheet of the file; raises Refused where calamine cannot read it."""
    try:
        with python_calamine.load_workbook(file) as book:
            values = Values()
            for index, metadata in enumerate(book.sheets_metadata):
                if metadata.typ == python_calamine.SheetTypeEnum.WorkSheet:
                    _send_sheet(book.get_sheet_by_index(index), metadata, values, channel)
                channel.send("progress", (index + 1) / len(book.sheets_metadata))
    except python_calamine.PasswordError as error:
        raise Refused("terkunci kata sandi; buka di Excel, hapus kata sandinya, simpan, lalu unggah lagi") from error
    except python_calamine.CalamineError as error:
        raise Refused("rusak atau bukan buku Excel; buka di Excel, simpan sebagai .xlsx, lalu unggah lagi") from error


def _send_sheet(sheet: Any, metadata: Any, values: Values, channel: Channel) -> None:
    top, left = sheet.start or (0, 0)
    if top:
        channel.send("rows", top, [])
    rows = sheet.iter_rows()
    while chunk := list(islice(rows, _CHUNK_ROWS)):
        columns: list[list[float | int | None]] = [[None] * len(chunk)] * left
        columns += [[_encode(value, values) for value in column] for column in zip(*chunk, strict=True)]
        values.send(channel)
        channel.send("rows", len(chunk), columns)
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    hidden = metadata.visible != python_calamine.SheetVisibleEnum.Visible
    channel.send("sheet", sheet.name, hidden, merged, [], 0)


def _encode(value: Any, values: Values) -> float | int | None:
    if isinstance(value, str):
        return values.reference(value) if value else None
    if isinstance(value, bool):
        return values.reference(value)
    if isinstance(value, int | float):
        return float(value)
    return values.reference(_encode_time(value))


def _encode_time(value: Any) -> tuple[str, int]:
    if isinstance(value, dt.datetime):
        return "datetime", (value - dt.datetime.min) // dt.timedelta(microseconds=1)
    if isinstance(value, dt.date):
        return "date", value.toordinal()
    if isinstance(value, dt.time):
        since_midnight = dt.datetime.combine(dt.date.min, value) - dt.datetime.min
        return "time", since_midnight // dt.timedelta(microseconds=1)
    return "timedelta", value // dt.timedelta(microseconds=1)
