"""One kecamatan of several: its rows of a region's dataset, and what and when each has sent."""

from dataclasses import replace
from datetime import datetime

from data.panel.dataset import FRAME_COLUMNS, Dataset
from data.region.doubts import doubts
from data.region.folder import places_of, pointer_of
from data.region.monthly_file import MonthlyFile
from data.region.monthly_store import months_of_each
from data.settings import records_folder


def kecamatan_in(dataset: Dataset) -> list[str]:
    """Their names in order; empty where the rows come from one office."""
    return sorted(set(dataset.kecamatan.values()))


def only(dataset: Dataset, kecamatan: str) -> Dataset:
    """The rows of one kecamatan, as if it were the only one."""
    units = {unit for unit, one in dataset.kecamatan.items() if one == kecamatan}
    sheets = set(dataset.kinerja.loc[dataset.kinerja["unit"].isin(units), "sheet"])
    frames = {kind: getattr(dataset, kind) for kind in FRAME_COLUMNS}
    kept = {kind: frame[frame["sheet"].isin(sheets)].reset_index(drop=True) for kind, frame in frames.items()}
    files = tuple(
        replace(one, sheets=tuple(sheet for sheet in one.sheets if sheet.sheet in sheets)) for one in dataset.files
    )
    return replace(dataset, kecamatan={}, files=files, **kept)


def sent_at() -> dict[str, datetime]:
    """When each kecamatan in $DAMPAK_RECORDS last sent what counts now."""
    folder = records_folder()
    if folder is None:
        return {}
    files = {name: pointer_of(folder, name) for name in places_of(folder)}
    exported = {name: file.stat().st_mtime for name, file in files.items() if file.exists()}
    collected = {name: max(one.made_at for one in months) for name, months in _collected().items()}
    return {name: datetime.fromtimestamp(moment) for name, moment in (exported | collected).items()}


def programs_sent() -> dict[str, str]:
    """The version of the program that made each kecamatan's newest monthly file."""
    return {name: months[-1].program for name, months in _collected().items()}


def doubts_sent() -> dict[str, list[str]]:
    """What each kecamatan's monthly files lack or contradict."""
    return {name: doubts(months) for name, months in _collected().items()}


def _collected() -> dict[str, list[MonthlyFile]]:
    folder = records_folder()
    return months_of_each(folder) if folder else {}


def kecamatan_sent() -> list[str]:
    """The kecamatan whose records $DAMPAK_RECORDS holds, where there are several; else empty."""
    folder = records_folder()
    names = sorted(places_of(folder)) if folder else []
    return names if len(names) > 1 else []
