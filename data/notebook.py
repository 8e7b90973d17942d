"""Books for notebooks: paths in, plain DataFrames out, with nobody's NIP or name in them."""

import glob
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from os import PathLike, fspath
from pathlib import Path

import pandas as pd

from data.ingest.load import BOOK_ENDINGS, load_books
from data.panel import build
from data.panel.attendance import outcomes
from data.panel.dataset import Dataset, Question
from data.panel.employment import last_units
from data.panel.exposure import ANY, find_training
from data.panel.timestamps import with_timestamps
from data.problems import BookError, Problem

BookPath = str | PathLike[str]
PROBLEM_COLUMNS = list(Problem.__dataclass_fields__)
QUESTION_COLUMNS = list(Question.__dataclass_fields__)
TRAINING_COLUMNS = ["person", "unit", "training", "start", "end", "jp", "attendance"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Books:
    """What several books hold together; `dataset` has every accepted row."""

    dataset: Dataset

    @property
    def problems(self) -> pd.DataFrame:
        """One row a finding: file, sheet, row, column, cell, value (NIP masked), reason, severity."""
        return pd.DataFrame([asdict(problem) for problem in self.dataset.problems], columns=PROBLEM_COLUMNS)

    @property
    def questions(self) -> pd.DataFrame:
        """One row a question that only the office can answer: key, sentence, options."""
        return pd.DataFrame([asdict(question) for question in self.dataset.questions], columns=QUESTION_COLUMNS)

    def panel(self, indicator: str | None = None, *, training: str | None = None) -> pd.DataFrame:
        """One row a unit and period of one indicator, at its commonest frequency; without one, of all of them.

        Columns: unit, period (Timestamp of the first day), frequency (M, Q, 6M or Y), value, n (respondents or cases
        behind the value), porsi_terlatih (percent), jp_per_pegawai, first_treated (Timestamp or NaT), and `indicator`.
        `training`: only trainings of that field, form or name. UnknownName lists the names there are.
        """
        chosen = find_training(self.dataset.pelatihan, training) if training else ANY
        rows = build.panel_of(self.dataset, chosen)
        if indicator is None:
            return _plain(rows)
        key = build.find_indicator(rows, indicator).key
        return _plain(build.series(rows, key)).assign(indicator=key)

    def __repr__(self) -> str:
        return f"<Books: {self.dataset!r}>"


def read_books(*sources: BookPath, answers: dict[str, str] | None = None) -> Books:
    """The books at these paths; a folder or a pattern such as data/*.xlsx stands for all its books.

    `answers` maps keys of `questions` to what is right. BookError, one Indonesian sentence, for a book that is not
    there or cannot be read.
    """
    paths = [path for source in sources for path in _books_at(fspath(source))]
    dataset = load_books(paths, answers)
    for report in dataset.files:
        if report.error:
            raise BookError(report.error)
    return Books(dataset)


def load_performance(*sources: BookPath) -> pd.DataFrame:
    """The values of every indicator, typed or counted from cases and respondents.

    Columns: unit, period (Timestamp of its first day), frequency (M, Q, 6M or Y), indicator (key), value, n.
    BookError where the books hold none.
    """
    values, _ = build.measured(read_books(*sources).dataset)
    if values.empty:
        raise BookError(f"Tidak ada nilai kinerja di {_names(sources)}; unggah file dengan unit, periode, dan nilai.")
    return _plain(values)


def load_training(*sources: BookPath) -> pd.DataFrame:
    """One row a participation; of a training of a whole unit, one row with no person.

    Columns: person (a pseudonym, the same within one reading), unit, training, start, end (Timestamps), jp,
    attendance (selesai, tidak hadir, menolak or batal). BookError where the books hold none.
    """
    dataset = read_books(*sources).dataset
    if dataset.pelatihan.empty:
        raise BookError(f"Tidak ada pelatihan di {_names(sources)}; unggah file dengan nama pelatihan dan peserta.")
    rows = outcomes(dataset.pelatihan)
    units = rows["nip"].map(last_units(dataset.pegawai)).astype(object)
    named = {"nama_pelatihan": "training", "mulai": "start", "selesai": "end", "outcome": "attendance"}
    told = rows.drop(columns="training").rename(columns=named)
    return told.assign(person=_pseudonyms(rows["nip"]), unit=rows["unit"].fillna(units))[TRAINING_COLUMNS]


def build_panel(books: Books, indicator: str | None = None, *, training: str | None = None) -> pd.DataFrame:
    """`books.panel(indicator, training=training)`, for whoever thinks of it as a function."""
    return books.panel(indicator, training=training)


def _books_at(source: str) -> Sequence[Path]:
    path = Path(source).expanduser()
    if path.is_file():
        return [path]
    found = path.glob("*") if path.is_dir() else map(Path, glob.glob(str(path)))
    books = sorted(one for one in found if one.suffix.lower() in BOOK_ENDINGS and not one.name.startswith("~$"))
    if not books:
        raise BookError(f"{source}: tidak ada file Excel di sana. Periksa nama file atau foldernya.")
    return books


def _names(sources: Sequence[BookPath]) -> str:
    return ", ".join(Path(source).name for source in sources)


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    plain = with_timestamps(rows)
    plain.attrs = {"notes": list(rows.attrs.get("notes", ()))}
    return plain


def _pseudonyms(nips: pd.Series) -> pd.Series:
    """orang-001 and so on, by first appearance; nothing where nobody is named."""
    codes, people = pd.factorize(nips)
    width = max(3, len(str(len(people))))
    return pd.Series([f"orang-{code + 1:0{width}d}" if code >= 0 else None for code in codes], nips.index, dtype=object)
