"""The data of this visit and what is computed from it, each computed once.

The office's default data are shared by all visits; an uploaded book belongs to one session and leaves with it.
Everything is keyed by the digests of the files and of the days off, never by a frame. Which of them are in use is
looked up once a script run, so that one page never mixes two states of the store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis.charts import Chart
from analysis.targets.compute import chosen_scale
from analysis.text.disclosure import for_readers
from data import store
from data.ingest.answers import remembered_answers
from data.ingest.load import Dataset, Progress, default_sources, load_books
from data.memoize import kept_with
from data.panel.build import panel_of
from data.panel.exposure import ANY, Training
from data.region.folder import folder_version
from data.region.kecamatan import kecamatan_in, only
from data.region.read import read_region
from data.settings import records_folder
from data.store import Import
from data.vocabulary.holidays import days_off_digest
from pages.parts import access, drafts, visits

UploadedBooks = tuple[tuple[str, bytes], ...]
CHOSEN, EARLIER, TRIALS, LOOKED_UP = "data_dipakai", "data_sebelumnya", "data_percobaan", "data_kali_ini"
KECAMATAN, ALL = "kecamatan", "Semua kecamatan"
MOST_TRIALS = 4
READING, COMPUTING = "Membaca buku Excel …", "Menghitung …"


@dataclass(frozen=True, slots=True)
class Data:
    """A dataset, the digests of its books, whether it belongs to this session alone, and the store's newest event.

    `withheld`: the dataset is what readers may choose from, which leaves out or puts together small groups.
    """

    dataset: Dataset
    books: str
    own: bool
    event: int | None = None
    withheld: bool = False

    @property
    def key(self) -> str:
        """What is computed from the data is kept under it: it changes with books, days off and the scale of capaian."""
        return f"{self.books}/{_looked_up(days_off_digest)}/{_looked_up(chosen_scale)}"

    @property
    def usable(self) -> bool:
        """Whether anything at all was accepted."""
        return any(sheet.accepted for report in self.dataset.files for sheet in report.sheets)


def begin_run() -> None:
    """Forget which data and days off the last script run found."""
    st.session_state[LOOKED_UP] = {}


def current() -> Data:
    """The data every page speaks of: what this session took into use, else the office's or the sample's books.

    Of several kecamatan the one that is chosen. First the answers and days off of other computers on the same server
    are fetched. Readers get no small groups.
    """
    _looked_up(store.fetch_agreed)
    data, chosen = whole(), chosen_kecamatan()
    if not chosen:
        return data
    return replace(data, dataset=_one(data.books, chosen, data.dataset), books=f"{data.books}/{chosen}")


def chosen_kecamatan() -> str:
    """The one of several kecamatan that is chosen; "" for all, and where there is one alone."""
    chosen = str(st.session_state.get(KECAMATAN, ALL))
    return chosen if chosen in kecamatan_in(whole().dataset) else ""


def whole() -> Data:
    """The same for all kecamatan, whichever is chosen."""
    data = drafts.kept().get(CHOSEN) or default()
    return data if access.may("laporan") else told_to_readers(data)


def told_to_readers(data: Data) -> Data:
    """The same without small groups."""
    told = for_readers(data.dataset)
    return data if told is data.dataset else replace(data, dataset=told, books=f"{data.books}/pembaca", withheld=True)


def default() -> Data:
    """The office's own: the folder in $DAMPAK_RECORDS, else what the store holds, else $DAMPAK_DATA or the sample."""
    return _looked_up(_default)


def history() -> tuple[Import, ...]:
    """Every import, oldest first; weighed against each other once until something is imported, undone or redone."""
    return _history(*_looked_up(store.state))


def uploads(books: UploadedBooks, answers: Mapping[str, str]) -> Data | None:
    """Uploaded books as they were read with these answers and all remembered ones; None where they are yet to be."""
    return _kept_uploads().get(_trial(books, answers))


def read_uploads(books: UploadedBooks, answers: Mapping[str, str], progress: Progress) -> Data:
    """Read uploaded books on trial, with these answers and all remembered ones; they count only once in `use`."""
    known = remembered_answers() | dict(answers)
    data = Data(*_keyed(load_books(list(books), known, progress), repr(sorted(known.items()))), own=True)
    kept = _kept_uploads()
    kept[_trial(books, answers)] = data
    for oldest in list(kept)[:-MOST_TRIALS]:
        del kept[oldest]
    visits.make_room()
    return data


def use(data: Data | None) -> None:
    """Let every page speak of `data` (None: of the default books); the present data stay reachable."""
    kept = drafts.kept()
    kept[EARLIER], kept[CHOSEN] = kept.get(CHOSEN), data


def can_go_back() -> bool:
    """Whether other data were in use before the present ones."""
    return EARLIER in drafts.kept()


def go_back() -> None:
    """Swap the present data for those in use before."""
    use(drafts.kept()[EARLIER])


def panel(data: Data, training: Training = ANY) -> pd.DataFrame:
    """The panel of `data` with exposure to `training`."""
    return cached(data, panel_of, training)


def cached(data: Data, compute: Callable[..., Any], *arguments: Any) -> Any:
    """`compute(dataset, *arguments)`, once for these files and arguments; arguments must be hashable values."""
    keep = _own if data.own else _shared
    return keep(data.key, f"{compute.__module__}.{compute.__qualname__}", arguments, compute, data.dataset)


def cached_chart(data: Data, draw: Callable[..., Chart], *arguments: Any) -> Chart:
    """`draw(*arguments)`, once for these very arguments; `cached` hands out the same results at every rerun."""
    return kept_with(data.dataset, draw, *arguments)


def _looked_up(look: Callable[[], Any]) -> Any:
    found = st.session_state.setdefault(LOOKED_UP, {})
    if look not in found:
        found[look] = look()
    return found[look]


def _default() -> Data:
    folder = records_folder()
    if folder:
        return Data(*_region(folder_version(folder), folder), own=False)
    version, event = _looked_up(store.state)
    if version:
        stored = _stored(version)
        if stored[1] != version:
            _stored.clear(version)
        return Data(*stored, own=False, event=event)
    return Data(*_read(_stamps(default_sources())), own=False)


def _kept_uploads() -> dict[str, Data]:
    return drafts.kept().setdefault(TRIALS, {})


def _trial(books: UploadedBooks, answers: Mapping[str, str]) -> str:
    digests = [(name, sha256(content).hexdigest()) for name, content in books]
    return repr((digests, sorted((remembered_answers() | dict(answers)).items())))


def _stamps(sources: list[Path]) -> tuple[tuple[str, int, int], ...]:
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in sources)


def _keyed(dataset: Dataset, *more: str) -> tuple[Dataset, str]:
    return dataset, "/".join([*(report.sha256 for report in dataset.files), *more])


@st.cache_resource(max_entries=4, show_spinner=READING)
def _stored(version: str) -> tuple[Dataset, str]:
    return store.dataset()


@st.cache_resource(max_entries=2, show_spinner=COMPUTING)
def _history(version: str, newest_event: int) -> tuple[Import, ...]:
    return store.history()


@st.cache_resource(max_entries=4, show_spinner=COMPUTING)
def _region(version: str, folder: Path) -> tuple[Dataset, str]:
    return read_region(folder)


@st.cache_resource(max_entries=64, show_spinner=COMPUTING)
def _one(books: str, kecamatan: str, _dataset: Dataset) -> Dataset:
    return only(_dataset, kecamatan)


@st.cache_resource(max_entries=4, show_spinner=READING)
def _read(stamps: tuple[tuple[str, int, int], ...]) -> tuple[Dataset, str]:
    return _keyed(load_books([Path(path) for path, _, _ in stamps]))


@st.cache_resource(max_entries=256, show_spinner=COMPUTING)
def _shared(key: str, what: str, arguments: tuple, _compute: Callable[..., Any], _dataset: Dataset) -> Any:
    return _compute(_dataset, *arguments)


@st.cache_resource(max_entries=256, show_spinner=COMPUTING, scope="session")
def _own(key: str, what: str, arguments: tuple, _compute: Callable[..., Any], _dataset: Dataset) -> Any:
    return _compute(_dataset, *arguments)
