"""What a user may choose. Each choice is bound to the page's address, so that a link or a reload shows the same view.

Keys and option labels stand in that address: they are a public interface, like a command's options.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.text import wording
from data.panel.build import indicators_in, outcomes_in
from data.panel.exposure import ANY, Training
from data.problems import BookError
from data.vocabulary.exposures import EXPOSURES, Exposure
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import NAMES, frequency
from pages.parts import access, show
from pages.parts.cache import ALL, KECAMATAN, Data, current
from pages.parts.cache import panel as cached_panel

BOUND: Final = "query-params"
ANY_LABEL = "Semua pelatihan"
LAGS = (0, 1, 3)
SEED_HELP = (
    "Angka apa pun yang disepakati sebelum mengundi, misalnya tanggal rapat; angka yang sama memberi urutan sama."
)

WHOLE_PERIOD_HELP = (
    "Periode saat unit mulai dilatih berisi hari sebelum dan sesudah pelatihan. Bila dimatikan, periode itu disisihkan"
    " sebagai masa peralihan; bila dinyalakan, dihitung sebagai sesudah."
)


TRAVELLING = ("pelatihan", "indikator", "unit", "periode_pelatihan", "tanpa_kejadian", "bulan")
KEPT, OWN, AT = "pilihan_terbawa", "pilihan_halaman", "halaman_terakhir"


_ADDRESSED: set[str] = set()


def addressed(key: str) -> str:
    """The key of a choice that stands in the address, noted: on the way back to its page it stands again."""
    _ADDRESSED.add(key)
    return key


@contextmanager
def travelling(page: str) -> Iterator[None]:
    """Choices that pages share go along to the next page, a page's own wait for the way back; an address that says
    something else is taken at its word.

    Streamlit forgets a choice once a page without it is drawn, and opens a page by Back without its choices: in that
    run the bare address overrules them, in the next they stand.
    """
    with suppress(BookError):  # data that cannot be had are told under the page's title, by what shows it
        _recall(page)
    try:
        yield
    finally:
        if st.session_state.get(AT) == page:
            remember()


def _recall(page: str) -> None:
    """Let the choices that were made on the page before, and those it shares, stand on it."""
    if st.session_state.get(AT) == page:
        return
    own = st.session_state.setdefault(OWN, {}).get((page, current().books), {})
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    same = all(asked[key] == _in_address(own.get(key)) for key in _ADDRESSED.intersection(asked))
    travelled = {key: value for key, value in st.session_state.setdefault(KEPT, {}).items() if key not in asked}
    st.session_state.update((own if same else {}) | travelled)
    st.session_state[AT] = page
    if own and not asked:
        st.rerun()


def _in_address(choice: Any) -> list[str]:
    """A choice as an address spells it."""
    several = choice if isinstance(choice, list) else [choice]
    return [str(one).lower() if isinstance(one, bool) else str(one) for one in several]


def remember() -> None:
    """Keep what is chosen on the page now; a part that is drawn anew alone says so itself."""
    state = st.session_state
    state[KEPT].update({key: state[key] for key in TRAVELLING if key in state})
    state[OWN][state[AT], current().books] = {key: state[key] for key in _ADDRESSED if key in state}


def row(columns: int = 2) -> DeltaGenerator:
    """Choices side by side, on a phone below each other."""
    return st.grid(columns, min_column_width=240, vertical_alignment="bottom")


def kecamatan(names: Sequence[str], needed: bool) -> None:
    """Which kecamatan every page speaks of, beside the menu; all of them unless a page needs one."""
    options = [ALL, *names]
    if needed and st.session_state.get(KECAMATAN, ALL) == ALL:
        st.session_state[KECAMATAN] = names[0]
    st.sidebar.selectbox("Kecamatan", options, key=KECAMATAN, bind=BOUND)


def training(data: Data) -> Training:
    """Which trainings count: all, one bidang, or one by name."""
    pelatihan = data.dataset.pelatihan
    choices = {ANY_LABEL: ANY}
    choices |= {f"Bidang: {bidang}": Training(bidang=bidang) for bidang in _known(pelatihan["bidang"])}
    choices |= {nama: Training(nama=nama) for nama in _known(pelatihan["nama_pelatihan"])}
    return choices[st.selectbox("Pelatihan", list(choices), key=addressed("pelatihan"), bind=BOUND)]


def an_indicator(panel: pd.DataFrame, label: str = "Indikator", key: str = "indikator") -> Indicator | None:
    """One of the indicators that the panel has; None where it has none."""
    known = indicators_in(panel)
    if not known:
        return None
    by_label = {one.label: one for one in known}
    return by_label[st.selectbox(label, list(by_label), key=addressed(key), bind=BOUND)]


def an_outcome(panel: pd.DataFrame) -> Indicator:
    """One of the panel's indicators of service; the page ends here where it holds none."""
    chosen = an_indicator(panel[panel["indicator"].isin([outcome.key for outcome in outcomes_in(panel)])])
    if chosen is None:
        show.nothing_yet()
        st.stop()
    return chosen


def question(data: Data) -> tuple[Training, pd.DataFrame, Indicator, bool]:
    """Which trainings and which indicator, the panel they speak of, and whether other events are taken out of it.

    The page ends here where the panel holds no indicator.
    """
    with row():
        chosen = training(data)
        panel = cached_panel(data, chosen)
        indicator = an_indicator(panel)
    with st.container(horizontal=True):
        if whole_period():
            chosen = replace(chosen, whole_period=True)
            panel = cached_panel(data, chosen)
        without = without_events()
    if indicator is None:
        show.nothing_yet()
        st.stop()
    return chosen, panel, indicator, without


def whole_period() -> bool:
    """Whether the period in which a unit becomes trained counts as after, instead of standing on neither side."""
    return st.toggle(
        "Ikutkan periode pelatihan", key=addressed("periode_pelatihan"), bind=BOUND, help=WHOLE_PERIOD_HELP
    )


def units(panel: pd.DataFrame) -> Sequence[str] | None:
    """The chosen units; None (nothing chosen) means every unit."""
    chosen = st.multiselect(
        "Unit", sorted(panel["unit"].unique()), key=addressed("unit"), bind=BOUND, placeholder="Semua unit"
    )
    return chosen or None


def units_of_persons(data: Data) -> tuple[str, ...]:
    """The chosen units whose people are spoken of; always all units for whoever may not see rows about persons.

    Two choices of units could differ by a person or two.
    """
    return tuple(units(data.dataset.pelatihan.dropna(subset=["unit"])) or ()) if access.may("orang") else ()


def window(like: pd.Period) -> int:
    """Periods looked at on each side of the training, 1–12."""
    noun = NAMES[frequency(like)].capitalize()
    return st.slider(f"{noun} sebelum dan sesudah", 1, 12, 6, key=addressed("jendela"), bind=BOUND)


def without_events() -> bool:
    """Whether other events are to be taken out of the comparison."""
    return st.toggle("Singkirkan pengaruh kejadian lain", key=addressed("tanpa_kejadian"), bind=BOUND)


def drawn_units(everyone: Sequence[str], usual: Sequence[str]) -> list[str]:
    """The units to draw lots for, `usual` unless told otherwise."""
    return st.multiselect("Unit yang diundi", sorted(everyone), sorted(usual), key=addressed("unit_undian"), bind=BOUND)


def lot_numbers(n_units: int) -> tuple[int, int, int]:
    """Waves, comparison units, and the number that the draw starts from."""
    with st.grid(3, min_column_width=160, vertical_alignment="bottom"):
        waves = st.number_input("Gelombang", 1, 12, 2, key=addressed("gelombang"), bind=BOUND)
        rest = min(3, max(n_units - waves, 0))
        comparison = st.number_input("Unit pembanding", 0, 100, rest, key=addressed("pembanding"), bind=BOUND)
        seed = st.number_input(
            "Angka acuan undian", 0, 10**9, 1, key=addressed("angka_undian"), bind=BOUND, help=SEED_HELP
        )
    return waves, comparison, seed


def by_lot() -> bool:
    """Whether the units were trained in the order of the lot above."""
    return st.toggle(
        "Urutan ini sudah dijalankan: nilai dampak menurut undian ini", key=addressed("menurut_undian"), bind=BOUND
    )


def exposure() -> Exposure:
    """Which measure of training stands on the horizontal axis."""
    by_label = {one.label: one for one in EXPOSURES}
    return by_label[st.selectbox("Ukuran pelatihan", list(by_label), key=addressed("ukuran"), bind=BOUND)]


def lag(like: pd.Period) -> int:
    """How many periods later the outcome is looked at."""
    noun = NAMES[frequency(like)]
    return st.segmented_control(
        f"Jeda ({noun})", LAGS, default=0, required=True, key=addressed("tenggang"), bind=BOUND,
        help=f"Berapa {noun} sesudah pelatihan indikatornya dibaca.",
    )  # fmt: skip


def _known(values: pd.Series) -> list[str]:
    return sorted({str(value) for value in values.dropna()})


def problems(found: pd.DataFrame) -> pd.DataFrame:
    """The findings of one severity and one file, as chosen."""
    with st.container(horizontal=True):
        level = st.selectbox(
            "Jenis masalah", ["semua", *found["Jenis masalah"].unique()], key=addressed("tingkat"), bind=BOUND
        )
        file = st.selectbox("File", ["semua", *found["File"].unique()], key="berkas")
    kept = found["Jenis masalah"].isin([level] if level != "semua" else found["Jenis masalah"])
    return found[kept & (found["File"].eq(file) | (file == "semua"))]


def period(periods: Sequence[pd.Period]) -> pd.Period:
    """One of the periods, the newest unless told otherwise."""
    by_name = {wording.period(one): one for one in sorted(periods, reverse=True)}
    noun = NAMES[frequency(periods[0])].capitalize()
    return by_name[st.selectbox(noun, list(by_name), key=addressed("bulan"), bind=BOUND)]


def one_of(label: str, options: Sequence[str], key: str) -> str:
    """One of the options, the first unless told otherwise."""
    return st.selectbox(label, options, key=addressed(key), bind=BOUND)


def year(years: Sequence[int], every: bool = False) -> int | None:
    """A calendar year, the newest unless told otherwise; None for all of them (`every`) or where there is none."""
    words = [*(["Semua tahun"] if every else []), *map(str, years)]
    chosen = st.selectbox("Tahun", words, key=addressed("tahun"), bind=BOUND)
    return int(chosen) if chosen and chosen.isdecimal() else None


def pass_mark() -> float | None:
    """The office's own pass mark of the final test (0–100); None where it has none."""
    return st.number_input(
        "Nilai lulus (kosong: tidak ada)", 0.0, 100.0, None, 5.0, format="%.0f", key=addressed("lulus"), bind=BOUND
    )


def number(label: str, default: int, most: int, key: str) -> int:
    """A whole number from 1 to `most`."""
    return st.number_input(label, 1, most, default, key=addressed(key), bind=BOUND)


def worth(unit: str) -> tuple[float | None, int]:
    """What the office says one unit of improvement is worth (rupiah per work unit and period), for how many periods."""
    value = st.number_input(
        f"Nilai satu {unit} (Rp per unit kerja per periode)", 0.0, None, None, 100_000.0, format="%.0f",
        key=addressed("nilai"), bind=BOUND,
    )  # fmt: skip
    periods = st.number_input("Bertahan berapa periode", 1, 60, 12, key=addressed("lama"), bind=BOUND)
    return value, periods
