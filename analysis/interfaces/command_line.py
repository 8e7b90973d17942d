"""`python -m analysis`: the pages' numbers, from a command line."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.before_after import text as before_after_text
from analysis.before_after.compute import compare
from analysis.competence import text as competence_text
from analysis.competence.compliance import compliance, held_of
from analysis.cost import text as cost_text
from analysis.cost.summary import summarise_cost
from analysis.impact.estimators import METHODS
from analysis.impact.evidence import dossier
from analysis.impact.randomisation_plan import RandomisationPlan, draw_waves
from analysis.impact.summary import ALL, impact_record, impact_sentences, summarise_impact
from analysis.interfaces.records import (
    before_after_record,
    compliance_record,
    cost_record,
    regression_record,
    skm_record,
    to_json,
)
from analysis.interfaces.report import add_options as report_options
from analysis.interfaces.report import add_watch_options, cmd_report, cmd_watch
from analysis.overview.changes import compute as changes
from analysis.overview.changes import text as changes_text
from analysis.regression import text as regression_text
from analysis.regression.compute import fit_regression
from analysis.survey import text as survey_text
from analysis.survey.compute import answers, satisfaction, survey_warnings
from analysis.survey.sample import samples
from data.command_line import GOOD, NEWS, UNUSABLE, Parser, a_month, exit_code, usable_books, whole_number
from data.panel.build import find_indicator, panel_of, series
from data.panel.dataset import Dataset
from data.panel.exposure import ANY, Training, find_training
from data.problems import BookError, NoAnswer, UnknownName
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.ikm import NINTH
from data.vocabulary.indicators import IKM, Indicator
from data.vocabulary.regulations import SKM_WEIGHTS


def cmd_before_after(args: argparse.Namespace) -> int:
    """Print the paired comparison of one indicator."""
    dataset, panel = _load(args)
    indicator = find_indicator(panel, args.indicator)
    rows = series(panel, indicator.key)
    result = compare(rows, indicator, window=args.window, units=args.unit)
    text = [before_after_text.sentence(result), before_after_text.sample(result), before_after_text.CAUTION]
    text += [f"Tidak ikut dihitung: {unit.unit} ({unit.why})." for unit in result.excluded]
    notes = panel.attrs["notes"] + rows.attrs["notes"]
    _print(args, before_after_record(result), text, notes)
    return exit_code(dataset)


def cmd_regress(args: argparse.Namespace) -> int:
    """Print the regression of one indicator on one exposure."""
    dataset, panel = _load(args)
    y = find_indicator(panel, args.y)
    x = next(exposure for exposure in EXPOSURES if exposure.key == args.x)
    rows = series(panel, y.key)
    result = fit_regression(rows, x=x, y=y, lag=args.lag)
    text = [regression_text.sentence(result), regression_text.sample(result), regression_text.ASSOCIATION]
    text += [] if result.refusal else [regression_text.other_units(result)]
    text += [f"Uji {check.name} ({check.test}): {check.verdict}. {check.meaning}" for check in result.checks]
    _print(args, regression_record(result), text, panel.attrs["notes"] + rows.attrs["notes"])
    return exit_code(dataset)


def cmd_impact(args: argparse.Namespace) -> int:
    """Print the effect of training on one indicator, and what may be said about it."""
    dataset, panel = _load(args)
    indicator, training = find_indicator(panel, args.indicator), _training(dataset, args)
    result = summarise_impact(dossier(dataset, training, indicator, plan=_plan(args, panel, indicator)), args.method)
    notes = [note for estimate in result.estimates.values() for note in estimate.notes] + panel.attrs["notes"]
    _print(args, impact_record(result), impact_sentences(result), list(dict.fromkeys(notes)))
    return exit_code(dataset)


def cmd_skm(args: argparse.Namespace) -> int:
    """Print the satisfaction survey's index, elements and breakdown."""
    dataset = usable_books(args.books)
    result = satisfaction(answers(dataset), args.weight, args.pooling)
    enough = samples(result.by, panel_of(dataset))
    text = survey_text.sentences(result) + survey_text.samples(enough)
    warnings = [f"{one.file}, {one.sheet} {one.cell or ''}: {one.reason}." for one in survey_warnings(dataset)]
    _print(args, skm_record(result, enough), text, warnings)
    return exit_code(dataset)


def cmd_compliance(args: argparse.Namespace) -> int:
    """Print how many PNS reached the year's minimum of training hours."""
    dataset = usable_books(args.books)
    result = compliance(dataset.pegawai, dataset.pelatihan, args.year, held_of(dataset, args.year))
    _print(args, compliance_record(result), competence_text.sentences(result), [])
    return exit_code(dataset)


def cmd_changes(args: argparse.Namespace) -> int:
    """Print what changed in a month; NEWS where anything got worse beyond ordinary variation."""
    found = changes.changes(usable_books(args.books), args.month)
    _print(args, changes_text.record(found), changes_text.summary(found), changes_text.notes(found))
    return NEWS if found.worse else GOOD


def cmd_cost(args: argparse.Namespace) -> int:
    """Print what the trainings cost and what they bought."""
    dataset, panel = _load(args)
    known = find_indicator(panel, args.indicator) if args.indicator else IKM
    result = summarise_cost(dataset, known, _training(dataset, args), args.year)
    _print(args, cost_record(result), cost_text.sentences(result), panel.attrs["notes"])
    return exit_code(dataset)


def _load(args: argparse.Namespace) -> tuple[Dataset, pd.DataFrame]:
    """The named books (or the store's) and their panel for the asked training."""
    dataset = usable_books(args.books)
    return dataset, panel_of(dataset, _training(dataset, args))


def _training(dataset: Dataset, args: argparse.Namespace) -> Training:
    return find_training(dataset.pelatihan, args.training) if args.training else ANY


def _plan(args: argparse.Namespace, panel: pd.DataFrame, indicator: Indicator) -> RandomisationPlan | None:
    """The plan that was drawn for all units with that indicator, drawn again from its seed."""
    if args.lot is None:
        return None
    seed, waves, comparison = args.lot
    return draw_waves(
        list(series(panel, indicator.key)["unit"].unique()), waves=waves, seed=seed, comparison=comparison
    )


def _print(args: argparse.Namespace, record: dict[str, object], text: list[str], notes: list[str]) -> None:
    if args.json:
        print(to_json(record | {"notes": notes}))
    else:
        print("\n".join([*text, *(f"Catatan: {note}" for note in notes)]))


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str) -> Parser:
    """A sub-command that reads books and prints text or JSON."""
    command: Parser = commands.add_parser(name, help=about, description=about)
    command.add_argument("books", nargs="*", type=Path, metavar="BUKU", help="buku Excel; tanpa ini: data tersimpan")
    command.add_argument("--json", action="store_true", help="cetak sebagai JSON")
    command.set_defaults(run=run)
    return command


def _choose_training(command: Parser) -> None:
    about = "bidang, atau sebagian nama pelatihan; tanpa ini: semua"
    command.add_argument("--training", metavar="PELATIHAN", help=about)


def parser() -> Parser:
    """One sub-parser a sub-command; each sets `run`, a function from the parsed arguments to the exit code."""
    top = Parser(prog="python -m analysis", description="Hitung dari buku kantor.")
    commands = top.add_subparsers(required=True, metavar="PERINTAH")

    before_after = _command(commands, "before-after", cmd_before_after, "sebelum dan sesudah pelatihan tiap unit")
    _choose_training(before_after)
    before_after.add_argument("--indicator", required=True, metavar="INDIKATOR")
    before_after.add_argument("--window", type=whole_number(1, 12), default=6, help="periode di tiap masa (1–12)")
    before_after.add_argument("--unit", action="extend", nargs="+", metavar="UNIT", help="hanya unit ini")

    regression = _command(commands, "regress", cmd_regress, "regresi indikator pada pelatihan")
    _choose_training(regression)
    regression.add_argument("--x", required=True, choices=[exposure.key for exposure in EXPOSURES])
    regression.add_argument("--y", required=True, metavar="INDIKATOR")
    regression.add_argument("--lag", type=whole_number(0, 24), default=0, help="jeda dalam periode (0–24)")

    effect = _command(commands, "impact", cmd_impact, "dampak pelatihan dan seberapa yakin kita")
    _choose_training(effect)
    effect.add_argument("--indicator", required=True, metavar="INDIKATOR")
    effect.add_argument("--method", choices=[*METHODS, ALL], default=ALL, help="tanpa ini: all")
    effect.add_argument(
        "--lot", type=whole_number(0, 10**9), nargs=3, metavar=("ANGKA", "GELOMBANG", "PEMBANDING"),
        help="urutan pelatihan diundi: angka acuan undian, banyaknya gelombang, banyaknya unit pembanding",
    )  # fmt: skip

    survey = _command(commands, "skm", cmd_skm, "survei kepuasan masyarakat (IKM)")
    survey.add_argument("--weight", type=lambda text: text.replace(",", "."), choices=list(SKM_WEIGHTS), default=NINTH)
    survey.add_argument(
        "--pooling",
        choices=["responden", "layanan"],
        default="responden",
        help="rata-rata menurut apa",
    )

    changed = _command(commands, "changes", cmd_changes, "apa yang berubah bulan ini; kode keluar 3: ada yang memburuk")
    changed.add_argument("--month", type=a_month, metavar="BULAN", help="seperti 2026-10; tanpa ini: bulan terakhir")

    hours = _command(commands, "compliance", cmd_compliance, "PNS yang mencapai 20 JP setahun")
    hours.add_argument("--year", required=True, type=whole_number(1945, 2200), metavar="TAHUN")

    costs = _command(commands, "cost", cmd_cost, "biaya pelatihan dan biaya tiap poin perbaikan")
    _choose_training(costs)
    costs.add_argument("--indicator", metavar="INDIKATOR", help="tanpa ini: ikm")
    costs.add_argument("--year", type=whole_number(1945, 2200), metavar="TAHUN", help="tanpa ini: tahun terbaru")

    report = commands.add_parser(
        "report", help="laporan periode: PPTX, DOCX, XLSX, PDF, PNG", description="Laporan periode."
    )
    report.add_argument("books", nargs="*", type=Path, metavar="BUKU", help="buku Excel; tanpa ini: data tersimpan")
    report.set_defaults(run=cmd_report)
    report_options(report)

    about = "bulan ini sebagai teks WhatsApp; kode keluar 3: ada yang memburuk"
    watch = commands.add_parser("watch", help=about, description=about)
    watch.add_argument("books", nargs="*", type=Path, metavar="BUKU", help="buku Excel; tanpa ini: data tersimpan")
    watch.set_defaults(run=cmd_watch)
    add_watch_options(watch)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command; its exit code: 0 good, 1 done with refused rows, 2 a file or name unusable, 3 worse."""
    args = parser().parse_args(arguments)
    try:
        return int(args.run(args))
    except (BookError, UnknownName, NoAnswer) as wrong:
        print(wrong, file=sys.stderr)
        return UNUSABLE
