"""How fast and how accurate service was, in sentences and cards."""

import math

from analysis.service.compute import Complaints, ServiceTime
from analysis.stats.intervals import Share
from analysis.text import wording
from analysis.text.cards import Card


def cards(result: ServiceTime, complaints: Complaints | None) -> list[Card]:
    """Within what time half and nine of ten cases were done (open ones included), on time, returned, complaints."""
    found = [
        Card("Separuh berkas selesai dalam", _minutes(result.median), _range_of(result.median_low, result.median_high)),
        Card("9 dari 10 berkas selesai dalam", _minutes(result.p90), _range_of(result.p90_low, result.p90_high)),
        _share("Semua berkas: tepat waktu", result.on_time),
        _share("Semua berkas: dikembalikan", result.returned),
        Card("Belum selesai", f"{wording.count(result.n_open)} berkas", f"dari {wording.count(result.n)} berkas"),
    ]
    return [*found, complained(complaints)] if complaints else found


def complained(result: Complaints) -> Card:
    """Complaints per 1,000 cases."""
    between = wording.counted_interval(result.ci_low, result.ci_high, 1)
    when = wording.period_range(*result.period)
    note = f"selang 95%: {between} · {wording.count(result.complaints)} pengaduan, {when}"
    return Card("Pengaduan per 1.000", wording.number(result.rate, 1), note)


def _share(label: str, one: Share) -> Card:
    if not one.n:
        return Card(label, wording.NONE, "tidak tercatat")
    low, high = wording.percent(one.ci_low), wording.percent(one.ci_high)
    return Card(label, wording.percent(one.value), f"selang 95%: {low} sampai {high} · n = {wording.count(one.n)}")


def _minutes(value: float) -> str:
    return wording.with_unit(wording.number(value, 0), "menit")


def _range_of(low: float, high: float) -> str:
    return f"selang 95%: {wording.counted_interval(low, high, 0)}"


def sentences(result: ServiceTime) -> list[str]:
    """Time taken and promise kept, then everything the figures had to do without."""
    known = math.isfinite(result.median)
    speed = (
        f"Separuh berkas selesai dalam {wording.number(result.median, 0)} menit"
        if known
        else "Terlalu banyak berkas belum selesai untuk menghitung mediannya"
    )
    kept = f"; {wording.percent(result.on_time.value)} tepat waktu" if result.on_time.n else ""
    sentences = [f"{speed}{kept} (n = {wording.count(result.n)} berkas, {wording.period_range(*result.period)})."]
    if not result.on_time.n:
        sentences.append("Standar waktu belum diisi, jadi ketepatan waktu belum dapat dihitung.")
    if result.n_open:
        sentences.append(f"{wording.count(result.n_open)} berkas belum selesai; ikut dihitung, tidak dibuang.")
    if result.in_days:
        sentences.append(f"{wording.count(result.in_days)} berkas tanpa jam: lamanya tidak dihitung dalam menit.")
    if result.n_wrong:
        sentences.append(f"{wording.count(result.n_wrong)} berkas tidak ikut: tanggalnya kosong atau terbalik.")
    return sentences
