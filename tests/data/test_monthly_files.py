"""Months sent to a city: signed, small cells left out, taken wholly or not at all, the same store in whatever order."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.city.reporting import reporting_table, sendings
from data import __version__
from data.__main__ import main
from data.panel.build import panel_of
from data.panel.dataset import Dataset
from data.problems import BookError
from data.region import monthly_store
from data.region.collecting import acknowledgements, collect
from data.region.doubts import doubts
from data.region.folder import write_folder
from data.region.kecamatan import doubts_sent, programs_sent, sent_at
from data.region.keys import hand_over, own_key
from data.region.monthly_file import MADE, MonthlyFile, read_kept, read_signed, signed
from data.region.pseudonyms import PEOPLE
from data.region.read import read_region
from data.region.sending import monthly_file, months_in
from data.vocabulary.periods import first_day, parse_period
from tests.analysis.office import nip, staff, trainings
from tests.data.hand_worked import frame
from tests.data.persons import ANI
from tests.data.test_region import small

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
MONTHS = ("2026-07", "2026-08", "2026-09")
PLACES = ("Tegal Sari", "Bubutan/2")
KEY = b"k" * 32


def office(value: float = 80.0, unit: str = "Sekretariat", n: float = 40.0) -> Dataset:
    """One unit's IKM in three months, one employee, one training."""
    values = [
        {"unit": unit, "period": parse_period(month), "indicator": "ikm", "value": value, "n": n} for month in MONTHS
    ]
    return Dataset(
        kinerja=frame("kinerja", values),
        pegawai=staff({"nip": nip(1), "unit": unit}),
        pelatihan=trainings({"nip": nip(1), "selesai": "2026-08-03", "jp": 12}),
    )


def sent(month: str, kecamatan: str = PLACES[0], later: int = 0, **options: Any) -> bytes:
    return monthly_file(office(**options), parse_period(month), kecamatan, KEY, NOW + timedelta(hours=later))


def restated(content: bytes, key: bytes = KEY, **changes: Any) -> bytes:
    """The same file with some of it stated differently, signed anew."""
    return signed({**json.loads(content.partition(b"\n")[0]), **changes}, key)


@pytest.fixture
def city(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Path, list, list[str]]]:
    """Collects contents; the folder, the receipts and the refusals."""
    monkeypatch.setattr("data.region.collecting.key_of", dict.fromkeys(PLACES, KEY).get)

    def collected(*contents: bytes) -> tuple[Path, list, list[str]]:
        files = [tmp_path / f"{number}.kiriman" for number in range(len(contents))]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        return tmp_path / "kota", *collect(files, tmp_path / "kota")

    return collected


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Two kecamatan, three months, each as first sent and as corrected an hour later; and two that nobody may take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAMPAK_HOME", str(tmp_path_factory.mktemp("home")))
        good = [
            sent(month, place, later, value=80.0 + later) for month in MONTHS for place in PLACES for later in (0, 1)
        ]
    return [*good, good[0].replace(b"80.0", b"99.0"), good[3][:-200]]


def kept(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.kiriman")}


@settings(max_examples=12, deadline=None, derandomize=True)
@given(data=st.data())
def test_any_order_any_duplicates_any_loss_and_resend_end_in_the_same_store(
    everything: list[bytes], data: st.DataObject
) -> None:
    """What arrived so far decides alone: the newest whole file of each month, byte for byte."""
    arrived = data.draw(st.lists(st.sampled_from(everything), max_size=10))
    parts = data.draw(st.integers(1, 3))
    with tempfile.TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.region.collecting.key_of", dict.fromkeys(PLACES, KEY).get)
        for part in range(parts):
            _arrive(Path(scratch), arrived[part::parts])
        assert sorted(kept(Path(scratch) / "kota").values()) == sorted(newest(arrived, everything))
        _arrive(Path(scratch), data.draw(st.permutations(everything)))
        assert sorted(kept(Path(scratch) / "kota").values()) == sorted(newest(everything, everything))


def _arrive(scratch: Path, contents: list[bytes]) -> None:
    files = [scratch / f"{number}.kiriman" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    collect(files, scratch / "kota")


def newest(arrived: list[bytes], everything: list[bytes]) -> list[bytes]:
    of_month: dict[tuple[str, str], bytes] = {}
    for content in everything[:-2]:  # in the order in which they were made
        if content in arrived:
            one = read_kept(content)
            of_month[one.kecamatan, one.month] = content
    return list(of_month.values())


def test_what_was_collected_gives_the_panel_of_the_books(
    sample: Dataset, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.region.sending.FEWEST", 0)
    since = pd.Timestamp(2026, 4, 1)
    books = replace(
        sample,
        kinerja=sample.kinerja[sample.kinerja["period"].map(first_day) >= since],
        skm=sample.skm[sample.skm["period"].map(first_day) >= since],
        layanan=sample.layanan[sample.layanan["masuk"] >= since],
        pelatihan=sample.pelatihan[sample.pelatihan["selesai"] >= since],
    )
    for month in reversed(months_in(books, NOW.date())):
        content = monthly_file(books, month, "Asemrowo", KEY, NOW)
        monthly_store.keep(tmp_path, read_signed(content, lambda _: KEY), content)
    found = read_region(tmp_path)[0]
    assert found.is_sample
    pd.testing.assert_frame_equal(panel_of(found), panel_of(books), rtol=0, atol=1e-9)


def test_no_nip_leaves_in_clear_and_figures_of_few_are_left_out(home: Path) -> None:
    content = sent("2026-08", n=4.0)
    assert nip(1).encode() not in content
    one = read_signed(content, lambda _: KEY)
    assert one.values.empty
    assert one.suppressed == 1
    assert read_signed(sent("2026-08", n=5.0), lambda _: KEY).values["n"].tolist() == [5.0]


def test_only_what_touches_the_month_is_counted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    measure = panel_of
    monkeypatch.setattr(
        "data.panel.whole_periods.panel_of",
        lambda part: counted.append(len(part.layanan) + len(part.kinerja)) or measure(part),
    )
    sent("2026-08")
    assert counted == [1]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda file: file[:-30], "tanda tangannya tidak cocok"),
        (lambda file: file.replace(b"80.0", b"81.0"), "tanda tangannya tidak cocok"),
        (lambda file: restated(file, b"x" * 32), "tanda tangannya tidak cocok"),
        (lambda file: restated(file, kecamatan=PLACES[1], nilai={}), "bukan kiriman bulanan yang utuh"),
        (lambda file: b"{}", "bukan kiriman bulanan yang utuh"),
        (lambda file: b"\xff\x00" * 9, "bukan kiriman bulanan yang utuh"),
        (lambda file: restated(file, kecamatan="Benowo"), "belum punya kunci"),
        (lambda file: restated(file, skema=99, aplikasi="9.9"), "versi 9.9 yang lebih baru"),
        (lambda file: restated(file, bulan="2026-07"), "di luar bulan 2026-07"),
        (lambda file: restated(file, bulan="../../x"), "bukan kiriman bulanan yang utuh"),
        (lambda file: restated(file, dibuat="../x"), "bukan kiriman bulanan yang utuh"),
        (lambda file: restated(file, nilai=_values(["A", "A"], [80.0, 81.0])), "dua angka untuk A"),
        (lambda file: restated(file, nilai=_values(["Seksi A", "SEKSI  A"], [80.0, 81.0])), "dua angka untuk SEKSI  A"),
        (lambda file: restated(file, nilai=_values(["A", None], [80.0, 81.0])), "bukan kiriman bulanan yang utuh"),
        (lambda file: restated(file, nilai=_values(["A"], [180.0])), "tidak mungkin untuk A"),
        (lambda file: restated(file, nilai=_values(["A"], ["banyak"])), "bukan kiriman bulanan yang utuh"),
        (lambda file: restated(file, pegawai=_staff(nip(1))), "NIP yang tidak disamarkan"),
    ],
)
def test_a_file_that_cannot_be_used_whole_is_one_sentence_and_leaves_no_trace(
    spoil: Callable[[bytes], bytes], sentence: str, city: Callable
) -> None:
    folder, receipts, refusals = city(spoil(sent("2026-08")))
    assert receipts == []
    assert len(refusals) == 1
    assert sentence in refusals[0]
    assert refusals[0].count(".") <= 3
    assert not kept(folder)


def _values(units: list[str], values: list[Any]) -> dict[str, list[Any]]:
    size = len(units)
    return {
        "unit": units, "period": ["2026-08"] * size, "indicator": ["ikm"] * size, "value": values, "n": [None] * size
    }  # fmt: skip


def _staff(number: str) -> dict[str, list[Any]]:
    return {"nip": [number], "status": ["PNS"], "unit": ["A"], "mulai": [None], "selesai": [None]}


def test_each_sender_is_answered_with_one_sentence(
    city: Callable, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DAMPAK_KECAMATAN", "Tegal Sari;Benowo")
    city(sent("2026-08", value=70.0), sent("2026-07", PLACES[1]))
    files = {"a": sent("2026-08", later=1), "b": sent("2026-09", PLACES[1], unit="Baru"), "c": sent("2026-07", later=2)}
    for name, content in files.items():
        (tmp_path / f"{name}.kiriman").write_bytes(content)
    asked = ["collect", *(str(tmp_path / f"{name}.kiriman") for name in "cab"), "--into", str(tmp_path / "kota")]
    assert main(asked) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "Bubutan/2: 2026-09 diterima; belum ada 2026-08 (1 bulan): kirim ulang bulan itu; sejak 2026-09 “Baru” "
        "menggantikan “Sekretariat”: bila hanya ganti nama, pakai nama lama dan kirim ulang.",
        "Tegal Sari: 2026-07 diterima; 2026-08 diganti kiriman yang lebih baru.",
        "Belum mengirim: Benowo.",
    ]
    assert main(asked) == 0
    assert "2026-07, 2026-08 sudah ada dan sama" in capsys.readouterr().out
    assert "tidak dipakai karena kiriman yang lebih baru" in _answers(city(sent("2026-08", value=70.0)))


UNITS = ("Seksi Pemerintahan", "Seksi Pembangunan", "Subbagian Umum", "Kelurahan Tambak Sarioso", "Kelurahan Kalianak")
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.lower, lambda name: name.replace(" ", "  "), lambda name: f" {name}. "
)  # fmt: skip


def month_of(month: str, names: Sequence[str], *, staffed: bool = True) -> MonthlyFile:
    """The month of an office whose units, three employees each, bear these names."""
    size, people = len(names), [(f"{number:024x}", names[number // 3]) for number in range(3 * len(names) * staffed)]
    values = {"unit": list(names), "period": [month] * size, "indicator": ["ikm"] * size, "n": [None] * size}
    nobody = {name: [] for name in PEOPLE["pelatihan"]}
    staff_list = {name: [None] * len(people) for name in PEOPLE["pegawai"]}
    content = {
        "skema": 1, "aplikasi": "", "kecamatan": PLACES[0], "bulan": month, "dibuat": NOW.strftime(MADE),
        "contoh": False, "unit": list(names), "disamarkan": 0, "pelatihan": nobody,
        "nilai": {**values, "value": [80.0 + place for place in range(size)]},
        "pegawai": staff_list | {"nip": [nip for nip, _ in people], "unit": [unit for _, unit in people]},
    }  # fmt: skip
    return read_signed(signed(content, KEY), lambda _: KEY)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(spelt=st.lists(st.sampled_from(SPELLINGS), min_size=10, max_size=10))
def test_a_unit_written_differently_is_the_same_unit(spelt: list[Callable[[str], str]]) -> None:
    names = [[write(name) for write, name in zip(spelt[half::2], UNITS, strict=True)] for half in (0, 1)]
    months = [month_of(month, written) for month, written in zip(MONTHS, names, strict=False)]
    assert doubts(months) == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(monthly_store, "months_of_each", lambda _: {PLACES[0]: months})
        found, people = monthly_store.values(Path()), next(monthly_store.people(Path(), "pegawai"))
    assert set(found["unit"]) == set(people["unit"]) == set(names[1])
    assert found.groupby("unit")["value"].agg(["nunique", "size"]).eq([1, 2]).all(axis=None)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(renamed=st.sets(st.integers(0, 4), min_size=1), order=st.permutations(UNITS), staffed=st.booleans())
def test_each_renamed_unit_is_told_with_its_own_old_name(renamed: set[int], order: list[str], staffed: bool) -> None:
    """By its employees whatever its new name; without a list of staff by the likeness of the names."""
    new = [f"{name} dan Aset" if place in renamed else name for place, name in enumerate(order)]
    other = [f"Bidang {9 - place}" if place in renamed else name for place, name in enumerate(order)]
    later = other if staffed else new
    (told,) = doubts([month_of("2026-07", order, staffed=staffed), month_of("2026-08", later, staffed=staffed)])
    for place in renamed:
        assert f"“{later[place]}” menggantikan “{order[place]}”" in told
    assert told.count("menggantikan") == len(renamed)


@settings(max_examples=6, deadline=None, derandomize=True)
@given(pair=st.sets(st.sampled_from(UNITS), min_size=2, max_size=2))
def test_exchanged_names_are_told(pair: set[str]) -> None:
    one, other = sorted(pair)
    exchanged = [other if name == one else one if name == other else name for name in UNITS]
    (told,) = doubts(
        [month_of(month, names) for month, names in zip(MONTHS, (UNITS, exchanged, exchanged), strict=True)]
    )
    assert told.startswith(f"sejak 2026-08 “{one}” dan “{other}” bertukar pegawai: bila namanya tertukar, betulkan")


def _answers(collected: tuple[Path, list, list[str]]) -> str:
    folder, receipts, _ = collected
    return "".join(acknowledgements(receipts, folder))


def test_a_staff_list_is_that_of_the_newest_month_and_whoever_left_stays_as_left(city: Callable) -> None:
    before, after = office(), office()
    gone = staff({"nip": nip(2), "unit": "Sekretariat"}, {"nip": nip(3), "unit": "Sekretariat"})
    left = gone.assign(selesai=[pd.Timestamp(2026, 8, 10), pd.NaT], mulai=pd.Timestamp(2020, 1, 1))
    object.__setattr__(before, "pegawai", pd.concat([before.pegawai, left], ignore_index=True))
    contents = [
        monthly_file(books, parse_period(month), PLACES[0], KEY, NOW)
        for books, month in ((before, "2026-08"), (after, "2026-09"))
    ]
    folder, _, refusals = city(*contents)
    assert refusals == []
    people = read_region(folder)[0].pegawai
    assert people["selesai"].notna().tolist() == [True, False]
    assert people["nip"].nunique() == 2


def test_a_kecamatan_stands_in_a_folder_once(city: Callable, tmp_path: Path) -> None:
    write_folder(small(10), tmp_path / "kota", PLACES[0], ANI)
    folder, _, refusals = city(sent("2026-08"), sent("2026-08", PLACES[1]))
    assert "sudah ada di folder ini sebagai ekspor" in refusals[0]
    assert set(read_region(folder)[0].kecamatan.values()) == set(PLACES)
    write_folder(small(10), folder, PLACES[1], ANI)
    with pytest.raises(BookError, match="ada dua kali"):
        read_region(folder)


def test_a_kept_file_that_was_changed_is_told(city: Callable) -> None:
    folder, _, _ = city(sent("2026-08"))
    (file,) = folder.rglob("*.kiriman")
    file.write_bytes(sent("2026-08", value=99.0))
    monthly_store.read.cache_clear()
    with pytest.raises(BookError, match="minta kecamatannya mengirim ulang"):
        read_region(folder)


def test_the_page_of_reports_reads_what_was_collected(city: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _, _ = city(*(sent(month, place, unit="A") for month in MONTHS[::2] for place in PLACES))
    monkeypatch.setenv("DAMPAK_RECORDS", str(folder))
    found = sendings(read_region(folder)[0], sent_at(), ["Benowo"], date(2026, 10, 20), programs_sent(), doubts_sent())
    assert [(one.kecamatan, one.state) for one in found] == [
        ("Benowo", "never"), ("Bubutan/2", "gaps"), ("Tegal Sari", "gaps")
    ]  # fmt: skip
    table = reporting_table(found)
    assert table["Terakhir dikirim"].tolist()[1:] == ["20 November 2026"] * 2
    assert table["Versi aplikasi"].tolist() == ["–", __version__, __version__]
    assert all("2026-08" in told for told in table["Perlu diperiksa"][1:])


def test_keys_are_handed_over_once_and_needed(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BookError, match="minta file kunci ke kota"):
        own_key(None)
    for _ in range(2):
        hand_over("Tegal Sari", tmp_path / "satu.kunci", ANI)
    assert own_key(tmp_path / "satu.kunci") == own_key(None)
    (tmp_path / "lain.kunci").write_text("bukan kunci")
    with pytest.raises(BookError, match="bukan file kunci"):
        own_key(tmp_path / "lain.kunci")
    assert main(["export", "--for", "city", "--out", str(tmp_path / "keluar"), "--month", "2026-10"]) == 0
    assert main(["collect", str(tmp_path / "keluar"), "--into", str(tmp_path / "kota")]) == 0
    assert "Tegal Sari: 2026-10 diterima." in capsys.readouterr().out
    assert main(["export", "--for", "city", "--out", str(tmp_path / "keluar"), "--month", "2126-10"]) == 2


COLLECTING = """
import signal, sys
from itertools import cycle
from pathlib import Path
from data.region import collecting
collecting.key_of = lambda _: b"k" * 32
signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]))
for number in cycle(range(6)):
    collecting.collect([Path(sys.argv[2]) / f"{number}.kiriman"], Path(sys.argv[2]) / "kota")
"""


@pytest.mark.parametrize("moment", [0.01, 0.05, 0.15])
def test_a_killed_collecting_leaves_whole_files_alone(everything: list[bytes], moment: float, tmp_path: Path) -> None:
    for number, content in enumerate(everything[:6]):
        (tmp_path / f"{number}.kiriman").write_bytes(content)
    subprocess.run([sys.executable, "-c", COLLECTING, str(moment), str(tmp_path)], check=False)
    assert set(kept(tmp_path / "kota").values()) <= set(everything[:6])
    for months in monthly_store.months_of_each(tmp_path / "kota").values():
        assert months
