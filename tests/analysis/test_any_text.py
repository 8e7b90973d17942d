"""Whatever people type, every format is made, and says the same: any Unicode text in every place a text can stand."""

import dataclasses
import io
import json
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
import typst
from docx import Document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analysis.report.content.build import build_report
from analysis.report.content.filling import Filling
from analysis.report.content.report import Remark, Report, Section
from analysis.report.formats import files, typeset
from analysis.report.formats.files import WRITERS, each_written, written
from analysis.report.formats.printable import BOX, _faces, printable, printable_report
from data.panel.dataset import Dataset
from data.vocabulary.periods import parse_period
from tests.analysis import report_samples
from tests.analysis.office import nip, staff, trainings
from tests.analysis.report_readers import docx_tables, pdf_words, pptx_tables, xlsx_cells
from tests.data.hand_worked import came, frame

AT = datetime(2026, 11, 24, 9, 15)
SMALL = settings(
    max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
ANY = st.text(min_size=1, max_size=40)
AWKWARD = "🙏👍✅ \v\uf0b7 \uf0fc 中文 ꦗꦮ ไทย \ufeff\x00\ud800 👨‍👩‍👧 👍🏽 ❤️ \ufffe a\u0301\u0e31"


def drawn(texts: list[str]) -> bytes:
    """The texts set as the PDF is, plain and bold; a TypstError where a letter has no face."""
    folder = Path(typeset.LAYOUT)
    source = folder / "parts.typ"
    faces = source.read_text(encoding="utf-8").split("#let faces", 1)[1].split(")", 1)[0]
    main = (
        f"#let faces{faces})\n#set document(title: \"x\")\n#set text(font: faces, lang: \"id\")\n= Uji\n"
        "#for one in json(bytes(sys.inputs.texts)) { par([#one]); par(strong(one)) }"
    )  # fmt: skip
    made: bytes = typst.compile(
        main.encode(), font_paths=typeset._fonts(), format="pdf", pdf_standards=typeset.STANDARDS,
        sys_inputs={"texts": json.dumps(texts)},
    )  # fmt: skip
    return made


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(st.text(max_size=80), min_size=30, max_size=30))
def test_what_is_printable_is_drawn_and_printed_the_same_again(texts: list[str]) -> None:
    clean = [printable(text) for text in texts]
    assert [printable(text) for text in clean] == clean
    assert drawn(clean).startswith(b"%PDF")


@pytest.mark.slow
def test_every_letter_that_a_carried_face_holds_is_drawn() -> None:
    letters = [letter for code in sorted(frozenset.union(*_faces())) if (letter := printable(chr(code))).strip(BOX)]
    assert len(letters) > 38_000
    assert drawn(["x" + " ".join(letters[place : place + 500]) for place in range(0, len(letters), 500)])


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Terima kasih 🙏👍🏽✅", "Terima kasih 🙏👍✅"),
        ("satu\vdua\r\ntiga\u2028empat", "satu\ndua\ntiga\nempat"),
        ("\uf0b7 butir \uf0fc selesai", "• butir ✓ selesai"),
        ("中文 ꦗꦮ ไทย العربية", "中文 ꦗꦮ ไทย العربية"),
        ("a\x00b\ufeffc\u200dd, e\u0301", "abcd, é"),
        ("\ud800 \ufffe \ue000", f"{BOX} {BOX} {BOX}"),
        ("KTP\u2011el\u00a0baru\u2003ya", "KTP\u2011el\u00a0baru ya"),
    ],
)
def test_text_is_printed_as_a_reader_expects(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_what_could_not_be_printed_is_counted_in_the_report() -> None:
    base = report_samples.report()
    odd = dataclasses.replace(base, remarks=(Remark(f"\ud800\ue000 {BOX}", "Camat", AT),))
    assert dict(printable_report(odd).facts)["Tanda tak tercetak"].startswith("2 tanda diganti □")
    assert printable_report(base) == base


def office_of(names: list[str]) -> Dataset:
    """A small office whose unit, indicator, training, event, service and goal carry those names."""
    unit, training, event, service, other = names
    months = [f"2026-{month:02d}" for month in range(1, 11)]
    rows = [(who, parse_period(month), "ikm", 80.0 + at) for who in (unit, other) for at, month in enumerate(months)]
    kinerja = pd.DataFrame(rows, columns=["unit", "period", "indicator", "value"])
    kinerja = kinerja.astype({"period": object}).assign(n=float("nan"), file=event, sheet=service, row=range(len(rows)))
    people = [{"nip": nip(place), "unit": unit} for place in range(6)]
    case = {"unit": unit, "layanan": service, **came("2026-10-05 08:00", "30min")}
    return Dataset(
        kinerja=kinerja,
        pegawai=staff(*people),
        pelatihan=trainings(
            *({"nip": nip(place), "nama_pelatihan": training, "selesai": "2026-10-01"} for place in range(6))
        ),
        layanan=frame("layanan", [case]),
        kejadian=frame("kejadian", [{"mulai": pd.Timestamp(2026, 5, 1), "nama": event, "unit": unit}]),
    )


@SMALL
@given(st.lists(ANY, min_size=5, max_size=5, unique=True), ANY)
def test_any_names_and_any_remark_go_through_all_five_writers(names: list[str], remark: str) -> None:
    filled = Filling(remarks=(Remark(remark, remark[::-1], AT),))
    report = build_report(office_of(names), parse_period("2026-10"), filled=filled, printed_at=AT)
    made = {name: (parts, failed) for name, parts, failed in each_written(report, WRITERS)}
    assert {name: failed for name, (_, failed) in made.items() if failed} == {}
    assert all(parts for parts, _ in made.values())


def test_an_awkward_remark_reads_the_same_in_every_format() -> None:
    base = dataclasses.replace(report_samples.report(), remarks=(Remark(AWKWARD, "Camat", AT),))
    said = printable(AWKWARD)
    assert said.count(BOX) == 3
    content = {name: next(iter(written(base, name).values())) for name in WRITERS if name != "png"}
    assert said in {row[0] for row in docx_tables(content["docx"])}
    assert said in {row[0].replace("\v", "\n") for row in pptx_tables(content["pptx"])}
    assert said in {cell for rows in xlsx_cells(content["xlsx"]).values() for row in rows for cell in row}
    assert "🙏👍✅" in pdf_words(content["pdf"]).replace(" ", "")
    assert Document(io.BytesIO(content["docx"]))


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_any_title_names_a_sheet(title: str) -> None:
    table = dataclasses.replace(report_samples.MANY, title=title)
    sections = (Section("Satu", (), (table, dataclasses.replace(table, title=title.upper()))),)
    short = dataclasses.replace(report_samples.report(), sections=sections)
    sheets = xlsx_cells(next(iter(written(short, "xlsx").values())))
    assert sum(rows[0][0] == "Unit" for rows in sheets.values()) == 2


def test_a_format_that_fails_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    real = files.written

    def broken(report: Report, name: str) -> dict[str, bytes]:
        if name == "pdf":
            raise ValueError("rusak")
        return real(report, name)

    monkeypatch.setattr(files, "written", broken)
    made = {name: (parts, said) for name, parts, said in each_written(report_samples.report(), ["xlsx", "pdf", "docx"])}
    assert [name for name, (parts, _) in made.items() if parts] == ["xlsx", "docx"]
    assert made["pdf"][1] == "PDF tidak dapat dibuat; format lain tetap ada. Pakai format lain dulu."
