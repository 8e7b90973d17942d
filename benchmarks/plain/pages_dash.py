"""The same pages in Dash, at / and /pelatihan-kepuasan: python -m benchmarks.plain.pages_dash PORT"""

import sys

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from benchmarks.plain.charts import LAGS, overview, training_and_outcome


def pages() -> Dash:
    """One page of a chart, and one of a choice and a chart that follows it."""
    app = Dash(__name__, suppress_callback_exceptions=True)
    app.layout = html.Div([dcc.Location(id="address"), html.Div(id="page")])

    @app.callback(Output("page", "children"), Input("address", "pathname"))
    def page(path: str) -> list:
        if path == "/":
            return [html.H1("Ringkasan"), dcc.Graph(figure=overview())]
        choice = dcc.RadioItems([{"label": str(lag), "value": lag} for lag in LAGS], 0, id="lag")
        return [html.H1("Pelatihan dan kepuasan"), choice, dcc.Graph(id="scatter")]

    @app.callback(Output("scatter", "figure"), Input("lag", "value"))
    def draw(lag: int) -> go.Figure:
        return training_and_outcome(lag)

    return app


if __name__ == "__main__":
    pages().run(port=sys.argv[1], debug=False)
