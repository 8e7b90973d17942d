"""The contracts hold together, and every name they know leads to one column."""

from itertools import chain

import pytest

from data.ingest.columns.row_readers import READERS
from data.ingest.parsers.text import key
from data.ingest.schemas import CONTRACTS, Contract, contract
from data.ingest.schemas.unsur import LABELS, UNSUR, Unsur, label_name, read_unsur
from data.panel.dataset import FRAME_COLUMNS
from data.vocabulary.indicators import INDICATORS

KINDS = [known.kind for known in CONTRACTS]
ENDS_OF_CASES = {"masuk", "selesai", "jam_masuk", "jam_selesai", "lama"}
"""Days, hours and lengths are called alike: which one a heading means depends on what stands beside it."""


def test_every_kind_has_a_reader_and_a_frame() -> None:
    assert set(KINDS) == set(READERS)
    assert set(FRAME_COLUMNS) <= set(READERS)


@pytest.mark.parametrize("known", CONTRACTS, ids=KINDS)
def test_no_name_stands_for_two_columns(known: Contract) -> None:
    owners: dict[str, set[str]] = {}
    for column in known.columns:
        for alias in (column.name, *column.aliases):
            owners.setdefault(key(alias), set()).add(column.name)
    shared = {name: columns for name, columns in owners.items() if len(columns) > 1}
    assert {name: columns for name, columns in shared.items() if not columns <= ENDS_OF_CASES} == {}


@pytest.mark.parametrize("known", CONTRACTS, ids=KINDS)
def test_needs_and_exceptions_name_columns(known: Contract) -> None:
    names = {column.name for column in known.columns}
    assert set(chain.from_iterable(known.needs)) - names <= {"unsur"}
    assert known.from_title | known.optional_cells <= names
    assert contract(known.kind) is known


@pytest.mark.parametrize("known", CONTRACTS, ids=KINDS)
def test_labels_are_aliases_so_that_the_template_is_read_back(known: Contract) -> None:
    for column in (each for each in known.columns if each.type != "ignored" and not each.name.startswith("U")):
        assert key(column.label) in {key(alias) for alias in (column.name, *column.aliases)}, column.label


def test_kinerja_knows_every_indicator_of_the_catalogue() -> None:
    names = {column.name for column in contract("kinerja").columns}
    assert {known.key for known in INDICATORS} <= names


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("U1", Unsur(1, "U1")),
        ("u - 7", Unsur(7, "U7")),
        ("U8", Unsur(8, None)),
        ("U9", Unsur(9, None)),
        ("U8 (Sarana & Prasarana)", Unsur(8, "U9")),
        ("U9 (Pengaduan)", Unsur(9, "U8")),
        ("U8 Penanganan Pengaduan, Saran dan Masukan", Unsur(8, "U8")),
        ("U10", Unsur(10, None)),
        ("Unsur 3", Unsur(3, "U3")),
        ("Sarpras", Unsur(None, "U9")),
        ("WAKTU", Unsur(None, "U3")),
        ("Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?", Unsur(None, "U3")),
        ("Bagaimana biaya dan waktu?", None),
        ("Unit", None),
        ("Usia", None),
    ],
)
def test_elements_are_told_by_their_label(heading: str, expected: Unsur | None) -> None:
    assert read_unsur(heading) == expected


def test_every_label_names_its_own_element() -> None:
    assert {label: label_name(label) for labels in LABELS.values() for label in labels} == {
        label: name for name, labels in LABELS.items() for label in labels
    }
    assert tuple(LABELS) == UNSUR
