"""What Streamlit cannot do from Python: its own words in Indonesian, access for everyone, paper, pictures of charts."""

import re
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.charts import Chart

HERE = Path(__file__).parent
WORDS = (HERE / "indonesia.json").read_text(encoding="utf-8")
SCRIPTS = "".join(
    (HERE / name).read_text(encoding="utf-8") for name in ("indonesia.html", "reach.html", "picture.html")
).replace("{/* pages/parts/indonesia.json */}", WORDS)


def complete_page(place: DeltaGenerator) -> None:
    """Streamlit's own words in Indonesian, whatever the browser's language, and the page in everyone's reach."""
    with place:
        st.html(SCRIPTS, unsafe_allow_javascript=True)


def picture_buttons(key: str, picture: Chart, label: str) -> None:
    """Buttons that make one PNG of the chart of that key, with its words inside it; `label` stands in its corner."""
    chart = re.sub(r"[^a-zA-Z0-9_-]", "-", key)
    words = {"chart": chart, "title": picture.title, "subtitle": picture.subtitle, "caption": picture.caption}
    data = " ".join(f'data-{name}="{escape(said)}"' for name, said in {**words, "label": label}.items())
    st.html(
        f'<div class="dampak-picture" {data}><button type="button" data-act="save">Unduh gambar</button>'
        '<button type="button" data-act="copy">Salin gambar</button><span role="status"></span></div>'
    )
