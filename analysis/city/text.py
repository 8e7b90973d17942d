"""What kecamatan side by side say, for leaders: who needs support, and whether training did the same everywhere."""

from collections.abc import Sequence

from analysis.city.compute import Effects, KecamatanLevel, Levels
from analysis.overview.changes.compute import Changes
from analysis.text import wording

MOST_NAMED = 3
ALIKE_BELOW = 0.05
PLACES = {-1: "di bawah batas", 0: "di dalam batas", 1: "di atas batas"}
NOT_A_RANKING = "Letak di dalam batas dapat terjadi karena kebetulan; urutannya tidak berarti."
FEW = "Perlu paling sedikit tiga kecamatan yang punya nilai; minta kecamatan lain mengirim datanya."


def levels_sentence(found: Levels) -> str:
    """Who needs support, or that nobody stands out."""
    name = wording.inside(wording.short_name(found.indicator))
    if found.support:
        bad = "di bawah" if found.indicator.better == "higher" else "di atas"
        return f"Perlu dukungan: {_named(found.support)}. Di sana {name} {bad} batas wajar dan tidak sedang membaik."
    outside = tuple(one for one in found.levels if one.place)
    if outside:
        return f"Di luar batas wajar: {_named(outside)}. Tidak ada kecamatan yang {name}-nya buruk dan tidak membaik."
    return f"Tidak ada kecamatan yang {name}-nya di luar batas wajar."


def _named(several: tuple[KecamatanLevel, ...]) -> str:
    return _listed([one.kecamatan for one in several])


def _listed(names: Sequence[str]) -> str:
    """The first three by name, and how many others."""
    more = len(names) - MOST_NAMED
    shown = sorted(names)[:MOST_NAMED]
    return wording.listing([*shown, f"{more} kecamatan lain"] if more > 0 else shown)


def place(one: KecamatanLevel) -> str:
    """Where a kecamatan lies, and whether it is getting better."""
    return f"{PLACES[one.place]}{', sedang membaik' if one.rising else ''}"


def moved_lines(month: Changes) -> list[str]:
    """Who got worse and who got better beyond its own ordinary variation, beside what all moved by."""
    sides = (("Memburuk", month.worse), ("Membaik", month.better))
    lines = [f"{word}: {_listed([one.unit for one in several])}." for word, several in sides if several]
    return lines or ["Tidak ada kecamatan yang berubah di luar kebiasaannya."]


def levels_basis(found: Levels) -> str:
    """What was compared."""
    weighed = "tiap responden atau berkas dihitung sama" if found.counts_people else "tiap nilai unit dihitung sama"
    span = wording.period_range(found.first, found.last)
    wider = " Batas sudah diperlebar karena kecamatan memang berbeda-beda." if found.limits.tau > 0 else ""
    return f"n = {len(found.levels)} kecamatan, {span}; {weighed}.{wider}"


def effects_sentence(found: Effects) -> str:
    """The mean effect of kecamatan, how much they differ, and whether one carries it."""
    pooled, known = found.pooled, found.indicator
    name = wording.inside(wording.short_name(known))
    if pooled is None:
        return (
            f"Dampak pada {name} belum dapat dibandingkan antarkecamatan: baru {len(found.effects)} kecamatan yang "
            "dapat dinilai sendiri, perlu 3."
        )
    decimals = wording.fine(wording.change_decimals(known), pooled.mean, pooled.mean_low, pooled.mean_high)
    between = wording.changed_between(pooled.mean_low, pooled.mean_high, known, decimals)
    lone = f" Tanpa {found.carried_by}, rata-rata itu tinggal kurang dari separuh." if found.carried_by else ""
    return (
        f"Rata-rata kecamatan: sesudah pelatihan {name} {wording.changed(pooled.mean, known, decimals)}, kemungkinan "
        f"besar {between}. {_difference(found, decimals)}{lone}"
    )


def _difference(found: Effects, decimals: int) -> str:
    pooled = found.pooled
    if pooled is None or pooled.q_p >= ALIKE_BELOW or pooled.tau == 0:
        return "Beda antarkecamatan bisa saja kebetulan."
    usual = wording.changed_between(pooled.usual_low, pooled.usual_high, found.indicator, decimals)
    return f"Dampaknya berbeda antarkecamatan: di kebanyakan kecamatan {usual}."


def effects_basis(found: Effects) -> str:
    """What was compared, and who is missing."""
    lacking = f"; {len(found.left_out)} kecamatan belum dapat dinilai sendiri" if found.left_out else ""
    return f"n = {len(found.effects)} kecamatan{lacking}. Perkiraan yang kurang pasti ditarik lebih jauh ke rata-rata."
