"""The months that a city has collected: each kecamatan's newest file of a month, as it was sent, under `kiriman/`.

A file's name begins with its month and when it was made, and ends with its digest. The greatest name of a month counts,
so the store is the same in whatever order files come, however often, and whatever was lost and sent again; no lock is
needed, and a collecting that is cut off has taken each file wholly or not at all.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote

import pandas as pd

from data.files import as_book_error, write_durably
from data.ingest.parsers.units import squeezed
from data.problems import BookError
from data.region.monthly_file import MALFORMED, MonthlyFile, read_kept

FOLDER, ENDING = "kiriman", ".kiriman"
LABEL = "kecamatan="
MOST_KEPT = 50_000
Key = tuple[str, str]


def labelled(kecamatan: str) -> str:
    """A kecamatan's name as that of a file or folder."""
    return f"{LABEL}{quote(kecamatan, safe='')}"


def kecamatan_of(name: str) -> str:
    """The kecamatan whose file or folder bears that name."""
    return unquote(name.removeprefix(LABEL))


def newest(folder: Path, kecamatan: str | None = None) -> dict[Key, Path]:
    """The file that counts, by kecamatan and month (2026-10), in order; of one kecamatan, or (None) of all."""
    files = sorted((folder / FOLDER).glob(f"{labelled(kecamatan) if kecamatan else f'{LABEL}*'}/*{ENDING}"))
    return {(kecamatan_of(file.parent.name), file.name.partition(".")[0]): file for file in files}


def keep(folder: Path, received: MonthlyFile, content: bytes) -> MonthlyFile | None:
    """Let the file count unless a newer one of its month does; what counted before, if anything did."""
    name = f"{received.month}.{received.made}.{sha256(content).hexdigest()}{ENDING}"
    place = folder / FOLDER / labelled(received.kecamatan)
    file = newest(folder, received.kecamatan).get((received.kecamatan, received.month))
    before = read(file) if file else None
    with as_book_error(folder):
        write_durably(place / name, content)
        for older in sorted(place.glob(f"{received.month}.*{ENDING}"))[:-1]:
            older.unlink(missing_ok=True)
    return before


@lru_cache(maxsize=MOST_KEPT)
def read(file: Path) -> MonthlyFile:
    """A kept file; BookError where it is not what was received."""
    content = file.read_bytes()
    if sha256(content).hexdigest() != file.name.removesuffix(ENDING).rpartition(".")[2]:
        raise BookError(f"File {file.name}: {MALFORMED}")
    return read_kept(content)


def months_of_each(folder: Path, kecamatan: str | None = None) -> dict[str, list[MonthlyFile]]:
    """The months in order, of each kecamatan or of one."""
    several: dict[str, list[MonthlyFile]] = {}
    for (name, _), file in newest(folder, kecamatan).items():
        several.setdefault(name, []).append(read(file))
    return several


def values(folder: Path) -> pd.DataFrame:
    """All figures: kecamatan, unit, period (Period), indicator, value, n, nth."""
    frames = [
        _of_one_spelling(pd.concat([one.values for one in months]), months).assign(kecamatan=name)
        for name, months in months_of_each(folder).items()
    ]
    if not frames:
        return pd.DataFrame(columns=["kecamatan", "unit", "period", "indicator", "value", "n", "nth"])
    rows = pd.concat(frames, ignore_index=True)
    return rows.assign(nth=range(len(rows)))


def people(folder: Path, kind: str) -> Iterator[pd.DataFrame]:
    """Of each kecamatan the staff (pegawai) or trainings (pelatihan), with columns kecamatan and row.

    The newest month's list of staff counts, and whoever an earlier one says has left.
    """
    for kecamatan, months in months_of_each(folder).items():
        rows = _of_one_spelling(pd.concat([one.people[kind] for one in months], ignore_index=True), months)
        if kind == "pegawai":
            now = rows.index >= len(rows) - len(months[-1].people[kind])
            rows = rows[now | rows["selesai"].notna()].drop_duplicates(["nip", "unit", "mulai"], keep="last")
        yield rows.assign(kecamatan=kecamatan, row=range(1, 1 + len(rows)))


def count_monthly_rows(folder: Path, kind: str) -> dict[str, int]:
    """How many figures (kinerja), staff or trainings of each kecamatan there are."""
    if kind == "kinerja":
        return {name: sum(len(one.values) for one in months) for name, months in months_of_each(folder).items()}
    if kind == "pelatihan":
        return {name: sum(len(one.people[kind]) for one in months) for name, months in months_of_each(folder).items()}
    return {}


def holds_sample_month(folder: Path) -> bool:
    """Whether any month is of made-up books."""
    return any(one.is_sample for months in months_of_each(folder).values() for one in months)


def _of_one_spelling(rows: pd.DataFrame, months: Sequence[MonthlyFile]) -> pd.DataFrame:
    """The rows of one kecamatan, each unit called as its newest month writes it, whatever blanks, case and marks."""
    newest_names = {squeezed(unit): unit for one in months for unit in one.units}
    names = {unit: newest_names.get(squeezed(unit), unit) for unit in rows["unit"].dropna().unique()}
    return rows.assign(unit=rows["unit"].map(names)) if any(old != new for old, new in names.items()) else rows
