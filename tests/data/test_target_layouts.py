"""Targets beside what was achieved, in every order of headings: the achieved value counts, the target is a target."""

from itertools import product
from random import Random
from typing import Any

import pytest

from data.workbooks import Percent
from tests.data.made_books import kinerja, loaded, refused, said, sheet

UNITS = {
    "Asemrowo": "Kelurahan Asemrowo",
    "Kel. Genting Kalianak": "Kelurahan Genting Kalianak",
    "SEKRETARIAT": "Sekretariat",
}
INDICATORS = {
    "ikm": ("Nilai IKM", "IKM", "Indeks Kepuasan Masyarakat", "INDEKS KEPUASAN MASYARAKAT (IKM)"),
    "tepat_waktu": ("Persentase Tepat Waktu", "Tepat Waktu", "SELESAI TEPAT WAKTU"),
    "pengaduan": ("Jumlah Pengaduan", "Pengaduan"),
    "Kehadiran Apel": ("Kehadiran Apel",),
}
PERIODS = (
    {"Januari": "2025-01", "Feb": "2025-02", "MARET": "2025-03", "April": "2025-04"},
    {"TW I": "2025Q1", "Triwulan II": "2025Q2", "TW III": "2025Q3", "TW 4": "2025Q4"},
)
ROLES = (("Target", "Realisasi"), ("TARGET", "REALISASI"), ("T", "R"), ("Target Kinerja", "Realisasi Kinerja"))
SHARES = ("%", "Capaian (%)", "% Capaian", "Persentase")
JOINTS = ("{0} {1}", "{1} - {0}", "{1} ({0})", "{0}: {1}")
HEADINGS = {
    "unit": ("Kelurahan", "Unit Kerja"),
    "period": ("Periode",),
    "indicator": ("Indikator Kinerja", "Indikator"),
}
TITLED = {
    "unit": {"KELURAHAN ASEMROWO": "Kelurahan Asemrowo"},
    "period": {"BULAN JANUARI": "2025-01"},
    "indicator": {"NILAI IKM": "ikm"},
}
PER_CHUNK, CHUNKS = 20, 6

Said = dict[str, str]
"""What a kind of thing (unit, period, indicator, role) is called in the sheet → what it means."""


def some(random: Random, names: Said, most: int, *, in_order: bool = False) -> Said:
    count = random.randint(1, most)
    return {name: names[name] for name in (list(names)[:count] if in_order else random.sample(list(names), count))}


def things(random: Random) -> tuple[dict[str, Said], dict[str, str]]:
    """The units, periods and indicators of a sheet; and where each kind is said: in rows, in headings, in the title."""
    said_of = {
        "unit": some(random, UNITS, 3),
        "period": some(random, random.choice(PERIODS), 4, in_order=True),
        "indicator": some(random, {random.choice(names): key for key, names in INDICATORS.items()}, 3),
    }
    where = {"unit": "row", **{kind: random.choice(("row", "heading", "heading")) for kind in ("period", "indicator")}}
    titled = random.choice((*TITLED, None, None, None))
    if titled and "row" in [place for kind, place in where.items() if kind != titled]:
        said_of[titled], where[titled] = TITLED[titled], "title"
    return said_of, where


def heading_rows(random: Random, left: list[str], leaves: list[tuple[str, ...]]) -> tuple[list[list[Any]], list]:
    """One row a level, groups merged, printed once or printed again; or what stands over a column in one cell."""
    depth = len(leaves[0])
    if depth > 1 and not {"T", "R"} & {text for leaf in leaves for text in leaf} and random.random() < 0.3:
        joint = random.choice(JOINTS)
        leaves = [(*leaf[:-2], joint.format(*leaf[-2:])) for leaf in leaves]
        depth -= 1
    rows: list[list[Any]] = [[None] * len(left) + [leaf[level] for leaf in leaves] for level in range(depth)]
    merged = []
    style = random.choice(("again", "once", "merged"))
    for level in range(depth - 1 if style != "again" else 0):
        for first, last in runs([leaf[: level + 1] for leaf in leaves]):
            rows[level][len(left) + first + 1 : len(left) + last + 1] = [None] * (last - first)
            if style == "merged":
                merged.append((level, len(left) + first, level, len(left) + last))
    at, is_merged = random.choice(((0, True), (0, False), (depth - 1, False)))
    rows[at][: len(left)] = left
    merged += [(0, column, depth - 1, column) for column in range(len(left)) if is_merged and depth > 1]
    return rows, merged


def runs(groups: list[tuple[str, ...]]) -> list[tuple[int, int]]:
    starts = [at for at, group in enumerate(groups) if at == 0 or group != groups[at - 1]]
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], len(groups)], strict=True)]


def value_of(random: Random, name: str) -> float:
    return float(random.randint(0, 30)) if name == "pengaduan" else random.randint(3000, 9900) / 100


def made(random: Random) -> tuple[Any, dict, dict]:
    """A sheet, its figures by unit, period and indicator, and its targets by unit and indicator."""
    said_of, where = things(random)
    truth = {place: value_of(random, place[2]) for place in product(*(each.values() for each in said_of.values()))}
    target = {place[::2]: float(random.randint(60, 95)) for place in truth}
    roles = random.sample([*zip(random.choice(ROLES), ("target", "realisasi"), strict=True)], 2)
    said_of["role"] = dict([*roles, *[(random.choice(SHARES), "share")] * random.randint(0, 1)])
    across = [kind for kind in where if where[kind] == "heading"]
    levels = random.sample([*across, "role"], len(across) + 1)
    down = [kind for kind in random.sample(list(where), 3) if where[kind] == "row"]
    fixed = {kind: next(iter(said_of[kind])) for kind in where if where[kind] == "title"}

    def cell(row: tuple[str, ...], leaf: tuple[str, ...]) -> float:
        at = {**fixed, **dict(zip(down, row, strict=True)), **dict(zip(levels, leaf, strict=True))}
        unit, period, indicator, role = (said_of[kind][at[kind]] for kind in ("unit", "period", "indicator", "role"))
        achieved, wanted = truth[unit, period, indicator], target[unit, indicator]
        return {"target": wanted, "realisasi": achieved, "share": round(100 * achieved / wanted, 2)}[role]

    leaves = list(product(*(said_of[level] for level in levels)))
    left = ["No", *(random.choice(HEADINGS[kind]) for kind in down)]
    head, merged = heading_rows(random, left, leaves)
    rows = enumerate(product(*(said_of[kind] for kind in down)), 1)
    body = [[number, *row, *(cell(row, leaf) for leaf in leaves)] for number, row in rows]
    above = [
        [" ".join(["CAPAIAN KINERJA", *fixed.values(), "TAHUN 2025"])],
        *random.choice(([], [[]], [["Lampiran"], []])),
    ]
    indent = random.randint(0, 2)
    lines = [*above, *([None] * indent + row for row in [*head, *body])]
    areas = [(a + len(above), b + indent, c + len(above), d + indent) for a, b, c, d in merged]
    return sheet(lines, merged=tuple(areas)), truth, target


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_was_achieved_is_the_value_in_any_order(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    random = Random(chunk)
    for _ in range(PER_CHUNK):
        page, truth, target = made(random)
        dataset = loaded(monkeypatch, page)
        shown = list(page.rows)[:6]
        assert dataset.questions == (), shown
        assert said(dataset, "refused") == "", shown
        assert kinerja(dataset) == truth, shown
        targets = dataset.target
        found = dict(zip(zip(targets["unit"], targets["indikator"], strict=True), targets["target"], strict=True))
        assert found == target, shown
        assert set(targets["tahun"]) == {2025}, shown


def test_the_unit_of_time_stands_beside_the_indicator(monkeypatch: pytest.MonkeyPatch) -> None:
    """By hand: 1,5 jam = 90 menit; a target of 2 hari = 2 × 1440 menit; hari kerja are no minutes."""
    head = ["No", "Unit Kerja", "Indikator", "Satuan", "Target 2025", "TW I", "TW II"]
    rows = [
        [1, "Asemrowo", "Lama Layanan", "Jam", 2, "1,5", 2],
        [2, "Sekretariat", "Lama Layanan", "hari kerja", 2, 1, 2],
        [3, "Sekretariat", "Tepat Waktu", "%", "≥ 90", "87,5%", 88],
    ]
    dataset = loaded(monkeypatch, [["KINERJA TAHUN 2025"], head, *rows])
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025Q1", "lama_layanan"): 90, ("Kelurahan Asemrowo", "2025Q2", "lama_layanan"): 120,
        ("Sekretariat", "2025Q1", "tepat_waktu"): 87.5, ("Sekretariat", "2025Q2", "tepat_waktu"): 88,
    }  # fmt: skip
    assert dataset.target[["unit", "indikator", "tahun", "target"]].to_numpy().tolist() == [
        ["Kelurahan Asemrowo", "lama_layanan", 2025, 120.0],
        ["Sekretariat", "tepat_waktu", 2025, 90.0],
    ]
    assert set(refused(dataset)) == {"F4", "G4"}


def test_where_two_columns_could_be_the_value_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["KINERJA TAHUN 2025"], ["Unit", "Bulan", "Indikator", "Target", "Realisasi", "Hasil"],
            ["Asemrowo", "Mei", "IKM", 88, 81, 82]]  # fmt: skip
    asked = loaded(monkeypatch, rows)
    (question,) = asked.questions
    assert question.options == ("Realisasi", "Hasil")
    assert len(asked.kinerja) == 0
    answered = loaded(monkeypatch, rows, answers={question.key: "Hasil"})
    assert kinerja(answered) == {("Kelurahan Asemrowo", "2025-05", "ikm"): 82}
    assert answered.questions == ()


def test_a_lone_capaian_may_be_the_value_or_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["KINERJA TAHUN 2025"], ["Unit", "Bulan", "Indikator", "Target", "Capaian"],
            ["Asemrowo", "Mei", "IKM", 88, 81]]  # fmt: skip
    (question,) = loaded(monkeypatch, rows).questions
    value, share = (loaded(monkeypatch, rows, answers={question.key: answer}) for answer in question.options)
    assert kinerja(value) == {("Kelurahan Asemrowo", "2025-05", "ikm"): 81}
    assert kinerja(share) == {}


def test_sums_over_periods_and_targets_that_change_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    group = ["Target", "Realisasi"]
    dataset = loaded(
        monkeypatch,
        [
            ["NILAI IKM TAHUN 2025"],
            ["Unit", "TW I", None, "TW II", None, "s.d. TW II", None],
            [None, *group * 3],
            ["Asemrowo", 80, 81, 82, 83, 82, 82],
        ],
    )
    assert kinerja(dataset) == {
        ("Kelurahan Asemrowo", "2025Q1", "ikm"): 81,
        ("Kelurahan Asemrowo", "2025Q2", "ikm"): 83,
    }
    assert len(dataset.target) == 0
    assert "berbeda tiap periode" in said(dataset, "note")


@pytest.mark.parametrize(("indicator", "realised", "target", "shares"), [
    ("IKM", 81, 90, (90, "90%", Percent(90.0), 0.9, "90,00")),
    ("IKM", 99, 90, (110, 100)), ("Pengaduan", 6, 5, (80, 120)),
])  # fmt: skip
def test_a_printed_share_is_checked_by_its_target(
    monkeypatch: pytest.MonkeyPatch, indicator: str, realised: float, target: float, shares: tuple[Any, ...]
) -> None:
    """By hand: 81 ÷ 90 = 90 %; 99 ÷ 90 = 110 %, or topped; lower is better: 1 + (1 − 6 ÷ 5) = 80 %, or 120 %."""
    head = ["Unit", "Bulan", "Indikator", "Target", "Realisasi", "Capaian (%)"]
    for share in (*shares, 77):
        row = ["Asemrowo", "Mei", indicator, target, realised, share]
        dataset = loaded(monkeypatch, [["KINERJA TAHUN 2025"], head, row])
        noted = [each.cell for each in dataset.problems if "tidak cocok" in each.reason]
        assert noted == (["F3"] if share == 77 else [])
        assert list(kinerja(dataset).values()) == [realised]
