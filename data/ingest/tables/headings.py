"""Headings and the columns they name: by exact names, case, marks and blanks aside; indicators by their words."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.ingest.parsers.indicators import WORDINGS, indicator_named
from data.ingest.parsers.text import key
from data.ingest.schemas import CONTRACTS, Contract
from data.ingest.schemas.contract import TELLS_NO_KIND
from data.ingest.schemas.unsur import Unsur, aspect, read_unsur
from data.ingest.tables.courses import ONE_A_ROW, course_headings
from data.ingest.tables.header import Header, spellings, told_apart
from data.ingest.tables.pivot import figure_headings, hours_headings, names_period, says_role
from data.ingest.tables.quarters import quarter_headings

FEWEST_UNSUR = 7
SURVEYS = ("skm", "rekap_skm")
ACROSS = {
    "skm": ("unsur",), "rekap_skm": ("unsur",), "rtl": ("waktu",), "rekap_jp": ("jp",),
    "pelatihan": ("nama_pelatihan", "mulai"),
}  # fmt: skip
INDICATOR_COLUMNS = {"kinerja": {name: name for name in WORDINGS}, "layanan": {"lama_layanan": "lama"}}
INDICATOR_ROWS = {"indikator", "realisasi"}
IGNORED_COUNTS = 0.1
SPELLINGS = 9
NOT_READ, OWN_INDICATOR = "tidak dibaca", "indikator baru dengan judul ini"


@dataclass(frozen=True, slots=True)
class Recognition:
    """Headings as one sheet kind: which column is which, the unmet needs, and how many columns were understood."""

    contract: Contract
    columns: Mapping[str, Header]
    missing: tuple[tuple[str, ...], ...]
    understood: float


def layout_of(headers: Sequence[Header]) -> str:
    """The same for every table with these headings: what answers about it are remembered under."""
    names = "|".join(key(header.whole) for header in headers)
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def column_question(layout: str, name: str) -> str:
    """The key of the question which heading of a layout stands for a canonical column."""
    return f"{layout}:kolom:{name}"


def kind_question(layout: str) -> str:
    """The key of the question which kind of sheet a layout is."""
    return f"{layout}:jenis"


def heading_questions(headers: Sequence[Header]) -> dict[Header, str]:
    """The key of the question what each heading of a layout is read as."""
    layout = layout_of(headers)
    return {header: f"{layout}:judul:{at}:{key(header.text)}" for at, header in enumerate(headers, start=1)}


def mapped_contract(headers: Sequence[Header], answers: Mapping[str, str]) -> Contract | None:
    """The kind that the office has said these headings are, once it has said what each of them means."""
    if not any(name.endswith(":jenis") for name in answers):
        return None
    label = answers.get(kind_question(layout_of(headers)))
    contract = next((one for one in CONTRACTS if one.label == label), None)
    if contract is None:
        return None
    meanings = {*_names_of(contract), NOT_READ, OWN_INDICATOR}
    return contract if all(answers.get(name) in meanings for name in heading_questions(headers).values()) else None


def _names_of(contract: Contract) -> dict[str, str]:
    """Label → name of the columns that are read."""
    return {column.label: column.name for column in contract.columns if column.type != "ignored"}


@lru_cache(maxsize=100_000)
def is_known(text: str) -> bool:
    """Whether any contract knows a heading of that text, or it names a period, a training, a target or its result."""
    known = any(name in _VOCABULARY for name in spellings((text,)))
    known = (
        known
        or indicator_named(text) is not None
        or read_unsur(text) is not None
        or names_period(text)
        or says_role(text)
    )
    return known or bool(course_headings([Header(0, (text,))]))


def match(
    headers: Sequence[Header], contract: Contract, answers: Mapping[str, str], besides: Iterable[Header] = ()
) -> dict[str, Header]:
    """Canonical column → its heading; answers first, then each heading and column at most once, best spelling first.

    A name that several columns go by is given last, from left to right. The headings `besides` mean something else
    and name no column by themselves.
    """
    columns = _answered(headers, contract, answers)
    taken = {header.column for header in (*columns.values(), *besides)} | _set_aside(headers, answers)
    free = [header for header in headers if header.column not in taken]
    aliases = _ALIASES[contract.kind]
    found = [
        ((place, 0, rank, header.column) if len(named) == 1 else (place, 1, header.column, at), name, header)
        for header in headers
        for place, text in enumerate(spellings(header.path))
        for named in [aliases.get(text, {})]
        for at, (name, rank) in enumerate(named.items())
    ]
    single = [(name, several[0]) for name, several in indicators_by(free, contract).items() if len(several) == 1]
    found += [((SPELLINGS, 0, 0, header.column), name, header) for name, header in single]
    for _, name, header in sorted(found, key=lambda candidate: candidate[:2]):
        if name not in columns and header.column not in taken:
            columns[name] = header
            taken.add(header.column)
    return columns


def indicators_by(headers: Iterable[Header], contract: Contract) -> dict[str, list[Header]]:
    """Canonical column of an indicator → the headings that name it, by all texts over them or by the lowest."""
    found: dict[str, list[Header]] = {}
    names = INDICATOR_COLUMNS.get(contract.kind, {})
    for header in headers:
        name = indicator_named(" ".join(header.path)) or indicator_named(header.text)
        if name in names:
            found.setdefault(names[name], []).append(header)
    return found


def columns_named(header: Header, contract: Contract) -> set[str]:
    """The canonical columns that a heading names, those that are never read left out."""
    texts = {name for text in spellings(header.path) for name in _ALIASES[contract.kind].get(text, {})}
    return {name for name in texts | {*indicators_by([header], contract)} if contract.column(name).type != "ignored"}


def _answered(headers: Sequence[Header], contract: Contract, answers: Mapping[str, str]) -> dict[str, Header]:
    if not answers:
        return {}
    layout, by_text = layout_of(headers), told_apart(headers)
    answer = {column.name: answers.get(column_question(layout, column.name)) for column in contract.columns}
    named = {name: by_text[text] for name, text in answer.items() if text in by_text}
    return named | _mapped(headers, contract, answers)


def _mapped(headers: Sequence[Header], contract: Contract, answers: Mapping[str, str]) -> dict[str, Header]:
    """Canonical column → the first heading that the office reads as that."""
    if mapped_contract(headers, answers) is not contract:
        return {}
    names = _names_of(contract)
    meant = {header: names.get(answers.get(question, "")) for header, question in heading_questions(headers).items()}
    return {name: header for header, name in reversed(meant.items()) if name}


def is_not_read(header: Header, headers: Sequence[Header], answers: Mapping[str, str]) -> bool:
    """Whether the office has said that a column of a mapped table is not to be read."""
    return answers.get(heading_questions(headers)[header]) == NOT_READ


def _set_aside(headers: Sequence[Header], answers: Mapping[str, str]) -> set[int]:
    """Columns that the office reads as none of a contract's."""
    if mapped_contract(headers, answers) is None:
        return set()
    asked = heading_questions(headers).items()
    return {header.column for header, name in asked if answers.get(name) in (NOT_READ, OWN_INDICATOR)}


def match_unsur(headers: Sequence[Header]) -> dict[Header, Unsur]:
    """The headings that name an element of the satisfaction survey; a bare number may be named by the text above it.

    A heading that only speaks of an element counts where most elements are named or spoken of beside it.
    """
    found = {}
    for header in headers:
        unsur = read_unsur(header.text)
        if unsur and unsur.name is None:
            unsur = read_unsur(" ".join(reversed(header.path)))
        if unsur:
            found[header] = unsur
    spoken = {header: Unsur(None, name) for header in headers if header not in found and (name := _spoken_of(header))}
    return found | spoken if _distinct((found | spoken).values()) >= FEWEST_UNSUR else found


def _spoken_of(header: Header) -> str | None:
    """The element that a heading speaks of, such as "Kemudahan prosedur pelayanan di kantor kami"."""
    is_column = any(name in _ALIASES["skm"] for name in spellings(header.path))
    return None if is_column else aspect(header.text)


def _distinct(unsur: Iterable[Unsur]) -> int:
    return len({found.number or found.name for found in unsur})


def recognise(headers: Sequence[Header], answers: Mapping[str, str]) -> Recognition | None:
    """The sheet kind of which most is understood; of equals the one that lacks nothing. None where nothing is known."""
    unsur = match_unsur(headers)
    is_survey = _distinct(unsur.values()) >= FEWEST_UNSUR
    kinds = [contract for contract in CONTRACTS if contract.kind in SURVEYS or not is_survey]
    mapped = mapped_contract(headers, answers)
    kinds = [mapped] if mapped else kinds
    found = [_as_kind(headers, contract, answers, len(unsur) * is_survey) for contract in kinds]
    best = max(found, key=lambda kind: (int(kind.understood), not kind.missing, kind.understood))
    return best if best.understood > 0 else None


def _as_kind(headers: Sequence[Header], contract: Contract, answers: Mapping[str, str], unsur: int) -> Recognition:
    figures = figure_headings(headers) if contract.kind == "kinerja" else []
    telling = [figure for figure in figures if figure.telling]
    told = {figure.header for figure in telling}
    columns = match(headers, contract, answers, told)
    if contract.kind == "rekap_jp" and columns.keys().isdisjoint({"nip", "jp"}):
        columns = {}
    across = (unsur or _across([each for each in headers if each not in told], contract, columns)) + len(telling)
    given = {*columns, *(ACROSS.get(contract.kind, ()) if across else ())}
    given |= {"unit"} if any(figure.unit for figure in figures) else set()
    given |= {"periode"} if any(figure.period is not None for figure in figures) else set()
    given |= {"realisasi"} if any(figure.role == "realisasi" for figure in figures) else set()
    meant = sum(contract.column(name).type not in TELLS_NO_KIND for name in columns) + across
    meant += "realisasi" in given and not telling and "realisasi" not in columns
    said = sum(figure.telling + figure.says_role - 1 for figure in telling)
    understood = meant + IGNORED_COUNTS * (len(columns) - meant + across + said)
    return Recognition(contract, columns, _missing(headers, contract, given), understood)


def _across(headers: Sequence[Header], contract: Contract, columns: Mapping[str, Header]) -> int:
    """How many columns stand for one thing together: sums of JP, trainings, ticks of a plan, one indicator."""
    kind = contract.kind
    if kind == "kinerja":
        alike = [several for name, several in indicators_by(headers, contract).items() if name not in columns]
        return len({header.path for several in alike for header in several})
    if kind == "rekap_jp" and "nip" in columns:
        return len(hours_headings(headers))
    if kind == "pelatihan" and columns.keys().isdisjoint(ONE_A_ROW):
        taken = {header.column for header in columns.values()}
        courses = course_headings([header for header in headers if header.column not in taken])
        return sum((course.jp is not None) + (course.days is not None) for course in courses)
    return len(quarter_headings(headers)) if kind == "rtl" else 0


def _missing(headers: Sequence[Header], contract: Contract, given: set[str]) -> tuple[tuple[str, ...], ...]:
    """Needed groups that no heading and no title can meet; a table must meet at least one of them itself.

    One that names an indicator and what was achieved in each row may leave all else to its title. A day beside nothing
    else that is known is any diary's.
    """
    telling_nothing = {column.name for column in contract.columns if column.type in TELLS_NO_KIND}
    if given - telling_nothing == {"tanggal"}:
        return contract.needs
    if not given >= INDICATOR_ROWS and not any(given & set(group) for group in contract.needs):
        return contract.needs
    missing = [group for group in contract.needs if not (given | contract.from_title) & set(group)]
    return (*missing, *((name,) for name in contract.excludes if _names_any(headers, name)))


def _names_any(headers: Sequence[Header], name: str) -> bool:
    return any(spelling in _ALIASES_OF[name] for header in headers for spelling in spellings(header.path))


def _aliases(contract: Contract) -> dict[str, dict[str, int]]:
    """Key of a name → the columns that go by it, and how far down their lists it stands."""
    found: dict[str, dict[str, int]] = {}
    for column in contract.columns:
        if column.name in INDICATOR_COLUMNS.get(contract.kind, {}):
            continue
        for rank, alias in enumerate((column.name, *column.aliases)):
            found.setdefault(key(alias), {}).setdefault(column.name, rank)
    return found


_ALIASES = {contract.kind: _aliases(contract) for contract in CONTRACTS}
_VOCABULARY = frozenset(name for aliases in _ALIASES.values() for name in aliases)
_ALIASES_OF = {
    name: frozenset(alias for aliases in _ALIASES.values() for alias, columns in aliases.items() if name in columns)
    for name in {excluded for contract in CONTRACTS for excluded in contract.excludes}
}
