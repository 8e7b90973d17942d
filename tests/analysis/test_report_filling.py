"""What the office adds to a report: remarks and plans by version, cleaned pictures, its own template, a link."""

import io
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from analysis.report.content import attachments
from analysis.report.content.attachments import readable_attachment
from analysis.report.content.filling import (
    GONE,
    PLANS,
    content_words,
    filling,
    next_subject,
    plans_content,
    subject_words,
    version_table,
)
from analysis.report.content.report import WITHHELD, text_of
from analysis.report.formats import look, pdf_pages
from analysis.report.formats.files import with_template, written
from analysis.report.formats.link import base_address, beyond_this_computer, qr_png, qr_svg, view_address
from analysis.targets.compute import TargetPlan, with_goals
from data.panel.dataset import empty_frame
from data.problems import BookError
from data.store.remarks import Version
from data.vocabulary.periods import parse_period
from tests.analysis import report_samples
from tests.analysis.report_readers import pptx_words

ORIENTATION, GPS = 0x0112, 0x8825


def version(number: int, subject: str, content: dict, by: str = "Kasi") -> Version:
    return Version(number, f"2026-11-24T09:{number:02d}:00+07:00", by, "2026-10", "", subject, content)


def test_the_newest_version_of_each_subject_stands_and_what_was_taken_out_does_not() -> None:
    several = [
        version(1, "catatan/1", {"text": "Lama."}),
        version(2, "catatan/2", {"text": "Hilang."}),
        version(3, "catatan/1", {"text": "Baru."}, by="Camat"),
        version(4, "catatan/2", dict(GONE)),
        version(5, "catatan/10", {"text": "Akhir."}),
    ]
    found = filling(several, lambda _: b"").remarks
    assert [(one.text, one.signed) for one in found] == [
        ("Baru.", "Camat, 24 November 2026 pukul 09.03"),
        ("Akhir.", "Kasi, 24 November 2026 pukul 09.05"),
    ]
    assert next_subject(several, "catatan") == "catatan/11"
    table = version_table(several)
    assert list(table["Dipakai"]) == ["ya", "ya", "ya", "tidak", "tidak"]
    assert list(table["Isi"])[1] == "(dikeluarkan dari laporan)"


def test_plans_come_back_as_they_were_kept() -> None:
    plans = (("ikm", TargetPlan("Warga puas", 88.5, "loket", "", "tambah")), ("pengaduan", TargetPlan()))
    kept = version(1, PLANS, plans_content(plans))
    assert dict(filling([kept], lambda _: b"").plans) == {"ikm": plans[0][1]}
    assert (subject_words(kept.subject), content_words(kept)) == ("Target dan rencana", "1 indikator diisi")


def test_attachments_come_with_their_pictures() -> None:
    one = version(1, "lampiran/1", {"text": "Foto", "sha256": "aa", "pages": ["bb", "cc"]})
    (found,) = filling([one], str.encode).attachments
    assert found.pictures == (b"bb", b"cc")
    assert found.captions == ("Foto (halaman 1 dari 2)", "Foto (halaman 2 dari 2)")


def test_a_scan_that_names_people_is_listed_and_not_shown() -> None:
    one = version(1, "lampiran/1", {"text": "Daftar hadir", "sha256": "aa", "pages": ["bb", "cc"], "names": True})
    filled = filling([one], pytest.fail)
    report = replace(report_samples.report(), attachments=filled.attachments)
    assert report.pictures == ()
    assert [text_of(cell) for cell in report.attachment_table.rows[0]][:3] == ["Daftar hadir", "2", WITHHELD]


def test_a_goal_of_the_books_is_the_target_where_none_was_typed() -> None:
    goals = pd.DataFrame(
        [
            ("ikm", 2026, 88.0, None, None), ("ikm", 2026, 91.0, None, "Seksi A"), ("ikm", 2025, 80.0, None, None),
            ("lama_layanan", 2026, 30.0, "naik", None), ("pengaduan", 2026, 3.0, "turun", None),
        ],
        columns=["indikator", "tahun", "target", "arah", "unit"],
    )  # fmt: skip
    slower = TargetPlan(target=30.0, better="higher")
    assert with_goals({}, goals, 2026, None) == {"ikm": TargetPlan(target=88.0), "lama_layanan": slower}
    assert with_goals({}, goals, 2026, "Seksi A") == {"ikm": TargetPlan(target=91.0), "lama_layanan": slower}
    assert with_goals({"ikm": TargetPlan("Puas")}, goals, 2026, "Seksi B")["ikm"] == TargetPlan("Puas", 88.0)
    assert with_goals({"ikm": TargetPlan(target=90.0)}, goals, 2026, None)["ikm"] == TargetPlan(target=90.0)
    assert with_goals({}, empty_frame("target"), 2026, None) == {}


def test_a_photo_keeps_its_dots_and_nothing_the_camera_added() -> None:
    picture = Image.new("RGB", (3000, 1500), "red")
    data = picture.getexif()
    data[ORIENTATION], data[GPS] = 6, {1: "S", 2: (7.0, 15.0, 0.0)}
    taken = io.BytesIO()
    picture.save(taken, "JPEG", exif=data, comment=b"rahasia")
    kept, pictures = readable_attachment("IMG_1.pdf", taken.getvalue())
    shown = Image.open(io.BytesIO(kept))
    assert pictures == (kept,)
    assert shown.size == (1000, 2000)
    assert dict(shown.getexif()) == {}
    assert b"rahasia" not in kept
    assert b"Exif" not in kept


def test_a_pdf_is_kept_byte_for_byte_and_shown_page_by_page() -> None:
    report = report_samples.report()
    pdf = next(iter(written(replace(report, sections=()), "pdf").values()))
    kept, pages = readable_attachment("daftar hadir.pdf", pdf)
    assert kept == pdf
    assert {Image.open(io.BytesIO(page)).size for page in pages} == {(1240, 1754)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"teks biasa", "bukan PDF, JPG, atau PNG"),
        (b"%PDF-1.7 rusak", "rusak, terkunci, atau terlalu berat"),
        (b"\xff\xd8\xff\xe0", "rusak atau terlalu besar"),
        (b"\x89PNG\r\n\x1a\nxx", "rusak atau terlalu besar"),
    ],
)
def test_a_bad_attachment_is_one_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(BookError, match=f"^File foto.jpg {reason}.*, lalu pilih lagi\\.$"):
        readable_attachment("foto.jpg", content)


def test_limits_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = next(iter(written(report_samples.report(), "pdf").values()))
    with pytest.raises(BookError, match="lebih besar dari 10 MB"):
        readable_attachment("foto.jpg", bytes(attachments.MEGABYTES * 10**6 + 1))
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 1)
    with pytest.raises(BookError, match="lebih dari 1 halaman"):
        readable_attachment("daftar.pdf", pdf)


def office_file(width: float, height: float) -> bytes:
    """A template with a slide of its own, a coloured master and a title lower than ours."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(width), Inches(height)
    master = deck.slide_masters[0]
    master.name = "Master kantor"
    title = deck.slide_layouts[5].placeholders[0]
    title.left, title.top, title.width, title.height = (Inches(width / 13.333 * place) for place in (1.5, 0.5, 11, 1))
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Slide contoh kantor"
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


@pytest.mark.parametrize("size", [(13.333, 7.5), (10, 5.625)])
def test_the_offices_template_gives_its_master_and_loses_its_slides(size: tuple[float, float]) -> None:
    report, said = with_template(report_samples.report(), office_file(*size))
    assert said == ""
    content = next(iter(written(report, "pptx").values()))
    deck = Presentation(io.BytesIO(content))
    assert deck.slide_masters[0].name == "Master kantor"
    assert "Slide contoh kantor" not in pptx_words(content)
    assert deck.slide_width == Inches(13.333)
    first = deck.slides[0].shapes
    assert first.title.top == pytest.approx(Inches(0.5), abs=2000)
    assert min(shape.top for shape in first if shape != first.title) >= Inches(1.55)
    charts = [shape.chart._chartSpace for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert charts
    for drawn in [*charts, *(slide._element for slide in deck.slides)]:
        assert list(drawn.iter(qn("a:latin"))) == []
        assert {colour.get("val") for colour in drawn.iter(qn("a:srgbClr"))} <= {look.GREY}
    names = {colour.get("val") for colour in deck.slides[0]._element.iter(qn("a:schemeClr"))}
    assert names == {"tx1"}
    numbered = [len(list(slide._element.iter(qn("a:fld")))) for slide in deck.slides]
    assert numbered == [1] * len(deck.slides)
    assert written(report, "pptx") == written(report, "pptx")


@pytest.mark.parametrize(("template", "reason"), [(b"rusak", "rusak"), (office_file(10, 7.5), "bukan 16:9")])
def test_a_template_that_cannot_be_used_is_said_and_done_without(template: bytes, reason: str) -> None:
    report, said = with_template(report_samples.report(), template)
    assert reason in said
    assert said.endswith("PPTX dibuat tanpa templat itu.")
    assert report.template is None


def test_the_link_names_every_choice_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAMPAK_URL", raising=False)
    base = base_address("http://10.0.0.5:8501/laporan-bulanan?unit=x")
    address = view_address(base, "Kinerja dan pelatihan", parse_period("2026-T3"), "Seksi A & B")
    assert parse_qs(urlsplit(address).query) == {
        "bentuk": ["Kinerja dan pelatihan"], "jenis": ["Triwulan"], "triwulan": ["Triwulan III 2026"],
        "unit_laporan": ["Seksi A & B"],
    }  # fmt: skip
    assert address.startswith("http://10.0.0.5:8501/laporan-bulanan?")
    assert view_address(base_address(), "x", parse_period("2026"), None) == ""
    assert beyond_this_computer("http://localhost:8501/x") == ""
    assert beyond_this_computer(address) == address
    monkeypatch.setenv("DAMPAK_URL", "https://dampak.test/")
    assert base_address("http://localhost:8501/") == "https://dampak.test"


def test_a_qr_code_is_drawn_as_svg_and_png() -> None:
    assert b"<svg" in qr_svg("http://kantor.test/?a=1&b=2")
    assert Image.open(io.BytesIO(qr_png("http://kantor.test/"))).size[0] > 200
