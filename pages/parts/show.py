"""The ways of showing: a sentence, cards, a table, a pair of downloads.

Streamlit reads Markdown nearly everywhere; text that comes out of a book is shown literally, through `plain`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
import streamlit as st

from analysis.impact import text as impact_text
from analysis.impact.checks import Check
from analysis.impact.verdict import Verdict
from analysis.impact.verdict_text import OUTCOME_LABELS, STRENGTHS
from analysis.overview.changes.text import AttentionLine
from analysis.overview.latest.text import Metric
from analysis.stewardship import quality
from analysis.stewardship.glossary import Entry
from analysis.text import files, wording
from analysis.text.cards import Card
from analysis.text.sentences import named_events
from data.vocabulary.events import events_of
from pages.parts import cache
from pages.parts.cache import Data

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

SAMPLE, TRIED = "Data contoh", "Percobaan, belum disimpan"
WITHHELD = "Bagi pembaca, kelompok di bawah 5 orang digabung atau tidak ditampilkan."
COLOURS: dict[bool | None, Literal["green", "red", "gray"]] = {True: "green", False: "red", None: "gray"}
ARROWS: dict[str, Literal["up", "down"]] = {"+": "up", wording.MINUS: "down"}
MARKS = {True: ":blue[:material/check_circle:]", False: ":orange[:material/error:]", None: ""}
OUTCOMES = {"fail": "red", "warn": "orange", "pass": "green"}
MOST_ON_PAPER = 1000
LETTERS_A_LINE, LONG_TEXT, MOST_LINES = 140, 40, 5
WRAPS_FROM = 65
"""Pixels above which Streamlit breaks a row's text into lines."""
MOST_COLUMNS, MOST_PARTS = 12, 4
Formatters = Mapping[str, Callable[[Any], str]]
NO_WORDS: Formatters = {}
UNSEEN = "\u2060"
ADDRESS = re.compile(r"(https?:|ftp:|mailto:|xmpp:|www(?=\.)|@)", re.IGNORECASE)
NO_DECIMALS: Mapping[str, int] = {}
MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")


def plain(text: str) -> str:
    """Text with every sign of Markdown escaped: an image, a link, a bare address in a cell stays letters.

    Bare addresses become links after escapes are gone, so a sign that nobody sees parts them.
    """
    return MARKUP.sub(r"\\\1", ADDRESS.sub(rf"\1{UNSEEN}", text))


def head(title: str) -> None:
    """The page's title, and the label that says sample data are sample data."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.title(title, anchor=False, width="content")
        data_badge()


def data_badge() -> None:
    """The label of sample data, and that of data which are only tried out, with the way to save them."""
    if cache.current().own:
        st.badge(TRIED, icon=":material/hourglass_top:", color="orange")
        st.page_link("pages/steward/unggah.py", label="Simpan", icon=":material/save:", width="content")
    if cache.current().dataset.is_sample:
        st.badge(SAMPLE, icon=":material/science:", color="orange")


def finding(result: Verdict) -> None:
    """The state as the page's title, one sentence behind it, the strength of evidence; the rest in its help."""
    st.title(plain(impact_text.headline(result)), anchor=False)
    level, words = result.level.number, STRENGTHS[result.level.number].partition(".")[0]
    dots = f":blue[{'●' * level}]:gray[{'○' * (len(STRENGTHS) - level)}]"
    behind = f"{result.sentence} {result.strength} {result.basis}"
    st.markdown(f"{plain(impact_text.brief(result))} Kekuatan bukti: {dots} **{words}**", help=plain(behind))


def first_day(headline: str) -> None:
    """What stands in the place of a finding where no training is known: the newest figure, and what to bring."""
    st.title(plain(headline), anchor=False)
    st.page_link(
        "pages/steward/unggah.py", label="Unggah buku pelatihan untuk menilai dampaknya", icon=":material/upload_file:"
    )


def metrics(several: Sequence[Metric]) -> None:
    """Four cards in a row, on a phone two by two: value, change in grey, target with its mark, course."""
    for half, side in zip((several[:2], several[2:]), st.columns(2, gap="xsmall"), strict=True):
        with side:
            for one, place in zip(half, st.columns(2, gap="xsmall", wrap=False), strict=False):
                with place:
                    st.metric(
                        f"{plain(one.label)} {MARKS[one.met]}".strip(), plain(one.value), one.change or None,
                        delta_color="off", delta_arrow=arrow(one.change), delta_description=one.note, border=True,
                        height="stretch", chart_data=one.course or None,
                    )  # fmt: skip


def arrow(change: str) -> Literal["up", "down", "off"]:
    """Which way a signed change points: Streamlit reads its minus nowhere."""
    return ARROWS.get(change[:1], "off")


def concerns(several: Sequence[AttentionLine], nothing: str) -> None:
    """What needs attention: each unit a link to its charts, small below it what is the matter; else `nothing`."""
    for line in several:
        with st.container(gap=None):
            st.page_link(
                "pages/leadership/perubahan.py", label=plain(line.name), query_params=line.choices,
                icon=":material/chevron_right:", icon_position="right",
            )  # fmt: skip
            st.caption(plain(line.detail))
    if not several:
        st.caption(nothing)


def foot() -> None:
    """Under the menu: which data every page speaks of, and what is withheld from readers."""
    data = cache.current()
    st.sidebar.caption(plain(f"{source(data)} {WITHHELD if data.withheld else ''}".strip()))


def source(data: Data) -> str:
    """What every caption says about where the numbers come from."""
    if data.dataset.is_sample:
        return f"{SAMPLE}."
    names = quality.sources(data.dataset) or ["belum ada data"]
    return f"Sumber: {', '.join(names) if len(names) < 3 else f'{names[0]} dan {len(names) - 1} file lain'}."


def answer(sentence: str, caution: str) -> None:
    """The page's answer, and what it cannot say."""
    st.info(plain(sentence), icon=":material/lightbulb:")
    st.caption(caution)


def verdict(result: Verdict) -> None:
    """The verdict in one sentence, and what stands behind it."""
    st.header(plain(result.sentence), anchor=False)
    st.caption(plain(f"{result.strength} {result.basis}"))


def reading(data: Data, whose: str = "") -> None:
    """What was read from where: a line for each file that could not be used, one table of sheets, one of columns."""
    errors(report.error for report in data.dataset.files)
    sheets, columns = cache.cached(data, quality.sheets), cache.cached(data, quality.columns)
    table(sheets, f"Lembar yang terbaca dari tiap file {whose}")
    if not data.dataset.exported:
        with st.expander("Kolom yang dikenali"):
            table(columns, f"Kolom yang dikenali di tiap lembar {whose}")


def nothing_yet() -> None:
    """What a page says where the books hold no indicator at all."""
    st.info("Belum ada angka kinerja dalam data ini. Unggah buku kinerja dan buku pelatihan kantor Anda.")
    st.page_link("pages/steward/unggah.py", label="Unggah buku Excel", icon=":material/upload_file:")


def checks(several: Sequence[Check]) -> None:
    """Every check with its outcome as a word and a colour, the numbers behind it, and small what it means."""
    for check in sorted(several, key=lambda check: list(OUTCOMES).index(check.outcome)):
        badge = f":{OUTCOMES[check.outcome]}-badge[{OUTCOME_LABELS[check.outcome]}]"
        st.markdown(f"{badge} **{plain(check.name)}.** {plain(check.detail)}  \n:gray[{plain(check.meaning)}]")


def errors(sentences: Iterable[str | None]) -> None:
    """One alert for each file that could not be used."""
    for sentence in filter(None, sentences):
        st.error(plain(sentence), icon=":material/error:")


VALUE_LETTER, LABEL_LETTER, CARD_EDGES, NARROWEST = 12, 7, 36, 300
"""Pixels of a card's letters and edges, so that nothing in it is cut; and of what a phone shows."""


def cards(several: Sequence[Card]) -> None:
    """Cards side by side, on a phone below each other; a sure change is green or red, an unsure one grey."""
    widths = [max(VALUE_LETTER * len(card.value), LABEL_LETTER * len(card.label)) + CARD_EDGES for card in several]
    with st.grid(len(several), min_column_width=min(max(150, *widths), NARROWEST)):
        for card in several:
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.metric(
                    plain(card.label), plain(card.value), card.change,
                    delta_color=COLOURS[card.good], delta_arrow=arrow(card.change or ""),
                )  # fmt: skip
                st.caption(plain(card.note))


def table(
    frame: pd.DataFrame, alt: str, decimals: Mapping[str, int] = NO_DECIMALS, words: Formatters = NO_WORDS
) -> None:  # fmt: skip
    """A table that sorts and searches, read in Indonesian, its numbers to the right; on paper its text, whole.

    `alt` says what it shows and is unique on the page.
    """
    if frame.empty:
        st.caption("Belum ada isi.")
        return
    with st.container(key=f"layar_tabel_{re.sub(r'[^a-z0-9]+', '_', alt.casefold())}"):
        styled = worded_in_place(frame, decimals, words)
        st.dataframe(styled, hide_index=True, alt=alt, row_height=lines_high(frame), placeholder=wording.NONE)
    on_paper(frame, decimals, words)


def lines_high(frame: pd.DataFrame) -> int | None:
    """Pixels of a row whose longest text takes several lines; None where one line holds it."""
    longest = [max(len(str(cell)) for cell in frame[name]) for name in frame]
    lines = min(ceil(sum(longest) / LETTERS_A_LINE), MOST_LINES)
    return None if lines < 2 or max(longest) < LONG_TEXT else max(14 + 21 * lines, WRAPS_FROM)


def on_paper(frame: pd.DataFrame, decimals: Mapping[str, int] = NO_DECIMALS, words: Formatters = NO_WORDS) -> None:
    """The text of a table that sorts, where it is printed."""
    printed = frame.head(MOST_ON_PAPER)
    spoken = wording.worded(printed.assign(**{name: printed[name].map(say) for name, say in words.items()}), decimals)
    parts = sheet_wide(len(spoken.columns))
    st.html("".join(on_paper_alone(spoken.iloc[:, columns]) for columns in parts[:MOST_PARTS]) + _left_out(frame))


def worded_in_place(frame: pd.DataFrame, decimals: Mapping[str, int], words: Formatters) -> Styler:
    """The frame with each number, and each cell that `words` speaks of, in Indonesian and sorted by what it is."""
    said = {name: partial(wording.cell, decimals=decimals.get(str(name), 0)) for name in frame}
    return frame.style.format({**said, **words})


def on_paper_alone(rows: pd.DataFrame) -> str:
    """HTML that continues a table where it is printed; a plain one, which hundreds of rows do not slow down."""
    header = "".join(f"<th>{escape(name)}</th>" for name in rows.columns)
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in rows.to_numpy().tolist())
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table class="dampak-paper"><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>'


def _left_out(frame: pd.DataFrame) -> str:
    """What of a very long or wide table no paper holds."""
    rows, columns = frame.shape
    most = 1 + MOST_PARTS * (MOST_COLUMNS - 1)
    if rows <= MOST_ON_PAPER and columns <= most:
        return ""
    held = f"{wording.count(MOST_ON_PAPER)} baris dan {most} kolom pertama"
    whole = f"{wording.count(rows)} baris dan {wording.count(columns)} kolom"
    return f'<p class="dampak-paper">Di kertas paling banyak {held} dari {whole}; unduh untuk melihat semuanya.</p>'


def sheet_wide(columns: int) -> list[list[int]]:
    """The places of a table's columns, parted evenly into tables that a sheet of paper holds; the first is in each."""
    parts = ceil((columns - 1) / (MOST_COLUMNS - 1)) or 1
    return [[0, *map(int, places)] for places in np.array_split(np.arange(1, columns), parts)]


def downloads(frame: pd.DataFrame, stem: str, about: Mapping[str, str]) -> None:
    """The numbers as CSV and XLSX, made on demand; `about` (filters, source, n) and other events travel along."""
    dataset = cache.current().dataset

    def workbook() -> bytes:
        return files.tables_xlsx({"Data": frame}, {**about, "Kejadian lain": named_events(events_of(dataset))})

    with st.container(horizontal=True):
        st.download_button(
            "Unduh CSV", partial(files.to_csv, frame), f"{stem}.csv", "text/csv", key=f"{stem}_csv",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "Unduh XLSX", workbook, f"{stem}.xlsx", files.XLSX,
            key=f"{stem}_xlsx", icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def notes(sentences: Sequence[str]) -> None:
    """What was assumed or left out, where there is anything to say."""
    if sentences:
        with st.expander(f"Catatan data ({len(sentences)})"):
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def entries(several: Sequence[Entry]) -> None:
    """Terms with their meaning, details small below."""
    for entry in several:
        st.markdown(f"**{plain(entry.term)}**  \n{plain(entry.meaning)}  \n:gray[{plain(entry.details)}]")
