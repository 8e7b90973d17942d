"""What the books say, once read: one frame a sheet kind, a report a file, and everything that was refused or asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf

import pandas as pd

from data.problems import Problem

Units = tuple[str, ...]


def inside(frame: pd.DataFrame, units: Units) -> pd.DataFrame:
    """The rows of those units; all rows where none is named."""
    return frame[frame["unit"].isin(units)] if units else frame


SOURCE_COLUMNS = ("file", "sheet", "row")
REMARK = "saran"
"""What a citizen wrote, of which only listed words are left: in no export, and in no file that leaves the office."""

FRAME_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "pegawai": ("nip", "status", "unit", "jabatan", "pendidikan", "mulai", "selesai"),
    "pelatihan": (
        "nip", "unit", "nama_pelatihan", "bidang", "bentuk", "penyelenggara", "mulai", "selesai", "jp", "biaya",
        "kehadiran", "alasan", "nilai_pre", "nilai_post",
    ),
    "kinerja": ("unit", "period", "indicator", "value", "n"),
    "layanan": (
        "unit", "layanan", "masuk", "selesai", "lama_menit", "standar_menit", "standar_hari_kerja", "dikembalikan",
    ),
    "skm": (
        "unit", "period", "layanan", "jenis_kelamin", "usia", "pendidikan", "pekerjaan",
        *(f"U{number}" for number in range(1, 10)), REMARK,
    ),
    "evaluasi": ("nip", "kode_peserta", "nama_pelatihan", "saat", "motivasi", "percaya_diri", "perilaku", "reaksi"),
    "anggaran": ("tahun", "program", "pagu", "realisasi"),
    "kejadian": ("mulai", "selesai", "nama", "unit"),
    "target": ("indikator", "tahun", "target", "arah", "unit"),
    "rtl": ("unsur", "program", "waktu", "penanggung_jawab", "tahun", "status", "deskripsi"),
}  # fmt: skip
DAY_COLUMNS = ("mulai", "selesai", "masuk")
NUMBER_COLUMNS = (
    "jp", "biaya", "nilai_pre", "nilai_post", "value", "n", "lama_menit", "standar_menit", "standar_hari_kerja",
    "motivasi", "percaya_diri", "perilaku", "reaksi", "pagu", "realisasi", "target",
    *(f"U{number}" for number in range(1, 10)),
)  # fmt: skip
WHOLE_COLUMNS = ("tahun", "row")


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the office knows; `key` stays the same next month, so that one answer serves every later book.

    `options` are the answers to choose from; empty where the answer is typed. `answer` is what holds until the office
    says otherwise: given earlier, or what the book itself shows; None where nobody knows yet. Of what a heading means:
    the heading, what its cells look like (names shortened), and the option `proposed`, which counts only once chosen.
    """

    key: str
    sentence: str
    options: tuple[str, ...] = ()
    answer: str | None = None
    heading: str = ""
    examples: tuple[str, ...] = ()
    proposed: str | None = None


@dataclass(frozen=True, slots=True)
class SheetReport:
    """One table of one sheet: where its header stands (1-based Excel row), and what was taken and refused of it.

    rows, accepted and refused count the sheet's rows; `Dataset.refused_cells` counts cells, of rows taken too.

    Of a kecamatan's exported records: its part in the folder and one kind of them, header_row 0.
    `columns` maps each canonical column to {"header": text as printed, "column": Excel letter}.
    """

    sheet: str
    kind: str
    header_row: int
    rows: int
    accepted: int
    refused: int
    columns: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: its digest, its tables, or (`error`) the Indonesian sentence why nothing in it could be used.

    `is_sample`: the book itself says that its figures are made up. `titles`: real titles of sheets by those in which
    a person is masked; they are told nobody and only find the sheet again.
    """

    name: str
    sha256: str
    sheets: tuple[SheetReport, ...]
    error: str | None = None
    is_sample: bool = False
    titles: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def in_their_sheets(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems of this file under the real titles of their sheets."""
        return [replace(problem, sheet=self.titles.get(problem.sheet, problem.sheet)) for problem in problems]


def empty_frame(kind: str) -> pd.DataFrame:
    """A frame of that kind with no rows, its columns typed as in a filled one."""
    return _nothing(kind).copy()


@cache
def _nothing(kind: str) -> pd.DataFrame:
    frame = pd.DataFrame({name: pd.Series(dtype=object) for name in (*FRAME_COLUMNS[kind], *SOURCE_COLUMNS)})
    days = {name: "datetime64[us]" for name in DAY_COLUMNS if name in frame}
    numbers = {name: float for name in NUMBER_COLUMNS if name in frame}
    return frame.astype({**days, **numbers, **{name: int for name in WHOLE_COLUMNS if name in frame}})


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Every accepted row of every book. Each frame ends with the columns file, sheet, row (1-based Excel row).

    pegawai: nip status unit jabatan pendidikan mulai selesai
    pelatihan: nip|None unit|None nama_pelatihan bidang bentuk penyelenggara mulai selesai jp biaya kehadiran alasan
    nilai_pre nilai_post; kehadiran is selesai, tidak hadir, menolak or batal
    kinerja: unit period indicator value n; period is a pandas Period (M, Q, 6M or Y)
    layanan: unit layanan masuk selesai lama_menit standar_menit standar_hari_kerja dikembalikan; masuk and selesai at
    midnight are days without an hour, lama_menit is the length as it is typed
    skm: unit period layanan jenis_kelamin usia pendidikan pekerjaan U1…U9 (1–4 or NaN) saran; usia as typed, age or
    band; saran as `data.ingest.parsers.remarks.redacted`
    evaluasi: nip|None kode_peserta|None nama_pelatihan saat motivasi percaya_diri perilaku reaksi; saat is sebelum,
    sesudah, 3 bulan or 6 bulan
    anggaran: tahun (int) program pagu realisasi (rupiah)
    kejadian: mulai selesai nama unit|None (None: all units)
    target: indikator (catalogue key or the office's own name) tahun (int) target arah (naik or turun: what is better)
    unit|None (None: every unit without a target of its own)
    rtl: unsur program waktu (triwulan I to IV) penanggung_jawab tahun (int) status (sudah or belum) deskripsi

    questions wait for an answer; settled ones have one, which the office can change.
    exported: the rows come from a folder of several kecamatan's exports. Then nip is a pseudonym and kinerja holds
    what cases and answers come to; what an export leaves out is empty, which says nothing about the offices.
    kecamatan: each unit's kecamatan where the rows come from several, else empty.
    """

    files: tuple[FileReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    is_sample: bool = False
    exported: bool = False
    kecamatan: Mapping[str, str] = field(default_factory=dict)
    settled: tuple[Question, ...] = ()
    pegawai: pd.DataFrame = field(default_factory=lambda: empty_frame("pegawai"))
    pelatihan: pd.DataFrame = field(default_factory=lambda: empty_frame("pelatihan"))
    kinerja: pd.DataFrame = field(default_factory=lambda: empty_frame("kinerja"))
    layanan: pd.DataFrame = field(default_factory=lambda: empty_frame("layanan"))
    skm: pd.DataFrame = field(default_factory=lambda: empty_frame("skm"))
    evaluasi: pd.DataFrame = field(default_factory=lambda: empty_frame("evaluasi"))
    anggaran: pd.DataFrame = field(default_factory=lambda: empty_frame("anggaran"))
    kejadian: pd.DataFrame = field(default_factory=lambda: empty_frame("kejadian"))
    target: pd.DataFrame = field(default_factory=lambda: empty_frame("target"))
    rtl: pd.DataFrame = field(default_factory=lambda: empty_frame("rtl"))

    def __repr__(self) -> str:
        """Counts alone: rows hold NIPs."""
        rows = {kind: len(getattr(self, kind)) for kind in FRAME_COLUMNS}
        counts = ", ".join(f"{kind}: {count}" for kind, count in rows.items() if count)
        return f"<Dataset of {len(self.files)} files; rows: {counts or 'none'}>"

    def refused_cells(self, file: str, table: SheetReport) -> int:
        """How many cells of that table of the file were refused, in rows that were taken too."""
        tables = (other for report in self.files if report.name == file for other in report.sheets)
        tops = [other.header_row for other in tables if other.sheet == table.sheet]
        end = min((top for top in tops if top > table.header_row), default=inf)
        cells = (problem for problem in self.problems if problem.severity == "refused" and problem.cell and problem.row)
        return sum(
            (one.file, one.sheet) == (file, table.sheet) and table.header_row < (one.row or 0) < end for one in cells
        )
