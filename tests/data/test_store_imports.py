"""Importing books into the store: what is kept, what a correction replaces, and what is only tried."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, tzinfo
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from data import store
from data.ingest.load import SAMPLE, load_books
from data.ingest.parsers.units import UnitNames
from data.panel.dataset import FRAME_COLUMNS, Dataset, empty_frame
from data.problems import BookError
from data.store import StoreError, database
from data.store.merge import SUBJECT, changes, merged
from data.store.packing import unpack_frame
from tests.data.persons import ANI, BUDI, CICI
from tests.data.store_books import (
    CORRECTED,
    JANUARY,
    UNIT,
    forget_everything,
    in_use,
    kinerja_book,
    load_quickly,
    values,
    year_book,
)

pytestmark = pytest.mark.usefixtures("home")


@cache
def read_once(name: str, content: bytes) -> Dataset:
    """What one book says, read by the real reader."""
    return load_books([(name, content)], {})


@cache
def read_sample() -> Dataset:
    return load_books(sorted(SAMPLE.glob("*.xlsx")), {})


class TestImporting:
    @pytest.mark.usefixtures("anywhere")
    def test_the_sample_comes_out_as_it_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.store.imports.load_books", lambda sources, _: read_once(*sources[0]))
        store.import_books(sorted(SAMPLE.glob("*.xlsx")), ANI)
        stored, read = store.dataset()[0], read_sample()
        for kind in FRAME_COLUMNS:
            pd.testing.assert_frame_equal(getattr(stored, kind), getattr(read, kind))
        assert (stored.files, stored.problems, stored.questions) == (read.files, read.problems, read.questions)
        assert stored.is_sample

    @pytest.mark.usefixtures("anywhere")
    def test_each_book_is_unpacked_once_however_many_come_together(self, monkeypatch: pytest.MonkeyPatch) -> None:
        unpacked, books = [], [year_book(number) for number in range(4)]
        module = import_module("data.store.dataset")

        def unpack(kind: str, content: bytes) -> pd.DataFrame:
            unpacked.append(kind)
            return unpack_frame(kind, content)

        monkeypatch.setattr(module, "unpack_frame", unpack)
        store.import_books(books, ANI)
        assert unpacked == ["kinerja"] * len(books)
        together = store.event_log()
        forget_everything()
        for book in books:
            store.import_books([book], ANI)
        assert [one.after for one in store.event_log()] == [one.after for one in together]

    def test_one_sample_book_makes_the_whole_a_sample(self) -> None:
        store.import_books([JANUARY], ANI)
        assert not store.dataset()[0].is_sample
        store.import_books([SAMPLE / "Data contoh - pelatihan.xlsx"], ANI)
        assert store.dataset()[0].is_sample

    def test_other_books_under_one_number_and_in_one_second_are_another_version(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Standing(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Standing:
                return cls(2026, 11, 2, 8, 0, 0, tzinfo=UTC)

        monkeypatch.setattr("data.store.imports.datetime", Standing)
        versions = []
        for book in (JANUARY, CORRECTED, JANUARY):
            forget_everything()
            store.import_books([book], ANI)
            versions.append(store.version())
        assert versions[0] != versions[1]
        assert versions[0] == versions[2]

    def test_the_original_is_kept_byte_for_byte_under_its_digest_for_the_owner_alone(self, home: Path) -> None:
        store.import_books([JANUARY], ANI)
        kept = home / "books" / sha256(JANUARY[1]).hexdigest()
        assert kept.read_bytes() == JANUARY[1]
        for file in (kept, home / "dampak.db", home / "events" / "000001.json"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600

    @pytest.mark.usefixtures("anywhere")
    def test_the_same_book_again_is_told_and_not_doubled(self) -> None:
        (first,) = store.import_books([JANUARY], ANI)
        (again,) = store.import_books([("salinan.csv", JANUARY[1])], BUDI)
        assert (first.known, again.known, again.id) == (False, True, 1)
        assert len(store.history()) == 1
        assert in_use() == {(UNIT, "2026-01"): 80.0, (UNIT, "2026-02"): 81.0}

    @pytest.mark.usefixtures("anywhere")
    def test_one_unusable_book_and_none_is_taken_in(self) -> None:
        with pytest.raises(BookError, match=r"rusak\.xlsx"):
            store.import_books([JANUARY, ("rusak.xlsx", b"bukan buku")], ANI)
        assert store.history() == ()
        assert store.version() == ""

    @pytest.mark.usefixtures("anywhere")
    def test_who_when_and_how_many(self) -> None:
        store.import_books([JANUARY], ANI)
        (one,) = store.history()
        assert (one.by, one.rows, one.refused, one.status, one.values, one.counting) == ("Ani", 2, 0, "active", 2, 2)
        assert pd.Timestamp(one.at).tzinfo is not None

    def test_the_answers_used_are_kept_and_used_again(self, home: Path) -> None:
        store.import_books([JANUARY], ANI, {"kunci": "jawaban"})
        assert json.loads((home / "events" / "000001.json").read_text())["answers"] == {"kunci": "jawaban"}
        store.rebuild(ANI)
        with database.reading() as connection:
            assert connection is not None
            assert connection.exec_driver_sql("SELECT answers FROM imports").scalar() == '{"kunci": "jawaban"}'

    def test_another_spelling_of_a_unit_is_the_same_unit(self) -> None:
        store.import_books([kinerja_book("a.csv", {"2026-01": 80.0}, "Seksi Suka Maju")], ANI)
        store.import_books([kinerja_book("b.csv", {"2026-01": 81.0}, "SEKSI SUKAMAJU")], ANI)
        assert in_use() == {("Seksi Suka Maju", "2026-01"): 81.0}


@pytest.mark.usefixtures("anywhere", "quick")
class TestCorrecting:
    def test_a_later_book_counts_where_both_speak(self) -> None:
        store.import_books([JANUARY], ANI)
        store.import_books([CORRECTED], ANI)
        assert in_use() == {(UNIT, "2026-01"): 80.0, (UNIT, "2026-02"): 82.5, (UNIT, "2026-03"): 83.0}
        assert [(one.status, one.counting) for one in store.history()] == [("active", 1), ("active", 2)]

    def test_what_was_replaced_is_told_with_its_row(self) -> None:
        store.import_books([JANUARY], ANI)
        store.import_books([CORRECTED], ANI)
        dataset, _ = store.dataset()
        (note,) = dataset.problems
        assert (note.file, note.severity) == ("kinerja.csv (impor 1)", "note")
        assert note.reason == "baris 3 digantikan impor yang lebih baru"
        assert sorted(set(dataset.kinerja["file"])) == ["kinerja.csv (impor 1)", "kinerja.csv (impor 2)"]

    def test_a_wholly_corrected_book_is_replaced_until_the_correction_is_undone(self) -> None:
        store.import_books([kinerja_book("a.csv", {"2026-02": 1.0 + 80})], ANI)
        store.import_books([CORRECTED], ANI)
        assert [one.status for one in store.history()] == ["replaced", "active"]
        store.undo(2, ANI)
        assert [one.status for one in store.history()] == ["active", "undone"]
        assert in_use() == {(UNIT, "2026-02"): 81.0}

    def test_an_import_brought_back_takes_its_old_place(self) -> None:
        store.import_books([JANUARY], ANI)
        store.import_books([CORRECTED], ANI)
        before, version = in_use(), store.version()
        store.undo(1, ANI)
        assert store.version() != version
        store.redo(1, ANI)
        assert (in_use(), store.version()) == (before, version)

    def test_undoing_twice_and_unknown_numbers_are_told(self) -> None:
        store.import_books([JANUARY], ANI)
        store.undo(1, ANI)
        with pytest.raises(StoreError, match="Impor 1 sudah dibatalkan"):
            store.undo(1, ANI)
        with pytest.raises(StoreError, match="Nomor 7 tidak ada"):
            store.redo(7, ANI)
        assert [event.action for event in store.event_log()] == ["import", "undo"]

    def test_every_event_knows_the_numbers_before_and_after(self) -> None:
        store.import_books([JANUARY], ANI)
        store.import_books([CORRECTED], BUDI)
        store.undo(1, CICI)
        told = [(event.after["rows"]["kinerja"], event.after["means"]["ikm"]) for event in store.event_log()]
        assert told == [(2, 80.5), (3, pytest.approx((80 + 82.5 + 83) / 3)), (2, 82.75)]
        assert store.event_log()[2].before == store.event_log()[1].after

    def test_every_earlier_state_can_be_asked_for_again(self) -> None:
        assert (store.state()[1], values(store.dataset(as_of=3)[0])) == (0, {})
        states = []
        for act in (
            lambda: store.import_books([JANUARY], ANI),
            lambda: store.import_books([CORRECTED], BUDI),
            lambda: store.undo(1, CICI),
            lambda: store.redo(1, CICI),
        ):
            act()
            states.append((store.state()[1], in_use(), store.version()))
        assert [number for number, _, _ in states] == [1, 2, 3, 4]
        for number, said, key in states:
            dataset, version = store.dataset(as_of=number)
            assert (values(dataset), version) == (said, key)
        assert values(store.dataset(as_of=0)[0]) == {}

    def test_an_undone_book_may_be_taken_in_anew(self) -> None:
        store.import_books([JANUARY], ANI)
        store.undo(1, ANI)
        (again,) = store.import_books([JANUARY], ANI)
        assert (again.id, again.known) == (2, False)
        store.redo(1, ANI)
        assert len(in_use()) == len(store.dataset()[0].kinerja) == 2


class TestSubjects:
    def test_every_sheet_kind_says_what_its_rows_speak_of(self) -> None:
        assert set(SUBJECT) == set(FRAME_COLUMNS)

    @pytest.mark.parametrize("kind", FRAME_COLUMNS)
    def test_a_later_frame_replaces_exactly_its_own_subjects(self, kind: str) -> None:
        earlier, later = self.rows(kind, unit=["A", "B"]), self.rows(kind, unit=["A"])
        counting, replaced = merged(kind, {1: earlier, 2: later}, UnitNames())
        if "unit" not in SUBJECT[kind]:
            assert (len(counting), len(replaced)) == (1, 2), "the same subject, whatever the unit"
        else:
            assert counting[["unit", "import"]].to_numpy().tolist() == [["B", 1], ["A", 2]]
            assert len(replaced) == 1

    def test_respondents_of_one_survey_stay_together(self) -> None:
        three = self.rows("skm", unit=["A", "A", "A"])
        assert len(merged("skm", {1: three}, UnitNames())[0]) == 3
        assert len(merged("skm", {1: three, 2: three.head(2)}, UnitNames())[0]) == 2

    def test_cases_are_replaced_by_the_month_they_came_in(self) -> None:
        october = self.rows("layanan", unit=["A", "A"])
        november = october.assign(masuk=pd.Timestamp("2026-02-01"))
        assert len(merged("layanan", {1: october, 2: november}, UnitNames())[0]) == 4

    @staticmethod
    def rows(kind: str, unit: list[str]) -> pd.DataFrame:
        known = {
            "unit": unit, "nip": "197001011994122001", "nama_pelatihan": "Prima", "indicator": "ikm", "value": 80.0,
            "mulai": pd.Timestamp("2026-01-05"), "masuk": pd.Timestamp("2026-01-05 08:00"), "layanan": "KTP-el",
            "period": pd.Period("2026-01", "M"), "file": "a", "sheet": "b", "row": range(len(unit)),
        }  # fmt: skip
        frame = empty_frame(kind).reindex(range(len(unit)))
        return frame.assign(**{name: value for name, value in known.items() if name in frame})


class TestDryRun:
    def test_new_changed_same_and_replaced(self) -> None:
        before = load_quickly([kinerja_book("a", {"2026-01": 80.0, "2026-02": 81.0, "2026-03": 82.0})])
        incoming = load_quickly([kinerja_book("b", {"2026-02": 81.0, "2026-03": 85.0, "2026-04": 86.0})])
        (change,) = changes(before, incoming)
        assert (change.new, change.changed, change.same, change.replaced) == (1, 1, 1, 1)

    def test_equal_answers_of_several_respondents_are_counted_one_by_one(self) -> None:
        three = TestSubjects.rows("skm", unit=["A", "A", "A"])
        before, incoming = Dataset(skm=three), Dataset(skm=three.head(2))
        (change,) = changes(before, incoming)
        assert (change.new, change.changed, change.same, change.replaced) == (0, 0, 2, 1)

    def test_it_foretells_what_the_import_does(self) -> None:
        store.import_books([JANUARY], ANI)
        (change,) = changes(store.dataset()[0], load_books([CORRECTED], {}))
        before = in_use()
        store.import_books([CORRECTED], ANI)
        assert (change.new, change.changed, change.same, change.replaced) == (1, 1, 0, 1)
        assert len(in_use()) == len(before) + change.new
