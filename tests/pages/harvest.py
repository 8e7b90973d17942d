"""What pages, the report and commands state: each number with its name, its unit, its period and where it stands."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import pandas as pd
import plotly.io as pio
from plotly.graph_objects import Figure
from streamlit.testing.v1 import AppTest

from analysis.text import wording
from data.vocabulary.indicators import INDICATORS, indicator
from data.vocabulary.periods import parse_period

OFFICE, EVER, EXACT = "kantor", "seluruh masa", 12
NUMBER = r"[−+]?\d+(?:\.\d{3})*(?:,\d+)?"
SHORT = {name: wording.short_name(one) for one in INDICATORS for name in (one.label, wording.labelled_short(one))}
NAMES = "|".join(sorted(map(re.escape, set(SHORT.values())), key=len, reverse=True))
UNITS = r"(?:Kelurahan|Seksi|Subbagian) [A-Z][\w ]+?"
Row = list[str]


VALUE, NAME, UNIT = rf"(?P<value>{NUMBER})", rf"(?P<name>{NAMES})", rf"(?P<unit>{UNITS})"
TRAINED, PRIMA = "unit dilatih", "Pelatihan Pelayanan Prima"
Rule = tuple[str, str, str, str]
PAIRED: tuple[Rule, ...] = tuple(
    (f"IKM {column}", "{Unit}", EVER, column) for column in ("Sebelum", "Sesudah", "Perubahan")
)
OF_OTHER_TRAININGS = {"pages/analyst/kompetensi.py", "pages/analyst/pembelajaran.py"}
"""Pages whose pairs of units are before and after further education, or leadership training."""
ROWS: dict[tuple[str, ...], tuple[Rule, ...]] = {
    ("Unit", "Periode", "Nilai", "Indikator"): (("{Indikator}", "{Unit}", "{Periode}", "Nilai"),),
    ("Indikator", "Nilai", "Target dan capaian"): (
        ("{Indikator}", OFFICE, "{now}", "Nilai"), ("target {Indikator}", OFFICE, "{year}", "Target dan capaian"),
        ("perubahan {Indikator}", OFFICE, "{now}", "Perubahan"),
    ),
    ("Unit", "Nilai", "Sebelumnya", "Setahun lalu"): (
        ("IKM", "{Unit}", "{now}", "Nilai"), ("IKM", "{Unit}", "{before}", "Sebelumnya"),
        ("IKM", "{Unit}", "{year_ago}", "Setahun lalu"),
    ),
    ("Periode", "Rata-rata unit"): (("IKM", OFFICE, "{Periode}", "Rata-rata unit"),),
    ("Periode", "IKM survei"): (("IKM survei", OFFICE, "{Periode}", "IKM survei"),),
    ("Unit", "Periode", "IKM survei"): (("IKM survei", "{Unit}", "{Periode}", "IKM survei"),),
    ("No", "Sasaran", "Indikator"): (
        ("{Indikator}", OFFICE, "{now}", "Realisasi"), ("target {Indikator}", OFFICE, "{year}", "Target"),
    ),
    ("Indikator", "Satuan", "Sebelum", "Sesudah"): tuple(
        (f"{{Indikator}} {column}", TRAINED, EVER, column)
        for column in ("Sebelum", "Sesudah", "Perubahan", "Batas bawah 95%")
    ),
    ("Cara", "Perkiraan"): (
        ("{Cara}", TRAINED, EVER, "Perkiraan"), ("{Cara} terendah", TRAINED, EVER, "Batas bawah 95%"),
    ),
    ("Pelatihan", "Unit dilatih", "Perkiraan"): (
        ("dampak IKM", "{Pelatihan}", EVER, "Perkiraan"),
        ("dampak IKM terendah", "{Pelatihan}", EVER, "Batas bawah 95%"),
    ),
    ("Unit", "Sebelum", "Sesudah", "Perubahan"): PAIRED,
    ("Unit", "PNS", "Mencapai", "Porsi (%)"): (
        ("PNS", "{Unit}", "{year}", "PNS"), ("mencapai", "{Unit}", "{year}", "Mencapai"),
        ("porsi", "{Unit}", "{year}", "Porsi (%)"), ("kurang JP", "{Unit}", "{year}", "Kurang (JP)"),
    ),
    ("Unit", "PNS", "Mencapai", "Mencapai (%)"): (
        ("PNS", "{Unit}", "{year}", "PNS"), ("mencapai", "{Unit}", "{year}", "Mencapai"),
        ("porsi", "{Unit}", "{year}", "Mencapai (%)"), ("kurang JP", "{Unit}", "{year}", "Kurang JP"),
    ),
    ("Pelatihan", "Keikutsertaan", "Jumlah (Rp)"): (
        ("biaya", "{Pelatihan}", EVER, "Jumlah (Rp)"), ("Per JP (Rp)", "{Pelatihan}", EVER, "Per JP (Rp)"),
    ),
    ("Pelatihan", "Keikutsertaan", "Biaya (Rp)"): (
        ("biaya", "{Pelatihan}", EVER, "Biaya (Rp)"), ("Per JP (Rp)", "{Pelatihan}", EVER, "Per JP (Rp)"),
    ),
    ("Tahun", "Program"): (
        ("serapan", "{Program}", "{Tahun}", "Serapan (%)"), ("pagu", "{Program}", "{Tahun}", "Pagu (Rp)"),
    ),
    ("Program", "Pagu (Rp)"): (
        ("serapan", "{Program}", "{year}", "Serapan (%)"), ("pagu", "{Program}", "{year}", "Pagu (Rp)"),
    ),
}  # fmt: skip
"""By the first headings of a table: name, unit and period of the number in a column, the row's cells in braces."""
SAME = {
    "Imputasi (angka utama)": "dampak IKM", "Imputasi (angka utama) terendah": "dampak IKM terendah",
    "Sebelum dan sesudah saja": "IKM Perubahan", "Sebelum dan sesudah saja terendah": "IKM Batas bawah 95%",
}  # fmt: skip
"""Names that say the same."""
SENTENCES: tuple[tuple[str, str, str, str], ...] = (
    (rf"IKM survei {VALUE}, mutu .*?, (?P<when>Triwulan [^–]*?)\.$", "IKM survei", OFFICE, "{when}"),
    (r"(?P<value>\d+) dari \d+ PNS (?:\([\d,]+%\) )?mencapai 20 JP", "PNS sudah 20 JP", OFFICE, "{year}"),
    (r"kurang (?P<value>\d+) JP", "kurang JP", OFFICE, "{year}"),
    (rf"IKM naik {VALUE} poin dibandingkan", "dampak IKM", PRIMA, EVER),
    (rf"IKM naik .* poin dibandingkan .*?antara {VALUE} dan", "dampak IKM terendah", PRIMA, EVER),
    (rf"Rp{VALUE} per peserta", "Per peserta (Rp)", OFFICE, EVER),
    (rf"Rp{VALUE} per orang", "per PNS", OFFICE, EVER),
    (rf"^Biaya pelatihan Rp{VALUE}", "biaya", OFFICE, EVER),
    (rf"^- {NAME} {UNIT} {VALUE}(?:%| menit)?:", "{name}", "{unit}", "{now}"),
    (rf"{NAME} {VALUE}.* \((?P<when>\d{{4}})\); target", "{name}", "{above}", "rata-rata {when}"),
    (rf"^{NAME} {VALUE}.*; sebelumnya", "{name}", "{above}", "{now}"),
    (rf"^{NAME} .*; sebelumnya {VALUE}", "{name}", "{above}", "{before}"),
    (rf"^{UNIT}: lama layanan {VALUE} menit \(target", "Lama layanan", "{unit}", "{now}"),
    (rf"^{UNIT}: .*berkas dikembalikan {VALUE}% \(target", "Berkas dikembalikan", "{unit}", "{now}"),
    (rf"• {NAME} {VALUE}.*?\(target", "{name}", OFFICE, "{now}"),
    (rf"• {NAME} .*?\(target {VALUE}", "target {name}", OFFICE, "{year}"),
)  # fmt: skip
"""A sentence's pattern, and name, unit and period of its number; `above` is the text before it."""


@dataclass(frozen=True)
class Stated:
    """A number as it is read somewhere, with how many decimals it is told."""

    name: str
    unit: str
    period: str
    value: float
    decimals: int
    place: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What two numbers must have in common to be the same."""
        return self.name, self.unit, self.period

    def agrees(self, other: Stated) -> bool:
        """Whether both can be roundings of one number."""
        return abs(self.value - other.value) <= 0.5 * 10.0 ** -min(self.decimals, other.decimals) + 1e-9


@dataclass(frozen=True)
class Shown:
    """One page's cards (label, value, change, note), texts in their order, tables (header first) and figures."""

    page: str
    cards: list[Row]
    texts: list[str]
    tables: list[list[Row]]
    figures: list[Figure]

    @property
    def words(self) -> Iterator[str]:
        """Everything on the page that is read."""
        yield from (cell for card in self.cards for cell in card)
        yield from self.texts
        yield from (cell for table in self.tables for row in table for cell in row)
        for figure in self.figures:
            yield from (note.text or "" for note in figure.layout.annotations)


def shown(page: str, app: AppTest) -> Shown:
    """The page as it stands in `app`."""
    read = [node for node in app.main if node.type in ("heading", "title", "header", "subheader", "markdown", "caption", "alert", "info", "page_link")]  # noqa: E501  # fmt: skip
    kinds = (app.title, app.header, app.subheader, app.info)
    texts = [element.value for kind in kinds for element in kind] + [_text(node) for node in read]
    cards = [(one.label, one.value, one.delta, one.proto.delta_description) for one in app.metric]
    return Shown(
        page,
        [list(map(_plain, card)) for card in cards],
        list(map(_plain, texts)),
        [table for html in app.get("html") for table in _tables(html.proto.body)],
        [pio.from_json(chart.proto.spec, skip_invalid=True) for chart in app.get("plotly_chart")],
    )


def _plain(text: str) -> str:
    """The text as it is read: no escapes, no icons."""
    return re.sub(r" :\w+\[:material.*", "", text.replace("\\", ""))


def _text(node: Any) -> str:
    return node.proto.label if node.type == "page_link" else node.value


def _tables(body: str) -> Iterator[list[Row]]:
    for table in re.findall(r'<table class="dampak-paper">(.*?)</table>', body, re.DOTALL):
        yield [re.findall("<t[hd]>(.*?)</t[hd]>", row) for row in re.findall("<tr>(.*?)</tr>", table, re.DOTALL)]


def _short(name: str) -> str:
    """One name for all that say the same: labels as their everyday names."""
    for label, short in SHORT.items():
        name = name.replace(label, short)
    return SAME.get(name, name)


def state(name: str, unit: str, period: str, text: str | float | None, place: str) -> Iterator[Stated]:
    """The number that stands first in the text, where there is one; a machine's number is exact."""
    if isinstance(text, int | float):
        yield Stated(_short(name), unit, period, float(text), EXACT, place)
    elif found := re.search(NUMBER, text or ""):
        value = float(found[0].replace(".", "").replace(",", ".").replace("−", "-"))
        yield Stated(_short(name), unit, period, value, len(found[0].partition(",")[2]), place)


def of_a_page(page: Shown, period: str) -> Iterator[Stated]:
    """Every number of a page that is stated by name; `period` is the office's last whole one."""
    for header, *rows in page.tables:
        for row in rows:
            yield from of_a_row(dict(zip(header, row, strict=True)), period, page.page)
    for label, value, change, note in page.cards:
        yield from of_a_card(label, value, change, note, period, page.page)
    for above, text in pairwise(["", *page.texts]):
        yield from of_a_sentence(text, above, period, page.page)


def of_a_row(row: dict[str, str], period: str, page: str) -> Iterator[Stated]:
    """What a row of a table states, by the rule of its headings in ROWS, else column by column."""
    known = {**row, "now": period, "before": _earlier(period, 1), "year_ago": _earlier(period, 12), "year": period[-4:]}
    rules = [rules for heads, rules in ROWS.items() if tuple(row)[: len(heads)] == heads]
    if rules == [PAIRED] and page in OF_OTHER_TRAININGS:
        return
    for name, unit, when, column in rules[0] if rules else ():
        yield from state(name.format_map(known), unit.format_map(known), when.format_map(known), row[column], page)
    if not rules:
        yield from _of_columns(row, period, page)


def _of_columns(row: dict[str, str], period: str, page: str) -> Iterator[Stated]:
    """Tables with a column for each unit, and those with a column for each indicator and month ("IKM Okt")."""
    months = {month[:3]: month for month in (period, _earlier(period, 1))}
    for column, text in list(row.items())[1:]:
        name, _, month = column.rpartition(" ")
        if "Periode" in row and column.startswith(("Kelurahan", "Seksi", "Subbagian")):
            yield from state("IKM", column, row["Periode"], text, page)
        elif month in months and "Unit" in row and not row["Unit"].startswith("Target"):
            yield from state(re.sub(r" \((menit|%|berkas)\)$", "", name), row["Unit"], months[month], text, page)


def _earlier(period: str, months: int) -> str:
    return wording.period(_parsed(period) - months)


def _parsed(period: str) -> Any:
    return next(one for one in pd.period_range(period[-4:], periods=12, freq="M") if wording.period(one) == period)


CARDS = {
    "Biaya pelatihan": "biaya", "Per peserta": "Per peserta (Rp)", "Per JP": "Per JP (Rp)",
    "Per PNS yang mencapai JP": "per PNS", "Masih kurang": "kurang JP", "Perubahan rata-rata": "IKM Perubahan",
    "Rata-rata sesudah": "IKM Sesudah", "IKM survei": "IKM survei",
}  # fmt: skip
OF_TRAINED = ("Perubahan rata-rata", "Rata-rata sesudah")


def of_a_card(label: str, value: str, change: str, note: str, period: str, page: str) -> Iterator[Stated]:
    """What a card states: on Ringkasan the office's figure, its change and its target; elsewhere a known name."""
    if "PNS" in label and " dari " in value:
        yield from state("PNS sudah 20 JP", OFFICE, period[-4:], value, page)
    elif page.endswith(("ringkasan.py", "layanan.py")):
        yield from state(label, OFFICE, period, value, page)
        yield from state(f"perubahan {label}", OFFICE, period, change, page)
        yield from state(f"target {label}", OFFICE, period[-4:], note.rpartition("target ")[2] if "target" in note else "", page)  # noqa: E501  # fmt: skip
    elif label in CARDS:
        unit = "unit dilatih" if label in OF_TRAINED else OFFICE
        when = period[-4:] if label == "Masih kurang" else EVER
        yield from state(CARDS[label], unit, when, value, page)


def of_a_sentence(text: str, above: str, period: str, page: str) -> Iterator[Stated]:
    """What a sentence states by name, by the rules of SENTENCES."""
    known = {"now": period, "before": _earlier(period, 1), "year": period[-4:], "above": above}
    for pattern, name, unit, when in SENTENCES:
        for found in re.finditer(pattern, text):
            told = {**known, **found.groupdict()}
            yield from state(name.format(**told), unit.format(**told), when.format(**told), found["value"], page)


def of_commands(run: Callable[..., str], period: str) -> Iterator[Stated]:
    """What the commands print as JSON, and the month as text."""
    month, year = str(_parsed(period)), period[-4:]
    for one in json.loads(run("changes", "--json"))["changes"]:
        short, when = wording.short_name(indicator(one["indicator"])), parse_period(one["period"])
        for key, back in (("value", 0), ("previous", 1), ("year_ago", 12)):
            yield from state(short, one["unit"], wording.period(when - back), one[key], "changes")
    costs = json.loads(run("cost", "--json"))
    yield from state("biaya", OFFICE, EVER, costs["total"], "cost")
    yield from state("Per peserta (Rp)", OFFICE, EVER, costs["per_participant"], "cost")
    yield from state("per PNS", OFFICE, EVER, costs["minimum"]["per_person"], "cost")
    for one in costs["by_training"]:
        yield from state("biaya", one["nama_pelatihan"], EVER, one["total"], "cost")
    for one in json.loads(run("skm", "--json"))["by"]:
        yield from state("IKM survei", one["unit"], wording.period(parse_period(one["period"])), one["ikm"], "skm")
    hours = json.loads(run("compliance", "--year", year, "--json"))
    yield from state("PNS sudah 20 JP", OFFICE, year, hours["n_met"], "compliance")
    paired = json.loads(run("before-after", "--indicator", "ikm", "--json"))
    for key, name in {"before": "Sebelum", "after": "Sesudah", "difference": "Perubahan", "ci_low": "Batas bawah 95%"}.items():  # noqa: E501  # fmt: skip
        yield from state(f"IKM {name}", "unit dilatih", EVER, paired[key], "before-after")
    for line in run("watch", "--month", month).splitlines():
        yield from of_a_sentence(line, "", period, "watch")


def disagreements(several: Iterable[Stated]) -> list[str]:
    """Numbers of one name, unit and period that cannot be one number, each pair in a line."""
    together: dict[tuple[str, str, str], set[Stated]] = defaultdict(set)
    for one in several:
        together[one.key].add(one)
    return [
        f"{' · '.join(key)}: {one.value:g} ({one.place}), {other.value:g} ({other.place})"
        for key, alike in together.items()
        for one, other in combinations(sorted(alike, key=lambda each: each.place), 2)
        if not one.agrees(other)
    ]
