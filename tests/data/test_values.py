"""Every habit of writing a value, by hand: what it means, or why it is refused."""

from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.parsers.dates import order_evidence, parse_span, span_column
from data.ingest.parsers.durations import Duration, parse_duration
from data.ingest.parsers.nip import masked, parse_nip
from data.ingest.parsers.numbers import NumberKind, number_column
from data.ingest.parsers.parsing import Refused, missing, parse_distinct
from data.ingest.parsers.periods import parse_period_cell
from data.ingest.parsers.text import clean, is_blank, key, row_ranges, shown
from data.ingest.parsers.units import UnitNames, known_unit, must_ask, squeezed

FEB_12 = datetime(2025, 2, 12)
LONG = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
        "Desember")  # fmt: skip


def span(text: object, order: str = "dmy") -> tuple[datetime, datetime]:
    return parse_span(text, order)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "12/02/2025", "12-02-2025", "12.02.2025", "12/2/25", "12 Februari 2025", "12 Februari  2025", "12-Feb-25",
        "12 Feb 2025", "12 Pebruari 2025", "12 Peb 25", "Rabu, 12 Februari 2025", "Tgl. 12 Februari 2025", "2025-02-12",
        "2025/02/12", "12 FEBRUARI 2025", "12\u00a0Februari\u00a02025", " 12 Februari 2025 ", "45700", "12-Peb-2025",
        "2025-02-12 00:00:00", "12 february 2025", "Wednesday, 12 February 2025", "Februari 12, 2025", "12 / 02 / 2025",
        datetime(2025, 2, 12), date(2025, 2, 12), 45700, 45700.0,
    ],
)  # fmt: skip
def test_days_in_every_style(text: object) -> None:
    assert span(text) == (FEB_12, FEB_12)


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("Agu", 8),
        ("Agt", 8),
        ("Ags", 8),
        ("Aug", 8),
        ("Nop", 11),
        ("Nov", 11),
        ("Nopember", 11),
        ("Okt", 10),
        ("Oct", 10),
        ("Des", 12),
        ("Dec", 12),
        ("Mei", 5),
        ("May", 5),
        ("Sept", 9),
        ("Jun", 6),
        ("Jul", 7),
        ("Pebruari", 2),
    ],
)
def test_month_names(name: str, month: int) -> None:
    assert span(f"3 {name} 2024")[0] == datetime(2024, month, 3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12–14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
        ("12 - 14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
        ("12 s.d. 14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
        ("12 s/d 14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
        ("12 sd 14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
        ("12 sampai dengan 14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
        ("30 Januari - 2 Februari 2025", (2025, 1, 30), (2025, 2, 2)),
        ("30 Des 2024 s.d. 2 Jan 2025", (2024, 12, 30), (2025, 1, 2)),
        ("12/02/2025 - 14/02/2025", (2025, 2, 12), (2025, 2, 14)),
        ("12-02-2025 s/d 14-02-2025", (2025, 2, 12), (2025, 2, 14)),
        ("12-14/02/2025", (2025, 2, 12), (2025, 2, 14)),
        ("12 Februari 2025\n14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
        ("12 dan 14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
        ("12, 13, 14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
        ("12, 13 dan 14 Februari 2025", (2025, 2, 12), (2025, 2, 14)),
    ],
)
def test_spans(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert span(text) == (datetime(*first), datetime(*last))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31 Februari 2025", "tidak ada pada bulan itu"), ("31/02/2025", "tidak ada pada bulan itu"),
        ("12/13/2025", "bulan 13 tidak ada"), ("Februari 2025", "hanya bulan dan tahun"), ("segera", "bukan tanggal"),
        ("Ujikom Februari 2025", "bukan tanggal"), ("14-12 Februari 2025", "tanggal awalnya sesudah"),
        ("30 Desember - 2 Januari 2025", "tanggal awalnya sesudah"), ("12/02/1025", "tahun 1025"),
        ("12/02/25/3", "bukan tanggal"), (12, "angka, bukan tanggal"), (20250212.0, "angka, bukan tanggal"),
        (time(8, 0), "jam tanpa tanggal"), ("12 Smarch 2025", "bukan tanggal"), ("12 Februari 2025 25:70", "jamnya"),
        (datetime(1900, 1, 5), "tahun 1900"),
    ],
)  # fmt: skip
def test_what_is_no_day(text: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        span(text)


def test_times_of_day_are_kept() -> None:
    assert span("12/02/2025 08:15")[0] == datetime(2025, 2, 12, 8, 15)
    assert span("12 Februari 2025 pukul 08.15 WIB")[0] == datetime(2025, 2, 12, 8, 15)
    assert span("2025-02-12T08:15:30")[0] == datetime(2025, 2, 12, 8, 15, 30)
    assert span(45700.5)[0] == datetime(2025, 2, 12, 12, 0)


def test_two_digit_years_turn_at_fifty() -> None:
    assert span("1/1/49")[0].year == 2049
    assert span("1/1/50")[0].year == 1950


def test_month_first_only_where_it_is_said() -> None:
    assert span("02/12/2025", "mdy")[0] == FEB_12
    assert order_evidence(["13/02/2025", "02/13/2025", "03/04/2025", "03/03/2025", "3 Mei 2025", 4.0]) == {
        "dmy": 1, "mdy": 1, "either": 1,
    }  # fmt: skip


def test_without_an_order_only_cells_of_one_meaning_are_read() -> None:
    days = span_column(["13/02/2025", "02/13/2025", "03/04/2025", "03/03/2025", "4 Mei 2025", "x", None], None)
    assert sorted(days.refused) == [2, 5]
    assert days.first[[0, 1]].tolist() == [datetime(2025, 2, 13)] * 2
    assert days.first[3].item() == datetime(2025, 3, 3)


def test_a_column_of_true_dates_refuses_impossible_years() -> None:
    days = span_column([datetime(2025, 1, 2), None, datetime(1900, 1, 1)], "dmy")
    assert days.first.tolist() == [datetime(2025, 1, 2), None, None]
    assert "tahun 1900" in days.refused[2]


@given(day=st.dates(date(1950, 1, 1), date(2049, 12, 31)), style=st.integers(0, 6))
def test_any_day_in_any_style_reads_the_same(day: date, style: int) -> None:
    month = LONG[day.month - 1]
    text = (
        f"{day.day} {month} {day.year}", f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day.day}.{day.month}.{day.year}",
        f"{day.day}-{month[:3]}-{day.year}", day.isoformat(), f"{(day - date(1899, 12, 30)).days}",
    )[style]  # fmt: skip
    assert span(text)[0].date() == day


@given(first=st.dates(date(2000, 1, 1), date(2049, 1, 1)), days=st.integers(0, 60), style=st.integers(0, 2))
def test_any_span_in_any_style_reads_the_same(first: date, days: int, style: int) -> None:
    last = first + timedelta(days=days)
    to = (" - ", " s.d. ", " s/d ")[style]
    text = f"{first.day} {LONG[first.month - 1]} {first.year}{to}{last.day} {LONG[last.month - 1]} {last.year}"
    assert tuple(each.date() for each in span(text)) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Januari 2025", "2025-01"), ("Jan-25", "2025-01"), ("JAN 2025", "2025-01"), ("Bulan Januari 2025", "2025-01"),
        ("2025-01", "2025-01"), ("01/2025", "2025-01"), ("Januari Tahun 2025", "2025-01"), ("Jan '25", "2025-01"),
        (datetime(2025, 1, 1), "2025-01"), ("Agt 2025", "2025-08"), ("2025 Januari", "2025-01"),
    ],
)  # fmt: skip
def test_months(text: object, expected: str) -> None:
    assert parse_period_cell(text) == pd.Period(expected, "M")


@pytest.mark.parametrize(
    "text",
    ["TW I 2025", "Triwulan I 2025", "Triwulan I Tahun 2025", "TRIWULAN 1/2025", "2025-Q1", "Q1 2025", "2025-T1",
     "TW-I 2025", "Triwulan I (Januari–Maret) 2025", "Triwulan I 2025 (Januari–Maret)",
     "Januari - Maret 2025", "Januari s.d. Maret 2025", "tw 1 2025", "Triwulan ke-1 2025"],
)  # fmt: skip
def test_quarters(text: str) -> None:
    assert parse_period_cell(text) == pd.Period("2025Q1", "Q")


@pytest.mark.parametrize(
    "text", ["Semester I 2025", "SMT 1 2025", "2025-S1", "Semester 1 Tahun 2025", "Januari-Juni 2025"]
)
def test_half_years(text: str) -> None:
    assert parse_period_cell(text) == pd.Period("2025-01", "6M")


def test_years_and_parts_of_a_known_year() -> None:
    assert parse_period_cell(2025.0) == pd.Period("2025", "Y")
    assert parse_period_cell("Tahun 2025") == pd.Period("2025", "Y")
    assert parse_period_cell("Januari - Desember 2025") == pd.Period("2025", "Y")
    assert parse_period_cell("Januari", year=2025) == pd.Period("2025-01", "M")
    assert parse_period_cell(3.0, "bulan", 2025) == pd.Period("2025-03", "M")
    assert parse_period_cell("II", "triwulan", 2025) == pd.Period("2025Q2", "Q")
    assert parse_period_cell(2.0, "semester", 2025) == pd.Period("2025-07", "6M")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Januari", "tahunnya tidak tertulis"),
        ("Februari - April 2025", "bukan triwulan"),
        (13.5, "bukan periode"),
        ("minggu ke-2", "bukan periode"),
        ("TW V 2025", "bukan periode"),
        ("2025-13", "bukan periode"),
        (7.0, "bukan periode"),
    ],
)
def test_what_is_no_period(text: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        parse_period_cell(text)
    with pytest.raises(Refused, match="bulan 13 tidak ada"):
        parse_period_cell(13.0, "bulan", 2025)


def numbers(*cells: object, **kind: object) -> list[float | None]:
    values = number_column(list(cells), NumberKind(**kind)).values  # type: ignore[arg-type]
    return [None if np.isnan(value) else float(value) for value in values]


def test_numbers_in_every_style() -> None:
    assert numbers(
        "87,5%", "87,5 %", "20 JP", "Rp1.250.000", "Rp 1.250.000,00", "Rp1.250.000,-", words=("%", "jp")
    ) == [
        87.5,
        87.5,
        20,
        1_250_000,
        1_250_000,
        1_250_000,
    ]
    assert numbers("1.234,56", "1,234.56", "12.5", "12,5", "0.875", "-3", "3,0", "1.234.567") == [
        1234.56, 1234.56, 12.5, 12.5, 0.875, -3, 3, 1234567,
    ]  # fmt: skip
    assert numbers("-", "–", "", " ", "n/a", None, 5.0, 7) == [None] * 6 + [5, 7]


@pytest.mark.parametrize("text", ["abc", "12 ekor", "1.23.4", "1,2,3", "12..5", "lihat lampiran", "1e5", "1 2"])
def test_what_is_no_number(text: str) -> None:
    parsed = number_column([text, 4.0], NumberKind())
    assert "bukan angka" in parsed.refused[0]
    assert parsed.values[1] == 4


def test_a_date_in_a_number_column_is_refused() -> None:
    assert "tanggal atau jam" in number_column([datetime(2025, 3, 2)], NumberKind()).refused[0]


def test_a_lone_dot_before_three_digits_is_decided_by_the_column_and_said() -> None:
    for cells, kind, expected, meaning in (
        (["1.234"], {"whole": True}, 1234, "ribuan"),
        (["88.310"], {"low": 25, "high": 100}, 88.31, "desimal"),
        (["1.234", "12,5"], {}, 1234, "ribuan"),
        (["1.234", "12.5"], {}, 1.234, "desimal"),
        (["1.234"], {}, 1234, "ribuan"),
        (["1,234"], {"whole": True}, 1234, "ribuan"),
        (["1,234"], {}, 1.234, "desimal"),
    ):
        parsed = number_column(cells, NumberKind(**kind))  # type: ignore[arg-type]
        assert parsed.values[0] == pytest.approx(expected)
        assert meaning in parsed.remarks[0]


def test_bounds_refuse_and_say_so() -> None:
    parsed = number_column([182.5, "24,9", 25.0, "100"], NumberKind(25, 100))
    assert parsed.refused == {
        0: "di luar batas: harus 25 sampai 100; periksa lagi",
        1: "di luar batas: harus 25 sampai 100; periksa lagi",
    }
    assert number_column([-1.0], NumberKind(0)).refused == {0: "di luar batas: harus 0 atau lebih; periksa lagi"}
    assert missing(parsed.values).tolist() == [True, True, False, False]


@given(st.floats(0, 10**9, allow_nan=False), st.integers(0, 4))
def test_any_number_in_indonesian_dress_reads_the_same(number: float, decimals: int) -> None:
    text = f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    whole = decimals == 0
    assert number_column([text], NumberKind(whole=whole)).values[0] == pytest.approx(round(number, decimals))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15 menit", 15),
        ("1x24 jam", 1440),
        ("1 x 24 Jam", 1440),
        ("2 jam", 120),
        ("1 jam 30 menit", 90),
        ("≤ 15 menit", 15),
        ("maks. 15 menit", 15),
        ("10-15 menit", 15),
        ("3 hari", 4320),
        ("0,5 jam", 30),
        (time(0, 15), 15),
        (timedelta(hours=2), 120),
        ("15 (menit)", 15),
        ("1 hari kalender", 1440),
    ],
)
def test_lengths_in_minutes(text: object, minutes: float) -> None:
    assert parse_duration(text) == Duration(minutes=minutes)


def test_working_days_stay_working_days() -> None:
    assert parse_duration("7 hari kerja") == Duration(working_days=7)
    assert parse_duration(3.0, "hari kerja") == Duration(working_days=3)
    assert parse_duration("45", "menit") == Duration(minutes=45)


@pytest.mark.parametrize("text", ["sebentar", "15", 15.0, "1 hari kerja 2 jam", "15 apel", -3.0, "menit"])
def test_what_is_no_length(text: object) -> None:
    with pytest.raises(Refused):
        parse_duration(text)


NIP = "198501012010011001"


@pytest.mark.parametrize(
    "text",
    [NIP, "19850101 201001 1 001", "'198501012010011001", "19850101.201001.1.001", "\u00a0198501012010011001\u200b",
     "NIP. 198501012010011001", "NIP: 19850101 201001 1 001", "198501012010011001 "],
)  # fmt: skip
def test_nip_in_every_style(text: str) -> None:
    assert parse_nip(text) == NIP


def test_nip_of_pppk_has_a_code_where_others_have_a_month() -> None:
    assert parse_nip("199001012021211001") == "199001012021211001"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (1.9850101201001e17, "digit akhir NIP hilang"), (198501012010011001, "digit akhir NIP hilang"),
        ("1,985E+17", "digit akhir NIP hilang"), ("1.98501012010011E+17", "digit akhir NIP hilang"),
        ("19850101201001100", "17 digit"), ("1985010120100110011", "19 digit"), (130123456.0, "9 digit"),
        ("19851301 201001 1 001", "bukan tanggal lahir"), ("12345678A012345678", "hanya boleh berisi angka"),
        ("190001012010011001", "tahun lahir 1900"),
    ],
)  # fmt: skip
def test_what_is_no_nip(value: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        parse_nip(value)


@given(
    st.dates(date(1950, 1, 1), date(2005, 12, 31)), st.integers(1, 12), st.sampled_from("12"), st.integers(1, 999),
    st.sampled_from(["{}", "'{}", "NIP. {}", "{} "]),
)  # fmt: skip
def test_a_nip_is_genuine_until_its_digits_were_lost(born: date, month: int, sex: str, serial: int, way: str) -> None:
    known = f"{born:%Y%m%d}{born.year + 25}{month:02d}{sex}"
    assert parse_nip(way.format(f"{known}{serial:03d}")) == f"{known}{serial:03d}"
    for lost in (float(f"{known}{serial:03d}"), way.format(f"{known}000"), way.format(f"{known[:8]} {known[8:]} 000")):
        with pytest.raises(Refused, match=r"digit akhir NIP hilang\. Ubah sel ke format Teks, lalu ketik ulang"):
            parse_nip(lost)


def test_five_numeric_nips_that_excel_made_equal_are_all_refused() -> None:
    stored = [float(int(NIP) + serial) for serial in range(5)]
    assert len(set(stored)) == 1
    assert len(parse_distinct(stored, parse_nip).refused) == 5


def test_masked_shows_four_digits() -> None:
    assert masked("19850101 201001 1 234") == "•" * 14 + "1234"
    assert masked(1.9850101201001e17).startswith("•" * 14)


@pytest.mark.parametrize(
    "text",
    ["Kelurahan Asemrowo", "KELURAHAN ASEMROWO", "Kel. Asem Rowo", "kelurahan  asem rowo", "Kel.Asemrowo", "Asemrowo",
     "Kelurahan\u00a0Asemrowo"],
)  # fmt: skip
def test_one_spelling_a_unit(text: str) -> None:
    assert known_unit(text) == "Kelurahan Asemrowo"


def test_units_that_are_not_listed_are_taken_as_first_written() -> None:
    names = UnitNames()
    assert names.name("Kel. Kapasan") == "Kelurahan Kapasan"
    assert names.name("KELURAHAN KAPASAN") == "Kelurahan Kapasan"
    assert names.name("Sub Bagian Umum") == "Subbagian Umum"
    assert names.name("SEKSI PEREKONOMIAN DAN PEMBANGUNAN") == "Seksi Perekonomian dan Pembangunan"
    assert names.name("UPTD Pasar") == "UPTD Pasar"


def test_old_names_must_be_asked_about() -> None:
    assert must_ask("Kelurahan Kalianak") == ("Kelurahan Genting Kalianak",)
    assert must_ask("TAMBAK LANGON") == ("Kelurahan Tambak Sarioso",)
    assert must_ask("Kelurahan Genting Kalianak") == ()
    assert squeezed("Kel. Genting") == "kelurahangenting"


def test_texts() -> None:
    assert clean("a\u00a0 b\n c\u200b–d") == "a b c-d"
    assert key("NO. RESP ") == "no resp"
    assert is_blank("—")
    assert not is_blank(0.0)
    assert shown(12.5) == "12,5"
    assert shown(datetime(2025, 2, 12)) == "12/02/2025"
    assert row_ranges([7, 12, 13, 14, 20]) == "7, 12–14, 20"
