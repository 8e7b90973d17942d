"""Files broken at random: each is read or refused in one sentence; the worker meets no error it did not expect.

DAMPAK_FUZZ sets how many files (80), DAMPAK_FUZZ_SEED the seed; a failure names the seed and number of its file.
"""

import io
import os
import random
import re
import zipfile
from collections.abc import Callable

import pytest
import xlwt

from data.workbooks import BookError, read_book
from data.workbooks.worker.limits import LIMITS, FileRefused
from data.workbooks.worker.main import read
from data.workbooks.worker.output import Output
from tests.data.hostile.packages import ods, sheet, strings, styles, workbook, xlsb, xlsx, zipped

COUNT = int(os.environ.get("DAMPAK_FUZZ", "80"))
SEED = int(os.environ.get("DAMPAK_FUZZ_SEED", "20250212"))
SENTENCE = re.compile(r"File rusak\.bin [^\n]+\.")

Random = random.Random


def whole_xlsx() -> bytes:
    rows = "".join(
        f'<row r="{r}" spans="1:6"><c r="A{r}" t="s"><v>{r % 3}</v></c><c r="B{r}" s="1"><v>{45_000 + r}</v></c>'
        f'<c r="C{r}"><f>A{r}</f><v>{r / 7}</v></c><c r="D{r}" t="inlineStr"><is><t>teks</t></is></c>'
        f'<c r="E{r}" t="e"><v>#N/A</v></c><c r="F{r}" t="b"><v>1</v></c></row>'
        for r in range(1, 40)
    )
    after = '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>'
    return xlsx(
        sheet=sheet(rows, after),
        strings=strings("satu", "dua &amp; tiga", "_x0041_"),
        styles=styles("dd/mm/yyyy", 46),
        workbook=workbook(("Satu", "visible"), ("Dua", "hidden")),
    )


def whole_xls() -> bytes:
    book = xlwt.Workbook()
    target = book.add_sheet("Data")
    for r in range(60):
        target.write(r, 0, f"teks {r}")
        target.write(r, 1, r / 3)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def whole_ods() -> bytes:
    cell = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    return ods(f"<table:table-row>{cell * 5}</table:table-row>" * 20)


WHOLE_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>'
    + '<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="Number">1</Data></Cell></Row>'
    + "</Table></Worksheet></Workbook>"
).encode()
WHOLE_HTML = b"<html><table><tr><th colspan=2>a</th></tr><tr><td rowspan='2'>1<td>2</tr></table></html>"
WHOLE_CSV = b'Unit;IKM\n"Asemrowo; kec";81,5\n' * 20


def flip_bytes(content: bytes, rng: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 3, 30))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(content: bytes, rng: Random) -> bytes:
    return content[: rng.randrange(len(content))]


def splice(content: bytes, rng: Random) -> bytes:
    a, b = sorted(rng.randrange(len(content)) for _ in range(2))
    return content[:a] + content[rng.randrange(len(content)) :][: b - a] + content[b:]


def break_a_part(content: bytes, rng: Random) -> bytes:
    """Break the inside of a part, with the archive around it in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(sorted(parts))
    parts[name] = (
        rng.choice((flip_bytes, cut, splice, swap_tokens, swap_tokens))(parts[name], rng) if parts[name] else b"<"
    )
    return zipped(parts)


def swap_tokens(content: bytes, rng: Random) -> bytes:
    """Exchange, drop or double pieces between markup characters, which keeps more of the grammar than single bytes."""
    tokens = re.split(rb'([<>"=])', content)
    for _ in range(rng.choice((1, 1, 2, 5))):
        i, j = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        tokens[i] = rng.choice((tokens[j], b"", tokens[i] * 2, b"-1", b"99999999999999999999", b"1e999", b"\xff"))
    return b"".join(tokens)


Break = Callable[[bytes, Random], bytes]
ARCHIVE_BREAKS: tuple[Break, ...] = (flip_bytes, cut, splice, break_a_part, break_a_part, break_a_part)
TEXT_BREAKS: tuple[Break, ...] = (flip_bytes, cut, splice, swap_tokens)
KINDS: tuple[tuple[bytes, tuple[Break, ...]], ...] = (
    (whole_xlsx(), ARCHIVE_BREAKS),
    (whole_xlsx(), ARCHIVE_BREAKS),
    (whole_ods(), ARCHIVE_BREAKS),
    (whole_xls(), (flip_bytes, cut, splice)),
    (xlsb((0, 0, 1.0), (1, 2, None), (5, 5, 2.5)), ARCHIVE_BREAKS),
    (WHOLE_XML, TEXT_BREAKS),
    (WHOLE_HTML, TEXT_BREAKS),
    (WHOLE_CSV, (flip_bytes, cut, splice)),
)


def broken_file(number: int, kinds: tuple[tuple[bytes, tuple[Break, ...]], ...] = KINDS) -> bytes:
    rng = Random(f"{SEED}/{number}")
    content, breaks = rng.choice(kinds)
    return rng.choice(breaks)(content, rng)


def answer(content: bytes) -> str:
    try:
        read_book(content, "rusak.bin")
    except BookError as error:
        return str(error)
    return "File rusak.bin dibaca."


def answer_in_this_process(content: bytes) -> str:
    try:
        read(content, Output(io.BytesIO(), LIMITS))
    except FileRefused as refusal:
        return f"File rusak.bin {refusal}."
    return "File rusak.bin dibaca."


@pytest.mark.slow
def test_broken_files_are_read_or_refused_in_one_sentence() -> None:
    """Each in a child process of its own, as users' files are; most are broken for the worker alone, below."""
    print(f"seed {SEED}, {COUNT} files")
    answers = ((number, answer(broken_file(number))) for number in range(COUNT))
    assert [(SEED, number, said) for number, said in answers if not SENTENCE.fullmatch(said)] == []


def test_the_worker_itself_expects_every_fault_of_xlsx_ods_and_text() -> None:
    """In this process, without calamine: an error other than Refused is one that the child would have hidden."""
    kinds = KINDS[:3] + KINDS[-3:]
    for number in range(COUNT * 12):
        note = f"seed {SEED}, file {number}"
        try:
            said = answer_in_this_process(broken_file(number, kinds))
        except Exception as error:
            raise AssertionError(note) from error
        assert SENTENCE.fullmatch(said), note
