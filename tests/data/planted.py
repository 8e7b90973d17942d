"""Books in which people stand where none belong: 500 of them, made up from a seed, each with a name of its own."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice, product

from data.panel.dataset import FRAME_COLUMNS, Dataset

PEOPLE = 500
SYLLABLE = "bra|dwi|gka|jov|kem|lud|mpo|nzi|pra|qu|rho|sul|tyo|vex|wug|zah"
NAME_OR_PLATE = re.compile(rf"(?=((?:{SYLLABLE}){{3}}|l \d{{4}} [a-z]{{2}}))")
NIP_OR_PHONE = re.compile(r"(?=(0812\d{8}|\d{18}))")
"""What a person's words and numbers look like, wherever they begin, in a text without capitals."""
UNIT, TRAINING, DAY = "Kelurahan Asemrowo", "Pelayanan Prima", "2026-02-03"
TRAININGS = (
    "NIP", "Nama", "Unit Kerja", "Nama Pelatihan", "Bidang", "Penyelenggara", "Tanggal Mulai", "Tanggal Selesai", "JP",
    "Kehadiran", "Alasan",
)  # fmt: skip
STAFF = ("NIP", "Nama Pegawai", "Status", "Unit Kerja", "Jabatan", "Pendidikan", "TMT")
CASES = ("Unit", "Jenis Layanan", "Nama Pemohon", "Tanggal Masuk", "Tanggal Selesai", "Status")

Row = list[object]


@dataclass(frozen=True, slots=True)
class Person:
    """A person nobody is."""

    nip: str
    first: str
    last: str

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def phone(self) -> str:
        return f"0812-{self.nip[:4]}-{self.nip[-4:]}"

    @property
    def plate(self) -> str:
        return f"L {self.nip[-4:]} {self.first[:2].upper()}"


WAYS: tuple[Callable[[Person], str], ...] = (
    lambda one: one.nip,
    lambda one: f"Diklat {one.nip}",
    lambda one: f"Diklat {one.nip[:8]} {one.nip[8:14]} {one.nip[14]} {one.nip[15:]} {one.name}",
    lambda one: f"{one.name} / {one.nip}",
    lambda one: f"Surat a.n. {one.name}",
    lambda one: f"Surat an. {one.name.upper()}",
    lambda one: f"Diklat Sdr. {one.name}",
    lambda one: f"Bimtek {one.name}, S.Sos",
    lambda one: f"Drs. {one.name}",
    lambda one: f"Kunjungan {one.name}",
    lambda one: one.name.upper(),
)
"""Ways to write a person into a text; the last two only where a column of names knows the name."""


REMARKS: tuple[Callable[[Person], str], ...] = (
    lambda one: f"Pak {one.first} di loket 2 ramah, {one.last.lower()} juga",
    lambda one: f"bu {one.first.lower()} {one.last.lower()} jutek",
    lambda one: f"{one.name.upper()} LAMA SEKALI",
    lambda one: f"Hubungi {one.phone} bila kursi sudah ditambah",
    lambda one: f"Motor {one.plate} terkunci di parkiran",
    lambda one: f"surel {one.first.lower()}.{one.last.lower()}@pos.example, antre lama",
    lambda one: f"Saya {one.nip} warga Jl. {one.last} No. {one.nip[-3:]} RT 03 RW 05, toilet kotor",
    lambda one: f"NIK {one.nip[:4]}.{one.nip[4:8]} {one.nip[8:12]}-{one.nip[12:]} atas nama {one.first}_{one.last}",
)
"""Ways in which citizens write people into a remark; nothing but the words around them may be left."""


def people(count: int = PEOPLE, seed: int = 19) -> list[Person]:
    """So many persons; no word of a name is another's, or any other word."""
    chance = random.Random(seed)
    words = map("".join, product(SYLLABLE.split("|"), repeat=3))
    shuffled = sorted(words, key=lambda _: chance.random())
    return [
        Person(
            f"{1965 + number % 35}{1 + number % 12:02d}{1 + number % 28:02d}{2005 + number % 15}{1 + number % 12:02d}"
            f"{1 + number % 2}{1 + number:03d}",
            shuffled[2 * number].capitalize(),
            shuffled[2 * number + 1].capitalize(),
        )
        for number in range(count)
    ]


def planted_sheets(persons: list[Person]) -> dict[str, list[Row]]:
    """Each person in a row of one of three sheets, written into one of its texts, or where no text belongs."""
    makers = (_training, _employee, _case)
    tables: dict[str, list[Row]] = {"Pelatihan": [[*TRAININGS]], "Pegawai": [[*STAFF]], "Layanan": [[*CASES]]}
    ways = cycle(WAYS)
    for number, (one, way) in enumerate(zip(persons, islice(ways, len(persons)), strict=True)):
        for table, make in zip(tables.values(), makers, strict=True):
            table.append(make(one, way(one), number))
    return {f"{title} a.n. {one.name}": rows for (title, rows), one in zip(tables.items(), persons, strict=False)}


def _training(one: Person, text: str, number: int) -> Row:
    row: Row = [one.nip, one.name, UNIT, TRAINING, "Teknis", "BPSDM", DAY, DAY, 20, "hadir", None]
    row[2 + number % 9] = text
    return row


def _employee(one: Person, text: str, number: int) -> Row:
    row: Row = [one.nip, one.name, "PNS", UNIT, "Penata", "S-1", "1 Januari 2015"]
    row[2 + number % 5] = text
    return row


def _case(one: Person, text: str, number: int) -> Row:
    row: Row = [UNIT, "KTP", one.name, "2026-02-01 08:00", "2026-02-01 09:00", "selesai"]
    row[(0, 1, 3, 4, 5)[number % 5]] = text
    return row


def traces(text: str, persons: list[Person]) -> list[str]:
    """Every planted NIP, phone, plate and word of a name that stands in a text, however written and parted."""
    plain = text.casefold()
    seen = {*NAME_OR_PLATE.findall(plain), *NIP_OR_PHONE.findall(re.sub("[ .-]", "", plain))}
    return [
        trace
        for one in persons
        for trace in (one.nip, one.phone.replace("-", ""), *map(str.casefold, (one.plate, one.first, one.last)))
        if trace in seen
    ]


def texts_of(dataset: Dataset) -> Iterator[str]:
    """Everything that anybody may come to see of a dataset: all but the column of NIP."""
    for kind in FRAME_COLUMNS:
        frame = getattr(dataset, kind).drop(columns="nip", errors="ignore")
        yield from (str(value) for name in frame for value in frame[name].unique())
    yield from map(repr, (*dataset.problems, *dataset.questions, *dataset.settled, *dataset.files))
