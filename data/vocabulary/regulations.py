"""The rules of law that numbers are held against, read from regulations.toml."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

_RULES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "regulations.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class JpRule:
    """Hours of competence development (JP) a status must reach ("minimum") or may not exceed ("maximum") a year."""

    status: str
    kind: Literal["minimum", "maximum"]
    jp: float
    from_year: int
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form of competence development: klasikal, nonklasikal or pendidikan, and its part of 10 : 20 : 70."""

    name: str
    way: str
    part: int


FEWEST = 5
"""Groups of fewer persons are not told. A policy of this project: no statute names a number."""
JP_RULES = tuple(JpRule(**rule) for rule in _RULES["jp"])
SKM_SOURCE: str = _RULES["skm"]["source"]
SKM_SCALE: int = _RULES["skm"]["scale"]
SKM_WEIGHTS = {name: Fraction(value) for name, value in _RULES["skm"]["weights"].items()}
SKM_BANDS: tuple[dict[str, str], ...] = tuple(_RULES["skm"]["bands"])
SKM_ELEMENTS: dict[str, str] = _RULES["skm"]["elements"]
KREJCIE_MORGAN: tuple[tuple[int, int], ...] = tuple((row[0], row[1]) for row in _RULES["krejcie_morgan"]["table"])
KREJCIE_MORGAN_SOURCE: str = _RULES["krejcie_morgan"]["source"]
FORMS_SOURCE: str = _RULES["forms"]["source"]
FORMS = tuple(Form(form["name"], form["way"], form["part"]) for form in _RULES["forms"]["list"])
_FORM_BY_TEXT = {
    text.casefold(): form
    for place, (form, entry) in enumerate(zip(FORMS, _RULES["forms"]["list"], strict=True), start=1)
    for text in (form.name, str(place), *entry.get("aliases", ()))
}


def form_of(text: object) -> Form | None:
    """The form an office means by that text: its name, another name or SIASN's code; None for anything else."""
    return _FORM_BY_TEXT.get(str(text).strip().casefold())


def jp_rule(status: str, year: int) -> JpRule | None:
    """The newest JP rule for that status in force in that calendar year; None where there is none."""
    in_force = [rule for rule in JP_RULES if rule.status == status and rule.from_year <= year]
    return max(in_force, key=lambda rule: rule.from_year, default=None)
