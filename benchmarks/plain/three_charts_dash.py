"""The same page in Dash: python -m benchmarks.plain.three_charts_dash PORT"""

from __future__ import annotations

import sys

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from benchmarks.plain.charts import LONGEST, three_charts

GRAPHS = ("pairs", "series", "course")


def page() -> Dash:
    """One slider, three charts that follow it."""
    app = Dash(__name__)
    app.layout = html.Div(
        [
            html.H1("Tiga grafik"),
            dcc.Slider(1, LONGEST, 1, value=6, id="window"),
            *(dcc.Graph(id=one) for one in GRAPHS),
        ]
    )

    @app.callback([Output(one, "figure") for one in GRAPHS], Input("window", "value"))
    def draw(window: int) -> list[go.Figure]:
        return three_charts(window)

    return app


if __name__ == "__main__":
    page().run(port=sys.argv[1], debug=False)
