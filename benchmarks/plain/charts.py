"""The charts of two of the dashboard's pages, from the sample books, read once a process."""

from functools import cache

import pandas as pd
import plotly.graph_objects as go

from analysis.impact import chart as impact_chart
from analysis.overview.summary import summarise
from analysis.regression import chart as draw
from analysis.regression.compute import fit_regression
from data.ingest.load import default_sources, load_books
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import indicator

IKM, LAGS = indicator("ikm"), (0, 1, 3)


def overview() -> go.Figure:
    """What Ringkasan draws: the trained units as they went and as they would have gone."""
    evidence = summarise(_dataset()).evidence
    assert evidence is not None
    assert evidence.verdict.design is not None
    return impact_chart.by_calendar(evidence.verdict, evidence.verdict.design, "").figure


def training_and_outcome(lag: int) -> go.Figure:
    """What Pelatihan dan kepuasan draws first: the outcome `lag` periods later over training, with its line."""
    return draw.scatter(fit_regression(_series(), x=EXPOSURES[0], y=IKM, lag=lag), "").figure


@cache
def _dataset() -> Dataset:
    return load_books(default_sources())


@cache
def _series() -> pd.DataFrame:
    return series(panel_of(_dataset()), IKM.key)
