"""Hari libur: the days that are no working days by decree, and the office's own changes to them."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from analysis.stewardship import holiday_list
from analysis.stewardship.holiday_list import AT_WORK, NAME, OFF, WHAT
from data import store
from data.problems import BookError
from data.vocabulary import holidays
from data.vocabulary.holidays import DECREED, OfficeDay
from pages.parts import access, cache, filters, show

OFFICE = "Berlaku untuk semua pengguna; semua angka yang bergantung padanya dihitung ulang."
REGION = (
    "Berlaku untuk buku yang dibaca di sini. Angka tiap kecamatan dihitung dengan hari liburnya sendiri saat diekspor; "
    "perubahan hari libur ikut pada ekspor berikutnya."
)
OWN_DAYS = "Hari libur dan hari masuk kerja kantor ini"
VERSION, REFUSED = "versi_hari_libur", "hari_libur_tidak_tersimpan"


def keep(seen: tuple[OfficeDay, ...], wanted: tuple[OfficeDay, ...]) -> None:
    """Let what was changed of the days seen count from now on, for everybody."""
    attempt(partial(holidays.change_office_days, seen, wanted, access.who()))


def attempt(change: Callable[[], None]) -> None:
    """Change the days from a button, and show what stands then; what went wrong is said once the page runs."""
    try:
        with store.agreeing():
            change()
    except BookError as wrong:
        st.session_state[REFUSED] = str(wrong)
        return
    st.session_state[VERSION] = st.session_state.get(VERSION, 0) + 1


def take_back() -> None:
    """Undo the last change, or the undoing."""
    attempt(partial(holidays.take_back, access.who()))


def edit(own: pd.DataFrame) -> tuple[tuple[OfficeDay, ...], tuple[str, ...]]:
    """The table of the office's own days: what is filled in, and what of it is refused."""
    filled = st.data_editor(
        own, num_rows="dynamic", hide_index=True,
        key=f"hari_kantor_{st.session_state.get(VERSION, 0)}", alt=OWN_DAYS,
        column_config={
            NAME: st.column_config.TextColumn(max_chars=120, width="large"),
            WHAT: st.column_config.SelectboxColumn(options=[OFF, AT_WORK], default=OFF),
        },
    )  # fmt: skip
    return holiday_list.read_office_table(pd.DataFrame(filled), DECREED)


st.markdown(
    "Janji layanan dalam **hari kerja** dihitung Senin sampai Jumat, tanpa hari libur di bawah ini. "
    f"Daftar pemerintah yang tersedia: {holidays.FIRST_YEAR} sampai {holidays.LAST_YEAR}."
)
st.subheader("Hari libur dan hari masuk khusus", anchor=False)
changed = holidays.office_days()
own = holiday_list.office_table(changed)
with st.container(key="layar_hari_kantor"):
    st.markdown(
        "Tambahkan hari libur daerah atau kantor, atau hari libur pemerintah saat kantor tetap buka. "
        "Tulis tanggalnya sebagai 25/03/2026 (tanggal/bulan/tahun) atau 25 Maret 2026, satu baris per hari."
    )
    days, refused = edit(own)
show.on_paper(own)
show.errors([*refused, st.session_state.pop(REFUSED, None)])
with st.container(horizontal=True):
    st.button("Simpan", type="primary", icon=":material/save:", on_click=keep, args=(changed, days),
              disabled=bool(refused) or days == changed)  # fmt: skip
    st.button(
        "Batalkan perubahan terakhir", icon=":material/undo:", on_click=take_back, disabled=not holidays.can_take_back()
    )
st.caption(REGION if cache.default().dataset.exported else OFFICE)

st.subheader("Hari libur pemerintah", anchor=False)
years = sorted({day.year for day in DECREED}, reverse=True)
year = filters.year(years)
decreed = holiday_list.decreed_table((one for one in DECREED.values() if one.day.year == year), changed)
show.table(decreed, alt=f"Hari libur pemerintah tahun {year}")
show.downloads(decreed, "hari-libur", {"Tahun": str(year)})
