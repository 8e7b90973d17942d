"""CSV as people and systems write it: read as it was meant, or refused in one sentence; never another table."""

import csv
import io
from random import Random

import pytest

from data.workbooks.worker.delimited import shape_of
from data.workbooks.worker.limits import FileRefused
from tests.data.read_here import sheets_of

Table = list[list[str]]
HEADINGS = ("Unit Kerja", "Bulan", "IKM", "Jumlah Pengaduan", "Catatan, bila ada", "U1")
NOTES = ("baik", "Cepat, ramah", "Baik\nsekali", 'pipa 5" bocor', "", "tetap; sama")
PREAMBLES = ("LAPORAN KINERJA, KECAMATAN ASEMROWO", "Tahun 2025, semester 1", "Dicetak: 3 Januari 2025, 10.00", "")
MANY = 400


def table_of(rng: Random, comma: str) -> Table:
    """A table of units and months with decimal signs as given."""
    width = rng.randrange(3, len(HEADINGS) + 1)
    rows = [list(HEADINGS[:width])]
    for at in range(rng.randrange(2, 12)):
        row = [
            f"Kelurahan {chr(65 + at)}",
            f"{rng.choice(('Januari', 'Mei'))} 2025",
            f"{rng.randrange(60, 99)}{comma}{rng.randrange(1, 99)}",
        ]
        row += [str(rng.randrange(9)), rng.choice(NOTES), f"3{comma}5"][: width - 3]
        rows.append(row)
    return rows


def written(rows: Table, delimiter: str, ends: str = "\r\n") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=ends).writerows(rows)
    return buffer.getvalue()


def read(text: str) -> Table | str:
    """The filled rows, blanks as empty texts; or the refusal."""
    try:
        (sheet,) = sheets_of(text.encode())
    except FileRefused as refusal:
        return str(refusal)
    return [[str(cell or "") for cell in row] for row in sheet.rows if any(row)]


def trimmed(rows: Table) -> Table:
    return [row[: max((at + 1 for at, cell in enumerate(row) if cell), default=0)] for row in rows]


def same(found: Table | str, rows: Table) -> bool:
    return not isinstance(found, str) and trimmed(found) == trimmed(rows)


def test_the_delimiter_is_the_one_that_parts_the_column_titles() -> None:
    for seed in range(MANY):
        rng = Random(seed)
        delimiter = rng.choice(";\t|,")
        rows = table_of(rng, rng.choice(",."))
        preamble = rng.sample(PREAMBLES, rng.randrange(4))
        text = "".join(f"{line}\n" for line in preamble) + written(rows, delimiter, rng.choice(("\n", "\r\n")))
        assert shape_of(text).delimiter == delimiter, seed
        found = read(text)
        assert same(found[-len(rows) :], rows), seed


def test_unquoted_decimal_commas_are_refused_and_never_shift_a_column() -> None:
    for seed in range(MANY):
        rows = table_of(Random(seed), ",")
        rows = [[field.replace("\n", " ").replace('"', "").replace(", ", " ") for field in row] for row in rows]
        found = read("\n".join(",".join(row) for row in rows))
        assert isinstance(found, str), seed
        assert "koma desimal tanpa tanda petik di baris" in found, seed


def test_a_stray_quote_swallows_no_row() -> None:
    refused = 0
    for seed in range(MANY):
        rng = Random(seed)
        delimiter = rng.choice(";\t,")
        rows = table_of(rng, ".")
        plain = [[field.replace("\n", " ").replace('"', "").replace(delimiter, " ") for field in row] for row in rows]
        hit = rng.sample(range(1, len(plain)), min(rng.choice((1, 1, 2)), len(plain) - 1))
        for at in hit:
            column = rng.randrange(len(plain[at]))
            field = plain[at][column]
            plain[at][column] = rng.choice((f'"{field}', f'{field}"', f'{field[:2]}"{field[2:]}'))
        found = read("\n".join(delimiter.join(row) for row in plain))
        refused += isinstance(found, str)
        assert same(found, plain) or (isinstance(found, str) and "tanda petik" in found), (seed, found)
    assert MANY / 5 < refused < MANY * 4 / 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16", "cp1252"])
def test_nul_padding_is_no_content(encoding: str) -> None:
    rows = [["Unit", "IKM"], ["Asemrowo" + "\0" * 30, "81,5\0\0"], ["Genting", "79"]]
    text = written(rows, ";") + "\0" * 3_000
    (sheet,) = sheets_of(text.encode(encoding))
    assert list(sheet.rows) == [["Unit", "IKM"], ["Asemrowo", "81,5"], ["Genting", "79"]]
