"""How fast a large book is read, beside pandas with openpyxl on the same file: python -m benchmarks.reading [ROWS …]

For each number of rows it writes a book of 12 columns (text, dates, numbers, some cells empty) and reads it by
read_book, by load_books (file to validated frame) and by pandas.read_excel(engine="openpyxl"), each in a fresh process,
one after the other. It prints seconds, ratios and peak memory. pandas is left out above 200,000 rows.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_ROWS_FOR_PANDAS = 200_000

HEADERS = (
    "NIP", "Unit Kerja", "Nama Diklat", "Bidang", "Bentuk", "Penyelenggara",
    "Tanggal Mulai", "Tanggal Selesai", "JP", "Biaya", "Nilai Pre", "Nilai Post",
)  # fmt: skip
UNITS = ("Kecamatan Asemrowo", "Kelurahan Asemrowo", "Kelurahan Genting Kalianak", "Kelurahan Tambak Sarioso")


def write_book(path: Path, rows: int, seed: int = 1) -> None:
    """Write a training book of that many rows the way Excel does: shared strings, references, date styles."""
    strings: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for line in _rows(rows, random.Random(seed), strings):
                part.write(line.encode())
            part.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{text}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{items}</sst>')


def _rows(count: int, rng: random.Random, strings: dict[str, int]) -> Iterator[str]:
    yield _row(1, list(HEADERS), strings)
    for row in range(2, count + 2):
        start = 45_000 + rng.randrange(900)
        birth = f"{rng.randrange(1965, 2000)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
        nip = f"{birth}202001{rng.randrange(1, 3)}{row % 1000:03}"
        values = [
            nip, rng.choice(UNITS), f"Pelatihan {rng.randrange(500)}", rng.choice(("TI", "pelayanan", None)),
            rng.choice(("klasikal", "nonklasikal")), "BKPSDM", (1, start), (1, start + rng.randrange(5)),
            rng.randrange(2, 60), rng.randrange(100, 5000) * 1000, round(rng.uniform(40, 80), 2),
            round(rng.uniform(60, 100), 2) if row % 7 else None,
        ]  # fmt: skip
        yield _row(row, values, strings)


def _row(row: int, values: Sequence[object], strings: dict[str, int]) -> str:
    cells = []
    for letter, value in zip("ABCDEFGHIJKL", values, strict=True):
        if isinstance(value, str):
            cells.append(f'<c r="{letter}{row}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>')
        elif isinstance(value, tuple):
            cells.append(f'<c r="{letter}{row}" s="{value[0]}"><v>{value[1]}</v></c>')
        elif value is not None:
            cells.append(f'<c r="{letter}{row}"><v>{value}</v></c>')
    return f'<row r="{row}" spans="1:12">{"".join(cells)}</row>'


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CONTENT}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_CONTENT}.sharedStrings+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Pelatihan" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}


_READ = """
import resource, sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
{imports}
started = time.perf_counter()
{work}
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
      resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def measure(path: Path, imports: str, work: str) -> tuple[float, float, float]:
    """Run one reading in a fresh process; return seconds without imports, its peak MB, and its child's."""
    program = _READ.format(root=str(ROOT), imports=imports, work=work.format(path=str(path)))
    output = subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True, capture_output=True).stdout
    seconds, own, child = map(float, output.split())
    return seconds, own, child


def compare(path: Path, rows: int) -> None:
    """Print one line of figures for one book."""
    read, own, child = measure(path, "from data.workbooks import read_book", "read_book(Path({path!r}), 'a.xlsx')")
    frame, whole, _ = measure(path, "from data.ingest.load import load_books", "load_books([Path({path!r})])")
    print(f"{rows:>9,} rows: read_book {read:.2f} s, {own:,.0f} MB and {child:,.0f} MB in its child", end="; ")
    print(f"load_books {frame:.2f} s, {whole:,.0f} MB", end="")
    if rows <= MOST_ROWS_FOR_PANDAS:
        pandas, *_ = measure(path, "import pandas, openpyxl", "pandas.read_excel({path!r}, engine='openpyxl')")
        print(f"; pandas {pandas:.2f} s = {pandas / read:.1f} × read_book, {pandas / frame:.1f} × load_books", end="")
    print(flush=True)


def main() -> None:
    """Measure each number of rows named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[10_000, 100_000])
    with tempfile.TemporaryDirectory() as folder:
        for rows in parser.parse_args().rows:
            path = Path(folder) / f"{rows}.xlsx"
            write_book(path, rows)
            compare(path, rows)


if __name__ == "__main__":
    main()
