"""The months that a city has collected: each kecamatan's newest file of a month, as it was sent, under `kiriman/`.

A file's name begins with its month and when it was made, and ends with its digest. The greatest name of a month counts,
so the store is the same in whatever order files come, however often, and whatever was lost and sent again; no lock is
needed, and a collecting that is cut off has taken each file wholly or not at all.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote

import pandas as pd

from data.files import as_book_error, write_durably
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
    frames = [one.values.assign(kecamatan=name) for name, months in months_of_each(folder).items() for one in months]
    if not frames:
        return pd.DataFrame(columns=["kecamatan", "unit", "period", "indicator", "value", "n", "nth"])
    rows = pd.concat(frames, ignore_index=True)
    return rows.assign(nth=range(len(rows)))


def people(folder: Path, kind: str) -> Iterator[pd.DataFrame]:
    """Of each kecamatan the staff (pegawai) or trainings (pelatihan), with columns kecamatan and row.

    The newest month's list of staff counts, and whoever an earlier one says has left.
    """
    for kecamatan, months in months_of_each(folder).items():
        rows = pd.concat([one.people[kind] for one in months], ignore_index=True)
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


def doubts(months: Sequence[MonthlyFile]) -> list[str]:
    """What one kecamatan's months, in order, lack or contradict, and what to do about it."""
    missing, renamed = _missing_months(months), list(_renamed_units(months))
    lacking = [f"belum ada {missing[0]} ({len(missing)} bulan): kirim ulang bulan itu"] if missing else []
    return lacking + [
        f"sejak {month} “{new}” menggantikan “{old}”: bila hanya ganti nama, pakai nama lama dan kirim ulang"
        for old, new, month in renamed[-1:]
    ]


def _missing_months(months: Sequence[MonthlyFile]) -> list[str]:
    """The months between the first with figures and the last that were not sent."""
    sent = [one.month for one in months]
    first = next((one.month for one in months if len(one.values)), sent[-1])
    return [month for month in pd.period_range(first, sent[-1], freq="M").astype(str) if month not in sent]


def _renamed_units(months: Sequence[MonthlyFile]) -> Iterator[tuple[str, str, str]]:
    """Old name, new name and month of units that seem to be renamed: one is gone as another comes."""
    for earlier, later in pairwise(months):
        gone, come = sorted(earlier.units - later.units), sorted(later.units - earlier.units)
        if gone and come:
            yield gone[0], come[0], later.month
