"""Citizens' remarks are read without anything that could tell a person; what is left still tells their subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.survey.remarks import OTHER, citizens_remarks, themes_of, themes_told
from data.ingest.parsers.remarks import DOTS, redacted
from data.vocabulary.regulations import SKM_ELEMENTS
from data.vocabulary.remarks import ELEMENT_OF, SHOWN
from tests.data.made_books import ANSWERS, loaded, said
from tests.data.planted import REMARKS, people, traces

PERSONS = people()
HEADINGS = (
    "Saran", "Saran/masukan", "Kritik dan saran", "Apa saran Anda untuk perbaikan pelayanan kami?",
    "10. Tuliskan kritik, saran, atau harapan Anda", "Masukan untuk kantor kami",
)  # fmt: skip
ELEMENT_NAMES = [f"U{number} ({label})" for number, label in enumerate(SKM_ELEMENTS.values(), 1)]


@given(st.sampled_from(PERSONS), st.sampled_from(REMARKS), st.sampled_from(sorted(SHOWN)), st.booleans())
def test_nobody_is_left_in_a_remark(person: object, way: object, word: str, behind: bool) -> None:
    text = f"{way(person)}, {word}" if behind else f"{word} {way(person)}"  # type: ignore[operator]
    left = redacted(text) or ""
    assert traces(left, [person]) == []  # type: ignore[list-item]


@given(st.text(max_size=60), st.text("0123456789 .-/", min_size=5, max_size=25))
def test_no_long_number_and_no_strange_word_is_left(text: str, number: str) -> None:
    left = redacted(f"{text} {number}") or ""
    assert not any(len(part) > 3 for part in "".join(c if c.isdigit() else " " for c in left).split())
    letters = "".join(sign if sign.isalpha() or sign in "'’-" else " " for sign in left)
    assert [word for word in letters.split() if redacted(word.strip("-'’").casefold()) == DOTS] == []


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Pelayanan bagus, petugas ramah sekali", "Pelayanan bagus, petugas ramah sekali"),
        ("Antreannya terlalu lama, bolak-balik 3 kali", "Antreannya terlalu lama, bolak-balik 3 kali"),
        ("Terima kasih Mbak Bagus dan bapak petugas", "Terima kasih Mbak ••• dan bapak petugas"),
        ("sudah bilang ke Besar Jalan Panas", "sudah ••• ke •••"),
        ("hub. 0812 345 678", DOTS),
        ("tidak ada", None),
        ("-", None),
        ("🙏", DOTS),
    ],
)
def test_a_remark_is_left_as_its_usual_words(written: str, left: str | None) -> None:
    assert redacted(written) == left


def test_a_remark_counts_for_every_element_that_it_speaks_of() -> None:
    assert [theme[:2] for theme in themes_of("Kursi tunggunya kurang, antrean lama sekali, AC panas")] == [
        "U9",
        "U3",
        "U2",
    ]
    assert themes_of("mantap") == [OTHER]
    assert {ELEMENT_OF[word] for word in ELEMENT_OF} == set(SKM_ELEMENTS)


def test_the_elements_told_of_a_remark_speak_of_the_same_elements() -> None:
    for key, label in SKM_ELEMENTS.items():
        assert themes_of(f"{key} {label}") == [f"{key} {label}"]
    told = themes_told("parkir sempit, petugas judes dan lambat")
    assert set(themes_of(told)) == set(told.split("; "))


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_column_of_remarks_is_read_under_each_of_its_headings(heading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    head = ["Unit Pelayanan", "Periode", *ELEMENT_NAMES, heading]
    texts = ["Kursi kurang, hubungi Pak Qumpo", None]
    rows = [["Kelurahan Asemrowo", "Triwulan I 2026", *ANSWERS[at], texts[at]] for at in (0, 1)]
    dataset = loaded(monkeypatch, [head, *rows])
    assert dataset.skm["saran"].tolist() == ["Kursi kurang, hubungi Pak •••", None]
    assert said(dataset, "warning") == said(dataset, "refused") == ""
    found = citizens_remarks(dataset.skm)
    assert found
    assert (found.n, found.respondents) == (1, 2)
    assert [(theme.label[:2], theme.n) for theme in found.themes] == [("U9", 1)]


def test_few_remarks_are_told_together_and_too_few_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    head = ["Unit Pelayanan", "Periode", *ELEMENT_NAMES, "Saran"]
    several = ["antre lama"] * 6 + ["parkir sempit"] * 3 + ["petugas ramah"] * 2
    rows = [["Kelurahan Asemrowo", "Triwulan I 2026", *ANSWERS[at % 2], text] for at, text in enumerate(several)]
    found = citizens_remarks(loaded(monkeypatch, [head, *rows]).skm)
    assert found
    assert [(one.label, one.n) for one in found.pooled()][-1] == ("Lainnya (digabung)", 5)
    assert all(one.n >= 5 and not one.quotations for one in found.pooled())
    fewer = citizens_remarks(loaded(monkeypatch, [head, *rows[:4]]).skm)
    assert fewer
    assert fewer.pooled() == ()
