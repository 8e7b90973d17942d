"""Mode presentasi: the pages for a meeting one after the other, without a menu, by button and by arrow key."""

import streamlit as st

MODE = "presentasi"
SLIDES = {
    "": "pages/leadership/ringkasan.py",
    "apa-yang-berubah": "pages/leadership/perubahan.py",
    "dampak": "pages/analyst/dampak.py",
    "kepuasan-skm": "pages/analyst/kepuasan.py",
    "kompetensi": "pages/analyst/kompetensi.py",
    "layanan": "pages/analyst/layanan.py",
}
"""The files of the slides by the addresses of their pages."""
LARGER = "<style>@media screen { html { font-size: 18px; } }</style>"


def is_on() -> bool:
    """Whether the address asks for it."""
    return MODE in st.query_params


def start_button() -> None:
    """The way in, on the first slide; nothing once it is on."""
    if not is_on() and st.button("Presentasi", type="tertiary", icon=":material/slideshow:"):
        st.switch_page(SLIDES[""], query_params={MODE: "1"})


def controls(address: str) -> None:
    """Which slide that page is, the way out, and the slides before and after it; arrow keys do the same."""
    files = list(SLIDES.values())
    place = list(SLIDES).index(address) if address in SLIDES else 0
    st.html(LARGER)
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="layar_slide"):
        st.caption(f"{place + 1} dari {len(SLIDES)}", width="content")
        out = _button("Keluar", "close", "Esc")
        back = _button("Sebelumnya", "arrow_back", "Left", disabled=place == 0)
        on = _button("Berikutnya", "arrow_forward", "Right", disabled=place == len(SLIDES) - 1)
    if out:
        st.switch_page(files[0])
    if back or on:
        st.switch_page(files[place + (1 if on else -1)], query_params={MODE: "1"})


def _button(label: str, icon: str, key: str, disabled: bool = False) -> bool:
    return st.button(label, type="tertiary", icon=f":material/{icon}:", shortcut=key, disabled=disabled)
