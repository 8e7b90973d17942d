"""What the office wrote about a report, read from its versions: remarks, targets with their factors, attachments."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from analysis.report.content.report import Attachment, Remark, moment
from analysis.targets.compute import TargetPlan
from data.panel.dataset import Dataset
from data.store.remarks import Version, newest

REMARK, PLANS, ATTACHMENT = "catatan", "rencana", "lampiran"
WORDS = {REMARK: "Catatan", PLANS: "Target dan rencana", ATTACHMENT: "Lampiran"}
NAMES = "names"
GONE: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in the report today; `plans` by indicator key."""

    remarks: tuple[Remark, ...] = ()
    plans: tuple[tuple[str, TargetPlan], ...] = ()
    attachments: tuple[Attachment, ...] = ()


UNFILLED = Filling()


def kept_under(dataset: Dataset, unit: str | None) -> str:
    """The unit that writing is kept under, "" for all; a region's stands apart from that of an office beside it."""
    return f"{dataset.files[0].name}: {unit or ''}" if dataset.exported else unit or ""


def filling(versions: Iterable[Version], file: Callable[[str], bytes]) -> Filling:
    """The newest version of each subject that is not taken out; `file` gives a kept file by its digest."""
    standing = standing_in(versions)
    plans = standing[PLANS].content if PLANS in standing else GONE
    return Filling(
        remarks=tuple(Remark(one.content["text"], one.by, _at(one)) for one in _of(standing, REMARK)),
        plans=tuple((key, TargetPlan(**plan)) for key, plan in plans.items()),
        attachments=tuple(_attachment(one, file) for one in _of(standing, ATTACHMENT)),
    )


def standing_in(versions: Iterable[Version]) -> dict[str, Version]:
    """The newest version by subject, of those that stand in the report."""
    return {subject: version for subject, version in newest(versions).items() if version.content}


def plans_content(plans: Iterable[tuple[str, TargetPlan]]) -> dict[str, Any]:
    """The plans as a version keeps them; an indicator nobody wrote about is left out."""
    return {key: asdict(plan) for key, plan in plans if plan != TargetPlan()}


def next_subject(versions: Iterable[Version], kind: str) -> str:
    """A subject of that kind that no version has: "catatan/3"."""
    taken = [int(version.subject.split("/")[1]) for version in versions if version.subject.startswith(f"{kind}/")]
    return f"{kind}/{max(taken, default=0) + 1}"


def subject_words(subject: str) -> str:
    """ "Catatan 1", "Target dan rencana"."""
    kind, _, number = subject.partition("/")
    return f"{WORDS[kind]} {number}".strip()


def content_words(version: Version) -> str:
    """What a version says, as one line."""
    if not version.content:
        return "(dikeluarkan dari laporan)"
    if version.subject == PLANS:
        return f"{len(version.content)} indikator diisi"
    return str(version.content["text"])


def version_table(versions: Iterable[Version]) -> pd.DataFrame:
    """Every version, newest first; columns Nomor, Bagian, Isi, Ditulis oleh, Waktu, Dipakai."""
    several = sorted(versions, key=lambda one: -one.id)
    standing = {one.id for one in newest(several).values()}
    rows = [
        (
            str(one.id),
            subject_words(one.subject),
            content_words(one),
            one.by,
            moment(_at(one)),
            "ya" if one.id in standing else "tidak",
        )
        for one in several
    ]
    return pd.DataFrame(rows, columns=["Nomor", "Bagian", "Isi", "Ditulis oleh", "Waktu", "Dipakai"])


def _of(standing: Mapping[str, Version], kind: str) -> list[Version]:
    found = [one for subject, one in standing.items() if subject.startswith(f"{kind}/")]
    return sorted(found, key=lambda one: int(one.subject.split("/")[1]))


def _attachment(version: Version, file: Callable[[str], bytes]) -> Attachment:
    """With its pictures, unless it names people."""
    said = version.content
    pictures = () if said.get(NAMES) else tuple(file(digest) for digest in said["pages"])
    return Attachment(said["text"], version.by, _at(version), said["sha256"], len(said["pages"]), pictures)


def _at(version: Version) -> datetime:
    """The wall clock where it was written."""
    return datetime.fromisoformat(version.at).replace(tzinfo=None)
