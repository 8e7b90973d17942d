"""The three charts all compared pages show, from the sample books, read once a process."""

from __future__ import annotations

from functools import cache

import pandas as pd
import plotly.graph_objects as go

from analysis.before_after import compare
from analysis.charts import before_after
from analysis.charts.style import Chart
from data.books import default_sources, load_books
from data.catalog import indicator
from data.panel import build_panel, series

IKM, MINUTES, LONGEST = indicator("ikm"), indicator("lama_layanan"), 12


@cache
def _panel() -> pd.DataFrame:
    return build_panel(load_books(default_sources()))


def three_charts(window: int) -> list[go.Figure]:
    """Pairs of two indicators with `window` periods on each side, and one indicator over time."""
    charts: list[Chart] = [
        before_after.dumbbell(compare(series(_panel(), one.key), one, window=window), "") for one in (IKM, MINUTES)
    ]
    return [chart.figure for chart in (*charts, before_after.over_time(series(_panel(), IKM.key), IKM, ""))]
