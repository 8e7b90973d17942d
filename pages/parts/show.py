"""The ways of showing: a sentence, cards, a table, a pair of downloads.

Streamlit reads Markdown nearly everywhere; text that comes out of a book is shown literally, through `plain`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from html import escape
from math import ceil
from typing import Any, Literal

import numpy as np
import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from analysis.changes.text import AttentionLine
from analysis.impact import text as impact_text
from analysis.impact.checks import Check
from analysis.impact.verdict import Verdict
from analysis.impact.verdict_text import OUTCOME_LABELS, STRENGTHS, strength
from analysis.latest.text import Metric
from analysis.stats.event_controls import named
from analysis.stewardship import quality
from analysis.stewardship.glossary import Entry
from analysis.text import files, wording
from analysis.text.cards import Card
from data.vocabulary.events import events_of
from pages.parts import cache
from pages.parts.cache import Data

SAMPLE, TRIED = "Data contoh", "Percobaan, belum disimpan"
COLOURS: dict[bool | None, Literal["green", "red", "gray"]] = {True: "green", False: "red", None: "gray"}
MARKS = {True: ":blue[:material/check_circle:]", False: ":orange[:material/error:]", None: ""}
OUTCOMES = {"fail": "red", "warn": "orange", "pass": "green"}
MOST_ROWS, MOST_ON_PAPER = 200, 1000
MOST_COLUMNS, MOST_PARTS = 12, 4
Formatters = Mapping[str, Callable[[Any], str]]
NO_WORDS: Formatters = {}
MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")


def plain(text: str) -> str:
    """Text with every sign of Markdown escaped: an image or a link in a cell stays letters."""
    return MARKUP.sub(r"\\\1", text)


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
    behind = f"{result.sentence} {strength(level)} {result.basis}"
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
                        delta_color="off", delta_description=one.note, border=True, height="stretch",
                        chart_data=one.course or None,
                    )  # fmt: skip


def concerns(several: Sequence[AttentionLine]) -> None:
    """What needs attention: each unit a link to its charts, small below it what is the matter."""
    for line in several:
        with st.container(gap=None):
            st.page_link(
                "pages/leadership/perubahan.py", label=plain(line.name), query_params=line.choices,
                icon=":material/chevron_right:", icon_position="right",
            )  # fmt: skip
            st.caption(plain(line.detail))
    if not several:
        st.caption("Tidak ada unit di luar kebiasaannya, dan tidak ada yang jelas meleset dari target.")


def foot() -> None:
    """Under the menu: which data every page speaks of."""
    st.sidebar.caption(plain(source(cache.current())))


def source(data: Data) -> str:
    """What every caption says about where the numbers come from."""
    if data.dataset.is_sample:
        return f"{SAMPLE}."
    names = quality.sources(data.dataset) or ["belum ada data"]
    return f"Sumber: {', '.join(names) if len(names) < 3 else f'{names[0]} dan {len(names) - 1} buku lain'}."


def answer(sentence: str, caution: str) -> None:
    """The page's answer, and what it cannot say."""
    st.info(plain(sentence), icon=":material/lightbulb:")
    st.caption(caution)


def verdict(result: Verdict) -> None:
    """The verdict in one sentence, and what stands behind it."""
    st.header(plain(result.sentence), anchor=False)
    st.caption(plain(f"{strength(result.level.number)} {result.basis}"))


def reading(data: Data) -> None:
    """What was read from where: a line for each file that could not be used, one table of sheets, one of columns."""
    errors(report.error for report in data.dataset.files)
    sheets, columns = cache.cached(data, quality.sheets), cache.cached(data, quality.columns)
    table(wording.worded(sheets, {}), alt="Lembar yang terbaca dari tiap berkas")
    if not data.dataset.exported:
        with st.expander("Kolom yang dikenali"):
            table(wording.worded(columns, {}), alt="Kolom yang dikenali di tiap lembar")


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


def cards(several: Sequence[Card]) -> None:
    """Cards side by side, on a phone below each other; a sure change is green or red, an unsure one grey."""
    with st.grid(len(several), min_column_width=180):
        for card in several:
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.metric(plain(card.label), plain(card.value), card.change, delta_color=COLOURS[card.good])
                st.caption(plain(card.note))


def table(worded: pd.DataFrame, alt: str) -> None:
    """A table as text that prints completely; a long one shows its head on the screen and says so.

    One too wide for a sheet of paper stands in several below each other, each with the first column; a very wide one
    shows the first of them and says so.
    """
    if worded.empty:
        st.caption("Tidak ada baris.")
        return
    literal = worded.head(MOST_ROWS).map(plain).rename(columns=plain)
    parts = sheet_wide(len(worded.columns))
    for place, columns in enumerate(parts[:MOST_PARTS], start=1):
        part = f" (bagian {place} dari {len(parts)})" if len(parts) > 1 else ""
        st.table(literal.iloc[:, columns], border="horizontal", hide_index=True, alt=f"{alt}{part}")
        if len(worded) > MOST_ROWS:
            st.html(on_paper_alone(worded.iloc[MOST_ROWS:MOST_ON_PAPER, columns]))
    if len(worded) > MOST_ROWS:
        st.caption(left_out(len(worded)))
    if len(parts) > MOST_PARTS:
        shown = 1 + sum(len(columns) - 1 for columns in parts[:MOST_PARTS])
        st.caption(f"Tampil {shown} dari {len(worded.columns)} kolom; unduh untuk melihat semuanya.")


def sortable(
    frame: pd.DataFrame, decimals: Mapping[str, int], key: str, alt: str, words: Formatters = NO_WORDS
) -> None:
    """A table that sorts and searches, read in Indonesian; on paper its text."""
    with st.container(key=f"layar_{key}"):
        st.dataframe(worded_in_place(frame, decimals, words), hide_index=True, key=key, alt=alt)
    on_paper(frame, decimals, words)


def on_paper(frame: pd.DataFrame, decimals: Mapping[str, int], words: Formatters = NO_WORDS) -> None:
    """The text of a table that sorts, where it is printed."""
    printed = frame.head(MOST_ON_PAPER)
    spoken = wording.worded(printed.assign(**{name: printed[name].map(say) for name, say in words.items()}), decimals)
    parts = sheet_wide(len(spoken.columns))[:MOST_PARTS]
    st.html("".join(on_paper_alone(spoken.iloc[:, columns]) for columns in parts))


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


def left_out(rows: int) -> str:
    """How many of so many rows stand on the screen and on paper."""
    screen, paper, total = map(wording.count, (MOST_ROWS, MOST_ON_PAPER, rows))
    if rows <= MOST_ON_PAPER:
        return f"Di layar tampil {screen} dari {total} baris; kertas dan unduhan memuat semuanya."
    return f"Di layar tampil {screen} dan di kertas {paper} dari {total} baris; unduh untuk melihat semuanya."


def sheet_wide(columns: int) -> list[list[int]]:
    """The places of a table's columns, parted evenly into tables that a sheet of paper holds; the first is in each."""
    parts = ceil((columns - 1) / (MOST_COLUMNS - 1)) or 1
    return [[0, *map(int, places)] for places in np.array_split(np.arange(1, columns), parts)]


def downloads(frame: pd.DataFrame, stem: str, about: Mapping[str, str]) -> None:
    """The numbers as CSV and XLSX, made on demand; `about` (filters, source, n) and other events travel along."""
    dataset = cache.current().dataset

    def workbook() -> bytes:
        return files.tables_xlsx({"Data": frame}, {**about, "Kejadian lain": named(events_of(dataset))})

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
