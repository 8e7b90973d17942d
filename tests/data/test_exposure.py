import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.panel.exposure import ANY, ExposureTable, Training, event_time, find_training, measure_exposure, trainings_in
from data.problems import UnknownName
from data.vocabulary.periods import parse_period, period_text
from tests.analysis.office import staff, trainings

MONTHS = [f"2025-{month:02d}" for month in range(1, 7)]


def cells(*units: str, periods: list[str] = MONTHS) -> pd.DataFrame:
    rows = [(unit, parse_period(period)) for unit in units for period in periods]
    return pd.DataFrame(rows, columns=["unit", "period"]).astype({"period": object})


def column(result: ExposureTable, name: str, unit: str = "A") -> list[float]:
    return result.table.loc[result.table["unit"] == unit, name].round(10).tolist()


def first(result: ExposureTable, unit: str = "A") -> str:
    (only,) = set(result.table.loc[result.table["unit"] == unit, "first_treated"].map(period_text))
    return only


FOUR = staff(*({"nip": name, "unit": "A"} for name in "1234"))


def test_share_and_jp_grow_at_the_last_day_of_each_training() -> None:
    book = trainings(
        {"nip": "1", "mulai": "2025-01-30", "selesai": "2025-02-03", "jp": 10},
        {"nip": "1", "nama_pelatihan": "Lain", "selesai": "2025-03-31", "jp": 6},
        {"nip": "2", "selesai": "2025-04-01", "jp": 20},
    )
    result = measure_exposure(FOUR, book, cells("A"))
    assert column(result, "porsi_terlatih") == [0, 25, 25, 50, 50, 50]
    assert column(result, "jp_per_pegawai") == [0, 2.5, 4, 9, 9, 9]
    assert first(result) == "2025-04"
    assert result.notes == ()


def test_a_sum_of_hours_counts_as_hours_and_trains_nobody_at_a_time() -> None:
    """By hand: 40 JP over four people are 10 JP each; when they were learned is not known."""
    book = trainings(*({"nip": name, "nama_pelatihan": "Rekap JP 2025-02", "selesai": "2025-02-28", "jp": 10}
                       for name in "1234"))  # fmt: skip
    result = measure_exposure(FOUR, book, cells("A"))
    assert column(result, "jp_per_pegawai") == [0, 10, 10, 10, 10, 10]
    assert column(result, "porsi_terlatih") == [0] * 6
    assert first(result) == ""


@pytest.mark.parametrize(("threshold", "expected"), [(0.25, "2025-02"), (0.5, "2025-04"), (0.75, "")])
def test_the_threshold_moves_the_first_trained_period(threshold: float, expected: str) -> None:
    book = trainings({"nip": "1", "selesai": "2025-02-03"}, {"nip": "2", "selesai": "2025-04-01"})
    assert first(measure_exposure(FOUR, book, cells("A"), threshold=threshold)) == expected


@pytest.mark.parametrize("attendance", ["tidak hadir", "menolak", "batal"])
def test_only_those_who_came_count(attendance: str) -> None:
    book = trainings({"nip": "1", "kehadiran": attendance, "jp": 10}, {"nip": "2", "kehadiran": None, "jp": 10})
    assert column(measure_exposure(FOUR, book, cells("A")), "porsi_terlatih") == [0, 0, 25, 25, 25, 25]


def test_a_whole_unit_training_trains_everybody_on_the_staff_that_day() -> None:
    people = staff({"nip": "1", "unit": "A"}, {"nip": "2", "unit": "A", "mulai": "2025-04-02"})
    book = trainings({"unit": "A", "selesai": "2025-03-14", "jp": 8})
    result = measure_exposure(people, book, cells("A"))
    assert column(result, "porsi_terlatih") == [0, 0, 100, 50, 50, 50]
    assert column(result, "jp_per_pegawai") == [0, 0, 8, 4, 4, 4]
    assert first(result) == "2025-03"


def test_a_whole_unit_training_counts_even_below_the_threshold() -> None:
    """Its newcomers may outnumber the trained by the end of the month."""
    people = staff({"nip": "1", "unit": "A"}, *({"nip": n, "unit": "A", "mulai": "2025-03-20"} for n in "234"))
    result = measure_exposure(people, trainings({"unit": "A", "selesai": "2025-03-14"}), cells("A"))
    assert column(result, "porsi_terlatih")[2] == 25
    assert first(result) == "2025-03"


def test_people_who_move_take_their_training_along() -> None:
    people = staff(
        {"nip": "1", "unit": "A", "selesai": "2025-03-31"},
        {"nip": "1", "unit": "B", "mulai": "2025-04-01"},
        {"nip": "2", "unit": "A"},
        {"nip": "3", "unit": "B"},
    )
    result = measure_exposure(people, trainings({"nip": "1", "selesai": "2025-02-03", "jp": 10}), cells("A", "B"))
    assert column(result, "porsi_terlatih") == [0, 50, 50, 0, 0, 0]
    assert column(result, "jp_per_pegawai", "B") == [0, 0, 0, 5, 5, 5]
    assert (first(result, "A"), first(result, "B")) == ("2025-02", "2025-04")


def test_a_move_without_an_end_date_ends_the_earlier_unit_the_day_before_and_says_so() -> None:
    people = staff(
        {"nip": "1", "unit": "B", "mulai": "2025-04-01"},
        {"nip": "1", "unit": "A"},
        {"nip": "1", "unit": "A"},
        {"nip": "1", "unit": "A", "mulai": "2024-01-01"},
        {"nip": "2", "unit": "A"},
        {"nip": "3", "unit": "B"},
    )
    result = measure_exposure(people, trainings({"nip": "1", "selesai": "2025-02-03", "jp": 1}), cells("A", "B"))
    assert column(result, "porsi_terlatih", "A") == [0, 50, 50, 0, 0, 0]
    assert column(result, "porsi_terlatih", "B") == [0, 0, 0, 50, 50, 50]
    assert result.notes == (
        "1 baris daftar pegawai tanpa tanggal selesai dianggap selesai sehari sebelum orangnya mulai di unit lain.",
    )


def test_doubtful_rows_of_the_staff_list_are_said() -> None:
    people = staff(
        {"nip": None, "unit": "A"},
        {"nip": "1", "unit": "A"},
        {"nip": "1", "unit": "B"},
        {"nip": "2", "unit": "A", "selesai": "2025-01-31"},
    )
    book = trainings(*({"nip": nip, "selesai": "2025-02-03", "jp": 4} for nip in "12"))
    result = measure_exposure(people, book, cells("A", "B"))
    assert column(result, "porsi_terlatih", "A") == column(result, "porsi_terlatih", "B") == [0, *[100] * 5]
    assert [note.split(",")[0].rstrip(".") for note in result.notes] == [
        "1 baris daftar pegawai tanpa NIP atau tanpa unit tidak ikut dihitung",
        "1 orang tercatat di dua unit pada waktu yang sama dan dihitung di keduanya",
        "1 orang (1 baris pelatihan) sudah keluar dari daftar pegawai sebelum pelatihannya selesai",
    ]


def test_people_who_left_are_on_neither_side_of_the_share() -> None:
    people = staff({"nip": "1", "unit": "A", "selesai": "2025-04-15"}, {"nip": "2", "unit": "A"})
    result = measure_exposure(people, trainings({"nip": "2", "selesai": "2025-02-03"}), cells("A"))
    assert column(result, "porsi_terlatih") == [0, 50, 50, 100, 100, 100]


def test_a_unit_trained_before_the_first_month_keeps_its_real_date() -> None:
    book = trainings({"unit": "A", "selesai": "2023-11-30"})
    assert first(measure_exposure(FOUR, book, cells("A"))) == "2023-11"


def test_a_training_after_the_last_month_is_not_seen_yet() -> None:
    assert first(measure_exposure(FOUR, trainings({"unit": "A", "selesai": "2025-07-01"}), cells("A"))) == ""


@pytest.mark.parametrize(("period", "expected"), [("2025-T1", "2025-T2"), ("2024-S2", "2025-S1"), ("2024", "2025")])
def test_first_trained_period_has_the_frequency_of_the_row(period: str, expected: str) -> None:
    book = trainings({"unit": "A", "selesai": "2025-05-10"})
    asked = cells("A", periods=[period, expected])
    assert first(measure_exposure(FOUR, book, asked)) == expected


def test_every_gap_in_the_training_book_is_said() -> None:
    book = trainings(
        {"nip": "1", "mulai": "2025-02-01", "selesai": None, "jp": 4},
        {"nip": "2", "selesai": None, "jp": 4},
        {"nip": "3"},
        {"jp": 4},
        {"nip": "4", "jp": 4},
        {"nip": "4", "jp": 4},
        {"nip": "77", "unit": "A", "jp": 4},
    )
    result = measure_exposure(FOUR, book, cells("A"))
    assert column(result, "porsi_terlatih") == [0, 25, 75, 75, 75, 75]
    assert column(result, "jp_per_pegawai") == [0, 1, 2, 2, 2, 2]
    assert [note.split(";")[0].rstrip(".") for note in result.notes] == [
        "1 baris pelatihan tanpa tanggal selesai dihitung pada tanggal mulainya",
        "1 baris pelatihan tanpa tanggal sama sekali tidak dapat dihitung",
        "1 baris pelatihan tanpa JP dihitung sebagai sudah dilatih dengan 0 JP",
        "1 baris pelatihan tanpa NIP dan tanpa unit tidak dapat dihitung",
        "1 orang (1 baris pelatihan) tidak ada di daftar pegawai, sehingga tidak ikut dihitung",
        "1 baris pelatihan ganda (orang, nama, dan tanggal sama) dihitung sekali",
    ]


def test_without_a_staff_list_the_people_of_the_training_book_are_the_staff() -> None:
    book = trainings(
        {"nip": "1", "unit": "A", "selesai": "2025-02-03", "jp": 10},
        {"nip": "2", "unit": "A", "selesai": "2025-03-03", "kehadiran": "menolak"},
        {"unit": "B", "selesai": "2025-04-04", "jp": 3},
    )
    result = measure_exposure(staff(), book, cells("A", "B", "C"))
    assert column(result, "porsi_terlatih") == [0, 50, 50, 50, 50, 50]
    assert column(result, "jp_per_pegawai", "B") == [0, 0, 0, 3, 3, 3]
    assert (first(result, "A"), first(result, "B"), first(result, "C")) == ("2025-02", "2025-04", "")
    assert result.notes[0].startswith("Tanpa daftar pegawai untuk A: pembaginya jumlah orang yang tercatat")
    assert result.notes[1].startswith("Tanpa daftar pegawai dan tanpa peserta tercatat untuk B, C:")


def test_without_a_training_book_exposure_is_unknown_not_zero() -> None:
    result = measure_exposure(FOUR, trainings(), cells("A"))
    assert result.table[["porsi_terlatih", "jp_per_pegawai", "first_treated"]].isna().all(axis=None)
    assert result.notes == ("Belum ada buku pelatihan: porsi sudah dilatih dan JP per pegawai dikosongkan.",)


BOOK = trainings(
    {"nip": "1", "bidang": "TI", "nama_pelatihan": "Klampid New Generation", "selesai": "2025-02-03"},
    {"nip": "2", "bidang": "Pelayanan", "nama_pelatihan": "Pelayanan Prima dan TI", "selesai": "2025-03-03"},
    {"nip": "3", "bidang": None, "nama_pelatihan": "Arsip", "bentuk": "Magang", "selesai": "2025-04-03"},
)


@pytest.mark.parametrize(
    ("text", "training", "shares"),
    [
        ("ti", Training(bidang="ti"), [0, 25, 25, 25, 25, 25]),
        ("klampid", Training(nama="klampid"), [0, 25, 25, 25, 25, 25]),
        ("Arsip", Training(nama="Arsip"), [0, 0, 0, 25, 25, 25]),
        ("magang", Training(bentuk="magang"), [0, 0, 0, 25, 25, 25]),
    ],
)
def test_a_training_is_found_by_bidang_first_then_by_part_of_its_name_then_by_bentuk(
    text: str, training: Training, shares: list[float]
) -> None:
    found = find_training(BOOK, text)
    assert found == training
    assert column(measure_exposure(FOUR, BOOK, cells("A"), found), "porsi_terlatih") == shares


def test_an_unknown_training_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match=r"“Memasak” tidak ditemukan\. Yang ada: Arsip; Klampid New Generation"):
        find_training(BOOK, "Memasak")
    with pytest.raises(UnknownName, match="belum ada pelatihan di buku mana pun"):
        find_training(trainings(), "TI")


def test_choices_are_every_bidang_then_every_name() -> None:
    assert trainings_in(BOOK) == ["Pelayanan", "TI", "Arsip", "Klampid New Generation", "Pelayanan Prima dan TI"]


RECORDS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3", "4", "5", "99"]),
        st.dates(pd.Timestamp("2024-10-01").date(), pd.Timestamp("2025-08-01").date()),
        st.integers(0, 60),
        st.sampled_from(["selesai", "batal", None]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda record: record[:2],
)
SPELLS = staff(
    {"nip": "1", "unit": "A", "selesai": "2025-03-10"},
    {"nip": "1", "unit": "B", "mulai": "2025-03-11"},
    {"nip": "2", "unit": "A"},
    {"nip": "3", "unit": "B", "mulai": "2025-02-01"},
    {"nip": "4", "unit": "B", "selesai": "2025-05-31"},
    {"nip": "5", "unit": "A", "mulai": "2025-06-30"},
)


@settings(max_examples=40, deadline=None)
@given(RECORDS, st.randoms(use_true_random=False))
def test_exposure_equals_a_count_by_hand_and_ignores_the_order_of_rows(records: list[tuple], order: object) -> None:
    rows = [{"nip": nip, "selesai": day, "jp": jp, "kehadiran": here} for nip, day, jp, here in records]
    result = measure_exposure(SPELLS, trainings(*rows), cells("A", "B"))
    for cell in result.table.itertuples():
        share, jp = by_hand(records, cell.unit, cell.period.end_time.normalize())
        assert (cell.porsi_terlatih, cell.jp_per_pegawai) == pytest.approx((share, jp))
    order.shuffle(rows)  # type: ignore[attr-defined]
    again = measure_exposure(SPELLS.iloc[::-1], trainings(*rows), cells("A", "B"), ANY)
    pd.testing.assert_frame_equal(again.table, result.table)


def by_hand(records: list[tuple], unit: str, day: pd.Timestamp) -> tuple[float, float]:
    people = [
        person.nip
        for person in SPELLS.itertuples()
        if person.unit == unit and not person.mulai > day and not person.selesai < day
    ]
    done = [(nip, jp) for nip, end, jp, here in records if here != "batal" and pd.Timestamp(end) <= day]
    trained = {nip for nip, _ in done} & set(people)
    return 100 * len(trained) / len(people), sum(jp for nip, jp in done if nip in people) / len(people)


@pytest.mark.parametrize(
    ("day", "share"), [("2025-01-15", 16 / 31), ("2025-01-05", 26 / 31), ("2025-01-31", 0), ("2025-02-14", 0.5)]
)
def test_the_share_of_the_period_after_the_day_of_training_by_hand(day: str, share: float) -> None:
    result = measure_exposure(FOUR, trainings({"unit": "A", "selesai": day}), cells("A"))
    assert column(result, "share_after") == pytest.approx([share] * len(MONTHS))


def test_a_unit_becomes_trained_on_the_day_its_staff_reach_the_threshold() -> None:
    book = trainings({"nip": "1", "selesai": "2025-03-03"}, {"nip": "2", "selesai": "2025-03-24"})
    assert set(column(measure_exposure(FOUR, book, cells("A")), "share_after")) == {round(7 / 31, 10)}
    quarters = measure_exposure(FOUR, book, cells("A", periods=["2025-T1", "2025-T2"]))
    assert set(column(quarters, "share_after")) == {round(7 / 90, 10)}


def test_a_share_that_rises_because_people_leave_counts_from_the_end_of_the_period() -> None:
    people = staff({"nip": "1", "unit": "A"}, *({"nip": n, "unit": "A", "selesai": "2025-04-10"} for n in "234"))
    result = measure_exposure(people, trainings({"nip": "1", "selesai": "2025-01-10"}), cells("A"))
    assert first(result) == "2025-04"
    assert set(column(result, "share_after")) == {0}


def test_the_whole_period_counts_as_after_where_that_is_asked() -> None:
    book = trainings({"unit": "A", "selesai": "2025-03-31"})
    result = measure_exposure(FOUR, book, cells("A"), Training(whole_period=True))
    assert set(column(result, "share_after")) == {1}


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1), st.sampled_from(["M", "Q", "6M", "Y"]))
def test_a_period_is_after_before_or_neither_by_its_share(share: float, freq: str) -> None:
    start = pd.Period("2020-01", freq)
    rows = pd.DataFrame(
        {"period": [start + k for k in range(4)], "first_treated": [start + 2] * 4, "share_after": share}
    )
    timed = event_time(rows)
    late = share < 5 / 6
    assert set(timed["first_treated"]) == {start + 2 + int(late)}
    assert timed["transition"].tolist() == [False, False, late and share > 1 / 6, False]
