"""A hand-made report with everything a writer must carry, hostile text included."""

import io
from datetime import datetime

from PIL import Image

from analysis.report.content.report import (
    Attachment,
    Number,
    Remark,
    Report,
    ReportChart,
    ReportColumn,
    ReportLine,
    ReportMark,
    ReportTable,
    Section,
)
from analysis.text.cards import Card
from data.vocabulary.periods import parse_period

AT = datetime(2026, 11, 24, 9, 15)
HOSTILE = '=HYPERLINK("http://x","y") <b>&amp; #let a = 1 $x$ @ref *tebal*'
MANY = ReportTable(
    "Tabel panjang",
    (ReportColumn("Unit", 3), ReportColumn("Nilai"), ReportColumn("Kosong"), ReportColumn("Perubahan")),
    tuple(
        (f"Unit nomor {place}", Number(1000.5 + place, 2), "", Number(place - 40.0, 1, signed=True))
        for place in range(1, 81)
    ),
)
UNITS = ("Seksi Pelayanan", "Kelurahan Contoh")


def photo(kind: str) -> bytes:
    """A small picture, brown."""
    target = io.BytesIO()
    Image.new("RGB", (160, 100), "#AA8844").save(target, kind)
    return target.getvalue()


def chart(kind: str) -> ReportChart:
    """A chart of that kind over two units."""
    lines = (ReportLine("Sebelum", (70.25, 81.5)), ReportLine("Sesudah", (77.75, 80.0)))
    shown = lines if kind == "dots" else lines[:1]
    marks = (ReportMark(1, "K1", "Pindah kantor"),) if kind == "course" else ()
    return ReportChart(
        f"Grafik {kind}", "IKM membaik di 1 dari 2 unit", kind, UNITS, shown, 2, "IKM (indeks). n = 2 unit.", marks  # type: ignore[arg-type]
    )  # fmt: skip


def report() -> Report:
    """Three sections: a long table, charts of every kind, and one without data."""
    sections = (
        Section("Bagian panjang", ("Kalimat pertama ≥ 20 JP – m².",), (MANY,)),
        Section("Bagian grafik", ("Satu kalimat.",), (), tuple(map(chart, ("bars", "dots", "course")))),
        Section("Bagian kosong", ("Belum ada data.",)),
    )
    return Report(
        name="laporan",
        title="Laporan kinerja dan pelatihan",
        period=parse_period("2026-10"),
        unit=None,
        headline="Dampak belum terlihat.",
        basis="Dibanding unit yang belum dilatih.",
        cards=(Card("IKM", "80,10", "n = 2 unit", "+1,20 poin"),),
        sections=sections,
        remarks=(Remark(HOSTILE, "Kasi Pelayanan", AT),),
        attachments=(
            Attachment("Foto loket <baru>", "Kasi Pelayanan", AT, "ab" * 32, 2, (photo("JPEG"), photo("PNG"))),
            Attachment("Daftar hadir bernama", "Kasi Pelayanan", AT, "cd" * 32, 3),
        ),
        signatures=("Mengetahui, Camat", "Disusun oleh"),
        facts=(("Sumber", "buku contoh"), ("n", "2 unit")),
        printed_at=AT,
        is_sample=True,
        address="http://kantor.test:8501/laporan-bulanan?bulan=Oktober+2026",
    )
