"""Several imports as one: where two speak of the same thing, the later one counts; and what an import would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.ingest.duplicates import IDENTITY
from data.ingest.parsers.units import UnitNames
from data.panel.dataset import FRAME_COLUMNS, Dataset, empty_frame

SUBJECT: Mapping[str, Sequence[str]] = {
    **IDENTITY,
    "skm": ("unit", "period", "layanan"),
    "layanan": ("unit", "layanan", "month"),
}
"""What a row speaks of. Respondents and cases have no identity of their own: a later book replaces all those of one
unit, service and period (cases: the month they came in)."""

IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Change:
    """What an import would do to the rows of one kind: rows of the book that are new, differ from, or equal present
    ones; and present rows that would no longer count."""

    kind: str
    new: int
    changed: int
    same: int
    replaced: int


def merged(kind: str, frames: Mapping[int, pd.DataFrame], units: UnitNames) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that count, and those that a later import replaced; both with the column `import`."""
    parts = [frame.assign(**{IMPORT: number}) for number, frame in sorted(frames.items()) if len(frame)]
    whole = pd.concat(parts or [empty_frame(kind).assign(**{IMPORT: 0})], ignore_index=True)
    if "unit" in whole:
        spelling = {name: units.name(name) for name in whole["unit"].dropna().unique()}
        whole["unit"] = whole["unit"].map(spelling).astype(object).where(whole["unit"].notna(), None)
    counts = whole[IMPORT] == whole.groupby(subjects(kind, whole))[IMPORT].transform("max")
    return whole[counts].reset_index(drop=True), whole[~counts]


def subjects(kind: str, frame: pd.DataFrame) -> pd.Series:
    """One number for all rows that speak of the same thing."""
    facts = frame
    if kind == "pelatihan":
        names = frame["nama_pelatihan"].str.casefold()
        facts = frame.assign(nama_pelatihan=names, whole_unit=frame["unit"].where(frame["nip"].isna()))
    if kind == "layanan":
        facts = frame.assign(month=frame["masuk"].dt.to_period("M"))
    return _numbers(facts[list(SUBJECT[kind])])


def changes(before: Dataset, incoming: Dataset) -> tuple[Change, ...]:
    """What taking `incoming` in would change, a line for each kind it holds."""
    kinds = [kind for kind in FRAME_COLUMNS if len(getattr(incoming, kind))]
    return tuple(_change(kind, getattr(before, kind), getattr(incoming, kind)) for kind in kinds)


def _change(kind: str, before: pd.DataFrame, incoming: pd.DataFrame) -> Change:
    both, units = {0: before, 1: incoming}, UnitNames()
    rows = pd.concat([part for part in merged(kind, both, units) if len(part)], ignore_index=True)
    subject, arriving = subjects(kind, rows), rows[IMPORT] == 1
    known, met = subject.isin(subject[~arriving]), subject.isin(subject[arriving])
    content = _numbers(rows[[*FRAME_COLUMNS[kind]]])
    nth = content.groupby([content, arriving]).cumcount()
    twins = pd.DataFrame({"content": content, "nth": nth}).duplicated(keep=False)
    return Change(
        kind,
        new=int((arriving & ~known).sum()),
        changed=int((arriving & known & ~twins).sum()),
        same=int((arriving & twins).sum()),
        replaced=int((~arriving & met & ~twins).sum()),
    )


def _numbers(facts: pd.DataFrame) -> pd.Series:
    """One number for all equal rows; blanks are equal to blanks."""
    codes = pd.DataFrame({name: pd.factorize(facts[name])[0] for name in facts}, index=facts.index)
    return codes.groupby(list(codes), sort=False).ngroup()
