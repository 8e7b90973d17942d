"""Words that users read: what the house says one way, and never another."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.impact.checks import Check
from analysis.impact.estimators.result import Interval
from analysis.impact.verdict_text import (
    REASONS,
    STRENGTHS,
    About,
    clear_sentence,
    hint_sentence,
    insufficient_sentence,
    none_sentence,
    strength,
)
from data.vocabulary.indicators import INDICATORS

ROOT = Path(__file__).resolve().parents[1]
MOST_WORDS, LONG_NAMES = 20, 5
KEYS = {"pages/parts/filters.py": {"tenggang"}}
READ_NOT_SAID = ("data/ingest/schemas/", "data/vocabulary/indicators.py", "data/ingest/parsers/indicators.py")
FOLDERS = ("analysis", "pages", "data")
OF_CASES = (
    "data/vocabulary/", "data/samples/", "data/panel/aggregate/", "data/ingest/columns/parsers.py",
    "data/panel/service_cases.py",
)  # fmt: skip
"""Where a citizen's application is meant."""
INSTEAD = {
    r"\bputusan\b": "kesimpulan",
    r"\bmemutus\b": "menentukan",
    r"\bkunjungan\b": "layar Anda",
    r"\bdasbor\b": "aplikasi",
    r"\bsaringan\b": "pilihan",
    r"\bmestinya\b": "seharusnya",
    r"\bjika\b": "bila",
    r"\bsetelah\b": "sesudah",
    r"\bdibanding ": "dibandingkan dengan",
    r"\btenggang\b": "jeda",
    r"\btemuan\b": "sel perlu diperbaiki",
    r"\bterlatih\b": "sudah dilatih",
    r"\bsidik\b": "kode",
    r"\bangka awal\b": "angka acuan",
    r"\bbatas JP\b": "minimum JP",
    r"\bharga (tiap|per) poin\b": "biaya tiap poin",
    r"\bditolak atau diragukan\b": "perlu diperbaiki atau dicek",
    r"\bhalaman kompetensi\b": "Pengembangan kompetensi",
    r"\bpasal \d": "Pasal",
    r"\bsebelum–sesudah\b": "sebelum dan sesudah",
    r"\bberkas (masih )?terbuka\b": "berkas belum selesai",
    r"\bcatatan layanan\b": "register layanan",
    r"\bcatatan pelatihan\b": "baris pelatihan",
    r"\bakan membukanya\b": "dapat dipakai menghitungnya",
    r"\bbersuara sama\b": "dihitung sama",
    r"\bwaspada\b": "hati-hati",
    r"\btiap sisi\b": "sebelum dan sesudah",
    r"\bUU \d": "Undang-Undang Nomor",
    r"\bbuku lain\b": "file lain",
    r"\bmeniadakan\b": "menghapus",
}


def literals(file: Path) -> Iterator[tuple[int, str]]:
    """Every text of a module that is no docstring, with its line."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


@cache
def said() -> list[tuple[str, int, str]]:
    """File, line and text of every literal that users may read; what offices write is read as they write it."""
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    names = [(str(file.relative_to(ROOT)), file) for file in files]
    return [
        (name, line, text)
        for name, file in names
        if not name.startswith(READ_NOT_SAID)
        for line, text in literals(file)
        if text not in KEYS.get(name, ())
    ]


def cased(text: str, word: str) -> str:
    """The text as a word is looked for in it: in small letters, where the word itself has none but those."""
    return text if "pasal" in word or "UU" in word else text.casefold()


@pytest.mark.parametrize("word", INSTEAD)
def test_a_thing_has_one_word(word: str) -> None:
    found = [
        f"{file}:{line}: say {INSTEAD[word]!r}: {text[:80]!r}"
        for file, line, text in said()
        if re.search(word, cased(text, word))
    ]
    assert not found, "\n".join(found)


def test_an_excel_file_is_a_file_and_a_case_a_berkas() -> None:
    """What citizens hand in is a berkas; in `data/` outside the service register a book's file is meant."""
    found = [
        f"{file}:{line}: {text[:80]!r}"
        for file, line, text in said()
        if file.startswith("data/") and re.search(r"\bberkas\b", text, re.IGNORECASE)
        and not file.startswith(OF_CASES) and "berkas layanan" not in text
    ]  # fmt: skip
    assert not found, "\n".join(found)


def test_an_import_is_a_file_that_was_kept() -> None:
    """Only the commands, whose verb it is, say impor."""
    found = [f"{file}:{line}: {text[:80]!r}" for file, line, text in said() if not file.startswith("data/store/")
             and re.search(r"\bimpor\b", text) and text not in ("impor", "riwayat-impor")]  # fmt: skip
    assert not found, "\n".join(found)


def test_a_page_is_called_as_in_the_menu() -> None:
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    titles = {node.value.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "title"
              and isinstance(node.value, ast.Constant)}  # fmt: skip
    assert len(titles) > 15
    named = [(file, line, text) for file, line, text in said() for name in re.findall(r"\bhalaman ([A-Z]\w*)", text)
             if not any(title.startswith(name) for title in titles)]  # fmt: skip
    assert not named, named


TO_DO = re.compile(
    r"\b(tulis|isi|ubah|unggah|jawab|periksa|pakai|pilih|simpan|perkecil|hapus|tambahkan|samakan|buka|salin|ketik|cocokkan|bagi"
    r"|lengkapi|perbaiki|muat|minta|jalankan|sebutkan|ulangi|coba|pulihkan|baca|lihat|ganti|kurangi|pasang|tunggu|hubungi|cek"
    r"|pisahkan|sesuaikan|kosongkan)", re.IGNORECASE,
)  # fmt: skip
REFUSALS = {"Refused", "BookError", "StoreError", "FileRefused", "Forbidden"}
LONGEST_ERROR, PASSED_ON = 160, 22
"""Letters of an error; a shorter frame around another error's own words says what to do in those."""


def refusals() -> Iterator[tuple[str, str]]:
    """Where an error is raised, and the letters of it that stand in the code."""
    for file in sorted([*(ROOT / "data").rglob("*.py"), *(ROOT / "analysis").rglob("*.py")]):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSALS:
                parts = [one.value for argument in node.args for one in ast.walk(argument)
                         if isinstance(one, ast.Constant) and isinstance(one.value, str)]  # fmt: skip
                yield f"{file.relative_to(ROOT)}:{node.lineno}", "".join(parts)


def test_an_error_is_short_and_says_what_to_do() -> None:
    own = [(place, text) for place, text in refusals() if len(text) > PASSED_ON and not text.endswith("; ")]
    found = [f"{place}: {text}" for place, text in own if len(text) > LONGEST_ERROR or not TO_DO.search(text)]
    assert len(own) > 60
    assert not found, "\n".join(found)


def leaders_sentences() -> Iterator[str]:
    """Every sentence that a verdict can say, of each indicator."""
    about = About("Pelatihan Pelayanan Prima", ("A", "B", "C", "D"), 3, pd.Period("2026-10", "M"))
    failed = [Check(key, "", "fail", "", "") for key in REASONS]
    for known in INDICATORS:
        for sign in (1, -1):
            clear = Interval(3.9 * sign, 1.0, *sorted((1.6 * sign, 6.2 * sign)), 0.001)
            unsure = Interval(0.1 * sign, 1.0, -1.0, 0.7, 0.8)
            yield clear_sentence(clear, known, about)
            yield none_sentence(unsure, known, 3.2, about)
            yield from (hint_sentence(clear, known, [one], about) for one in failed)
    yield insufficient_sentence(["baru 2 unit yang sudah dilatih, perlu 3"], about.trainings)
    yield insufficient_sentence([], "")
    yield from map(strength, STRENGTHS)


STATISTICS = r"selang|\bn =|\bp =|memuat nol|pembanding|\bmedian\b|\bp90\b|\bdilatih dibanding"


def test_a_verdict_speaks_to_a_leader() -> None:
    """No statistics; at most twenty words a sentence, not counting the names of the training and the indicator."""
    for verdict in leaders_sentences():
        assert not re.search(STATISTICS, verdict), verdict
        for sentence in re.split(r"(?<=[a-z0-9]\.) (?=[A-Z])", verdict):
            assert len(sentence.split()) <= MOST_WORDS + LONG_NAMES, sentence
