"""What a comparison before and after training says, in sentences and cards."""

import math

from analysis.before_after.compute import FEWEST_PAIRS, BeforeAfter
from analysis.text import wording
from analysis.text.cards import Card
from analysis.text.sentences import transition


def outcome(result: BeforeAfter) -> Card:
    """An indicator after training, and its change since before."""
    indicator = result.indicator
    label = f"{wording.short_name(indicator)} sesudah pelatihan"
    if result.n_units == 0:
        return Card(label, wording.NONE, "belum ada unit dengan data sebelum dan sesudah")
    return Card(
        label=label,
        value=wording.measure(result.after, indicator, level_decimals(result)),
        change=wording.change(result.difference, indicator, change_decimals(result)),
        good=_good(result),
        note=f"dari {_before(result)} sebelum dilatih · {result.n_units} unit",
    )


def _before(result: BeforeAfter) -> str:
    return wording.measure(result.before, result.indicator, level_decimals(result))


def _good(result: BeforeAfter) -> bool | None:
    """None where the change cannot be told from chance: a colour would claim more than the numbers."""
    return {"membaik": True, "memburuk": False}.get(direction(result))


def direction(result: BeforeAfter) -> str:
    """What the interval allows to be said of the units' mean change."""
    return wording.direction(result.ci_low, result.ci_high, result.indicator)


def change_decimals(result: BeforeAfter) -> int:
    """Decimals at which levels, change and interval keep their signs and order."""
    said = (result.before, result.after, result.difference, result.ci_low, result.ci_high)
    return wording.fine(wording.change_decimals(result.indicator), *said)


def level_decimals(result: BeforeAfter) -> int:
    """The indicator's own decimals for a level, or more where before and after would look alike."""
    if change_decimals(result) > wording.change_decimals(result.indicator):
        return change_decimals(result)
    return wording.fine(result.indicator.decimals, result.before, result.after)


def cards(result: BeforeAfter) -> list[Card]:
    """Everything a reader of a paired comparison asks for: both levels, difference, two intervals, effect size, n."""
    indicator, decimals = result.indicator, change_decimals(result)
    few = not math.isfinite(result.ci_low)
    low, high = (wording.signed(end, decimals) for end in (result.ci_low, result.ci_high))
    ends = result.boot_low, result.boot_high
    bootstrap, p = wording.interval(*ends, wording.fine(decimals, *ends)), wording.p_value(result.p)
    return [
        Card(
            "Rata-rata sesudah",
            wording.measure(result.after, indicator, level_decimals(result)),
            f"dari {_before(result)} sebelum pelatihan",
        ),
        Card(
            "Perubahan rata-rata",
            wording.change(result.difference, indicator, decimals),
            direction(result),
        ),
        Card(
            "Selang kepercayaan 95%",
            no_interval(result) if few else f"{low} s.d. {high}",
            no_interval_why(result) if few else f"uji t · {p} · bootstrap {bootstrap}",
        ),
        Card(
            "Ukuran efek (Hedges g)",
            wording.number(result.effect_size),
            f"n = {wording.count(result.n_units)} unit, {_periods(result.n_periods, result)}",
        ),
    ]


CAUTION = (
    "Perbandingan sebelum dan sesudah tidak dapat membedakan dampak pelatihan dari semua hal lain "
    "yang berubah pada saat yang sama."
)
TOO_FEW = "n terlalu kecil"


def title(result: BeforeAfter) -> str:
    """ "IKM naik di 5 dari 6 unit": how many units moved as their mean did; not whether that was for the better."""
    way = wording.movement(result.difference)
    same = sum(wording.movement(pair.after - pair.before) == way for pair in result.pairs)
    return f"{wording.short_name(result.indicator)} {way} di {same} dari {result.n_units} unit"


def sentence(result: BeforeAfter) -> str:
    """What happened to the units' means, how sure that is, and in which direction it counts."""
    name = wording.short_name(result.indicator)
    if result.n_units == 0:
        return f"Belum ada unit dengan data {name} sebelum dan sesudah pelatihan."
    levels = level_decimals(result)
    before, after = (wording.measure(one, result.indicator, levels) for one in (result.before, result.after))
    moved = wording.with_unit(wording.moved(result.difference, change_decimals(result)), result.indicator.change_unit)
    by = "tetap" if moved.startswith("tetap") else moved
    return (
        f"Sesudah pelatihan, {wording.inside(name)} rata-rata {by} "
        f"(dari {before} menjadi {after}; {result.n_units} unit). {_sureness(result)}"
    )


def _sureness(result: BeforeAfter) -> str:
    if not math.isfinite(result.ci_low):
        return f"Selang kepercayaan tidak dihitung: {no_interval(result)} ({no_interval_why(result)})."
    between = f"Selang kepercayaan 95% {interval(result)}"
    if direction(result) == wording.UNSURE:
        return f"{between} memuat nol: bisa saja kebetulan."
    return f"{between} tidak memuat nol: nilainya {direction(result)}."


def no_interval(result: BeforeAfter) -> str:
    """What stands where the interval would: too few units, or units that all changed alike."""
    return TOO_FEW if result.n_units < FEWEST_PAIRS else "tidak ada sebaran"


def no_interval_why(result: BeforeAfter) -> str:
    """What would be needed, or what was found, where there is no interval."""
    return "perlu sedikitnya 3 unit" if result.n_units < FEWEST_PAIRS else "semua unit berubah sama besar"


def interval(result: BeforeAfter) -> str:
    """The t interval of the difference in words: "antara naik 1,20 dan 7,10 poin"."""
    return wording.with_unit(
        wording.between(result.ci_low, result.ci_high, change_decimals(result)), result.indicator.change_unit
    )


def sample(result: BeforeAfter) -> str:
    """What stands behind the comparison: "n = 6 unit, 72 bulan, 6 bulan sebelum dan 6 bulan sesudah", "
    "what was set aside."""
    behind = (
        f"n = {wording.count(result.n_units)} unit, {_periods(result.n_periods, result)}, "
        f"{_periods(result.window, result)} sebelum dan {_periods(result.window, result)} sesudah"
    )
    aside = set_aside(result)
    return f"{behind}. {aside}" if aside else behind


def _periods(n: int, result: BeforeAfter) -> str:
    return wording.periods(n, result.periods[0]) if result.periods else f"{wording.count(n)} periode"


def set_aside(result: BeforeAfter) -> str:
    """What became of the periods in which units became trained."""
    return transition(result.n_transition, whole_period=result.whole_period)
