"""What Ringkasan shows, counted while nobody has opened it yet."""

from datetime import date

from analysis.impact import chart  # noqa: F401  (takes long to load)
from analysis.overview.changes.compute import changes
from analysis.overview.latest.compute import latest_figures
from analysis.overview.summary import summarise
from analysis.provenance import overview  # noqa: F401
from analysis.targets.compute import targets
from data import settings
from data.panel.whole_periods import whole_panel
from pages.parts import cache, chart_card  # noqa: F401


def prepare() -> None:
    """Read the default books and keep what the first page, which most open as readers, will ask about them."""
    data, today = cache.default(), date.today()
    if settings.access() in ("lan", "server"):
        data = cache.told_to_readers(data)
    for compute in (whole_panel, latest_figures):
        cache.cached(data, compute, today)
    cache.cached(data, summarise)
    month = cache.cached(data, changes, None, today)
    cache.cached(data, targets, month.period.year)
