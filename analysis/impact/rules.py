"""What makes a verdict "jelas": every threshold of it, and the table of rules that docs/method.md prints.

The code of the verdict, its checks and its intervals reads the numbers from here; each rule's words are made of them.
"""

from dataclasses import dataclass

SIGNIFICANT = 0.05
FAIL_BELOW, WARN_BELOW = 0.01, 0.05

MIN_TRAINED, MIN_COMPARISON, MIN_PERIODS = 3, 2, 3
SOUND_COMPARISON, SOUND_BEFORE, LEAST_DOF = 3, 6, 3

ENOUGH_OWN, FEWEST_NEVER, GAIN = 10, 4, 2.0
BY_KECAMATAN, FEWEST_MIXED, LEAST_KECAMATAN_DOF = 0.9, 3, 2

STEP_CHANCE, LATE_CHANCE, RAMP_CHANCE, RAMP_CHANCE_FEW, FEW_UNITS = 0.03, 0.01, 0.05, 0.07, 20
LATE_FROM, RAMP_LENGTH, MOST_CORRELATION = 4, 12, 0.8

LEAST_LEFT = 0.5
WINDOWS, FEWEST_TESTABLE = 3, 6
LONGEST_ANTICIPATION, LONGEST_LEAD = 3, 6
SOME_COINCIDE, MOST_COINCIDE = 1 / 3, 0.8
PERSISTENT = 0.5
NEAR_TOP, AT_TOP = 5.0, 2.0
FEW_RESPONDENTS, TOO_FEW_RESPONDENTS = 30, 10
GOOD_TURNOUT, POOR_TURNOUT = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One check: its key and its name in Indonesian, and in English when it fails and when it is a caution."""

    key: str
    name: str
    fails: str
    cautions: str = "–"


RULES = (
    CheckRule(
        "enough_data", "Banyaknya data",
        f"fewer than {SOUND_COMPARISON} comparison units, fewer than {SOUND_BEFORE} periods before training (median of "
        f"trained units), or fewer than {LEAST_DOF} degrees of freedom in the units' own spread",
    ),
    CheckRule(
        "drift", "Beda tren",
        f"beside a line of every unit's own, on the headline's side, none of step (p < {STEP_CHANCE}), late (from the "
        f"period {LATE_FROM} after, p < {LATE_CHANCE}) and ramp (over {RAMP_LENGTH}, p < {RAMP_CHANCE}; "
        f"{RAMP_CHANCE_FEW} up to {FEW_UNITS} units) differs from zero; noise is taken as correlated "
        f"{MOST_CORRELATION} at most",
    ),
    CheckRule(
        "selection", "Pemilihan unit", "the interval holds zero once regression to the mean is taken off",
        "that part is larger than the standard error",
    ),
    CheckRule(
        "multiplicity", "Banyaknya pertanyaan",
        f"Holm's adjusted p over all questions asked of the data is above {SIGNIFICANT}",
    ),
    CheckRule(
        "leave_one_out", "Tanpa satu unit",
        f"without one unit less than {LEAST_LEFT:.0%} of the estimate is left, or its sign turns",
        "without one unit the interval would say something else",
    ),
    CheckRule(
        "pre_trend", "Tren sebelum pelatihan",
        f"the slope or one of {WINDOWS} windows before training has p < {FAIL_BELOW}: twice the slope's p, "
        f"{2 * WINDOWS} times the smallest of the windows'",
        f"p < {WARN_BELOW}; always below {FEWEST_TESTABLE} trained units, where it cannot be tested",
    ),
    CheckRule(
        "anticipation", "Antisipasi",
        f"the last {LONGEST_ANTICIPATION} periods before training (a third of those there are, if fewer) differ from "
        f"those before, p < {FAIL_BELOW}; they are then set aside, and everything else is computed without them",
        f"p < {WARN_BELOW}",
    ),
    CheckRule(
        "placebo_date", "Tanggal semu",
        f"a made-up training {LONGEST_LEAD} periods early (half of those there are, if fewer) has an effect, "
        f"p < {FAIL_BELOW}",
        f"p < {WARN_BELOW}",
    ),
    CheckRule(
        "dates", "Banyaknya waktu mulai", "never",
        "all trained units start at one date or in two neighbouring months: a shock of their own at that date cannot "
        "be seen, and the level of evidence stays at 3",
    ),
    CheckRule(
        "events", "Kejadian lain",
        f"at least {MOST_COINCIDE:.0%} of trained units start in the period of something else that touches them, or in "
        "a month next to it",
        f"at least {SOME_COINCIDE:.0%}",
    ),
    CheckRule("autocorrelation", "Autokorelasi", "never", f"correlated {PERSISTENT} or more with the period before"),
    CheckRule(
        "ceiling", "Mendekati batas nilai",
        f"of an indicator up to 100, trained units average {100 - AT_TOP:.0f} or more before training",
        f"{100 - NEAR_TOP:.0f} or more",
    ),
    CheckRule(
        "respondents", "Jumlah responden", f"a median of {TOO_FEW_RESPONDENTS} respondents or fewer behind a value",
        f"{FEW_RESPONDENTS} or fewer",
    ),
    CheckRule(
        "compliance", "Kehadiran peserta",
        f"{POOR_TURNOUT:.0%} of the trained units' invited staff or fewer completed a training (called-off trainings "
        "invite nobody)",
        f"{GOOD_TURNOUT:.0%} or fewer",
    ),
    CheckRule(
        "placebo_outcomes", "Hasil semu", f"an outcome that training cannot move moved, Holm's p < {FAIL_BELOW}",
        f"p < {WARN_BELOW}",
    ),
    CheckRule(
        "randomisation", "Uji acak", f"dealing the training dates out anew gives p above {SIGNIFICANT}",
        f"it gives p of {SIGNIFICANT} or less where the interval holds zero",
    ),
)  # fmt: skip


def markdown() -> str:
    """The rules as the table of docs/method.md."""
    rows = [f"| {rule.name} | {rule.fails} | {rule.cautions} |" for rule in RULES]
    return "\n".join(["| check | fails when | caution when |", "|---|---|---|", *rows]) + "\n"
