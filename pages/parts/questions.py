"""What books ask: single questions, the mapping of a table's headings, and answers that hold until they are changed."""

from collections.abc import Iterable, Sequence

import streamlit as st

from data.ingest.columns.offers import needs_of
from data.panel.dataset import Question
from pages.parts import drafts, show

CHANGED = "jawaban_diubah"
MAPPED = "judul_dipetakan"


def changed() -> dict[str, str]:
    """The answers that this visit has changed."""
    return drafts.kept().setdefault(CHANGED, {})


def next_asked(questions: Sequence[Question]) -> list[Question]:
    """The questions to put first: which kind a table is decides what is asked about its headings."""
    kinds = [question for question in questions if question.options and question.proposed and not question.heading]
    return kinds or list(questions)


def answers_to(questions: Iterable[Question]) -> dict[str, str]:
    """The answers given so far, by question; those about one table's headings are put together."""
    answers = {}
    tables: dict[str, list[Question]] = {}
    for question in questions:
        if question.heading:
            tables.setdefault(question.key.partition(":")[0], []).append(question)
        elif answer := _one(question):
            answers[question.key] = answer
    for layout, headings in tables.items():
        answers |= _mapping(layout, headings)
    return answers


def _one(question: Question) -> str | None:
    key, label = f"jawaban_{question.key}", show.plain(question.sentence)
    known = drafts.kept().get(key, question.proposed)
    if not question.options:
        return st.text_input(label, known or "", key=key, on_change=drafts.keep, args=(key,))
    answer = st.selectbox(
        label, question.options, index=_place(question, known), key=key, placeholder="Pilih jawaban",
        on_change=drafts.keep, args=(key,),
    )  # fmt: skip
    if answer and question.proposed and (needs := needs_of(answer)):
        st.caption(f"Yang diperlukan: {needs}.")
    return answer


def _mapping(layout: str, headings: Sequence[Question]) -> dict[str, str]:
    """One table: your heading, what its cells look like, and what it is read as; it counts once it is confirmed."""
    kind = "|".join(headings[0].options)
    with st.container(border=True):
        yours, meaning = st.columns(2)
        yours.markdown("**Judul Anda**")
        meaning.markdown("**Dibaca sebagai**")
        chosen = {question.key: _heading(question, layout, kind) for question in headings}
        is_confirmed = drafts.kept().get(MAPPED, {}).get(layout) == kind
        st.button(
            "Pakai arti judul ini", type="primary", icon=":material/check:", on_click=_confirm, args=(layout, kind),
            key=f"pemetaan_{layout}", disabled=is_confirmed,
        )  # fmt: skip
    return {key: meaning for key, meaning in chosen.items() if meaning and is_confirmed}


def _heading(question: Question, layout: str, kind: str) -> str | None:
    key = f"jawaban_{question.key}_{hash(kind)}"
    yours, meaning = st.columns(2, vertical_alignment="center")
    with yours:
        st.markdown(f"**{show.plain(question.heading)}**")
        st.caption(show.plain(f"Contoh isi: {'; '.join(question.examples) or 'kosong'}"))
    return meaning.selectbox(
        f"{show.plain(question.heading)} dibaca sebagai", question.options, key=key, label_visibility="collapsed",
        index=_place(question, drafts.kept().get(key, question.proposed)), on_change=_read_as, args=(key, layout),
    )  # fmt: skip


def _place(question: Question, answer: str | None) -> int | None:
    return question.options.index(answer) if answer in question.options else None


def _read_as(key: str, layout: str) -> None:
    """Another meaning of a heading counts once it is confirmed."""
    drafts.keep(key)
    drafts.kept().get(MAPPED, {}).pop(layout, None)


def _confirm(layout: str, kind: str) -> None:
    drafts.kept().setdefault(MAPPED, {})[layout] = kind


def settled(questions: Sequence[Question]) -> None:
    """The answers that hold, from the book itself or given before; each can be changed."""
    known = [question for question in questions if question.options]
    listing = st.expander(f"Arti yang dipakai, dapat diubah ({len(known)})", on_change="rerun", key="arti")
    if not known or not listing.open:
        return
    with listing:
        for question in known:
            key = f"ubah_{question.key}"
            st.selectbox(
                show.plain(question.sentence), question.options, index=_place(question, question.answer), key=key,
                on_change=_change, args=(question.key, key),
            )  # fmt: skip


def _change(question: str, key: str) -> None:
    changed()[question] = st.session_state[key]
