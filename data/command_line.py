"""What the command lines share: a parser that speaks Indonesian, the books asked for, the exit code."""

import argparse
import getpass
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from data.access import Person
from data.ingest.answers import remembered_answers
from data.ingest.load import Dataset, default_sources, load_books
from data.problems import BookError
from data.settings import database, records_folder
from data.vocabulary.periods import parse_period

GOOD, WITH_REFUSALS, UNUSABLE, NEWS = 0, 1, 2, 3
SAYINGS = (
    (r"the following arguments are required: (.*)", r"Lengkapi \1."),
    (r"unrecognized arguments: (.*)", r"Tidak dikenal: \1."),
    (r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", r"Untuk \1, “\2” tidak dikenal; pilih \3."),
    (r"argument (.*?): expected .*", r"\1 belum diisi."),
    (r"argument (.*?): invalid .* value: '(.*)'", r"Untuk \1, “\2” tidak dapat dibaca."),
    (r"argument (.*?): (.*)", r"Untuk \1, \2."),
)


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse in Indonesian: a wrong command line is answered with one sentence and exit code 2."""

    def __init__(self, *, add_help: bool = True, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **options)
        self._positionals.title, self._optionals.title = "Isian", "Pilihan"
        if add_help:
            self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """End with the message as a sentence on stderr."""
        for pattern, saying in SAYINGS:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, saying, message, flags=re.DOTALL).replace("'", "")
                break
        self.exit(UNUSABLE, f"{message} Bantuan: {self.prog} --help\n")


def books_in_use() -> Dataset:
    """The office's own: the folder in $DAMPAK_RECORDS; else the store's books; else those of `default_sources`."""
    from data import store  # loaded where it is asked: a check of named books needs neither database nor engine
    from data.region.read import read_region

    folder = records_folder()
    if folder:
        return read_region(folder)[0]
    stored, version = store.dataset()
    return stored if version else load_books(default_sources())


def add_answers(parser: argparse.ArgumentParser) -> None:
    """The option by which a command answers the questions that books raise."""
    parser.add_argument(
        "--answer", dest="answers", action="append", type=_answer, default=[], metavar="KUNCI=JAWABAN",
        help="jawaban atas satu pertanyaan; kuncinya dan pilihannya ditulis perintah check; boleh berkali-kali",
    )  # fmt: skip


def _answer(text: str) -> tuple[str, str]:
    key, sign, answer = text.partition("=")
    if not (sign and key.strip() and answer.strip()):
        raise argparse.ArgumentTypeError(f"tulis KUNCI=JAWABAN, bukan “{text}”")
    return key.strip(), answer.strip()


def known_answers(args: argparse.Namespace) -> dict[str, str]:
    """The remembered answers, and those of the command line."""
    _fetch_agreed()
    return remembered_answers() | dict(args.answers)


def _fetch_agreed() -> None:
    if database():
        from data import store

        store.fetch_agreed()


def usable_books(paths: Sequence[Path], answers: Mapping[str, str] | None = None) -> Dataset:
    """The named books, or the office's own where none is named; BookError when one of them cannot be used at all."""
    _fetch_agreed()
    dataset = load_books(paths, answers) if paths else books_in_use()
    errors = [report.error for report in dataset.files if report.error]
    if errors:
        raise BookError(" ".join(errors))
    if not dataset.files:
        raise BookError("Belum ada buku: sebutkan file Excel-nya, atau isi folder yang ditunjuk DAMPAK_DATA.")
    return dataset


def count_refused(dataset: Dataset) -> int:
    """How many findings are refusals."""
    return sum(problem.severity == "refused" for problem in dataset.problems)


def operator(name: str | None = None) -> Person:
    """Who sits at the command line: by that name, or else by the computer's account."""
    return Person(name or _account(), "sistem")


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "tanpa nama"


def in_a_sentence(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """The command's exit code; 2, and one sentence on stderr, where it cannot be done."""
    try:
        return run(args)
    except BookError as error:
        sys.stderr.write(f"{error}\n")
        return UNUSABLE


def exit_code(dataset: Dataset) -> int:
    """0 when every row was accepted, 1 when some were refused."""
    return WITH_REFUSALS if count_refused(dataset) else GOOD


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """An argparse type: whole numbers from `low` to `high`, both included."""

    def parse(text: str) -> int:
        if not (text.isdecimal() and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"isi bilangan bulat {low} sampai {high}, bukan “{text}”")
        return int(text)

    return parse


def a_month(text: str) -> pd.Period:
    """An argparse type: a month written as 2026-10."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"tulis bulan seperti 2026-10, bukan “{text}”")
    return parse_period(text)
