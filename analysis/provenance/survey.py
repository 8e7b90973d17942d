"""Origins of the survey's figures: the index, its elements, its services, the share of best answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from analysis.provenance.methods import Method
from analysis.provenance.origin import Origin, Questions, from_books
from analysis.survey.compute import SkmResult, respondents
from data.vocabulary.ikm import UNSUR

INDEX = "jumlah rata-rata U1–U9 × bobot {} × 25; jawaban kosong tidak ikut"
APART = "; rata-rata tiap layanan dihitung dulu, lalu dirata-ratakan"


def survey(forms: pd.DataFrame, result: SkmResult, filters: Mapping[str, str]) -> Questions:
    """Every number of one survey result; `forms` are the rows it was made from."""
    origin, apart = partial(_origin, forms, filters), result.pooling == "layanan"
    said = INDEX.format(result.weight) + (APART if apart else "")
    index = Method("indeks", said, {"weight": result.weight, "elements": UNSUR, "apart": apart})
    whole = Method("indeks", INDEX.format(result.weight), {"weight": result.weight, "elements": UNSUR, "apart": False})
    found = {
        "IKM": partial(origin, "IKM", index, result.ikm, "", 2),
        "Jawaban terbaik (4)": partial(
            origin, "Jawaban terbaik (4)", Method("jawaban terbaik", "bagian jawaban 4 dari semua jawaban", {}),
            100 * result.top_share, "%", 1,
        ),
        "Responden": partial(
            origin, "Responden", Method("banyak baris", "banyaknya responden dengan sedikitnya satu jawaban", {}),
            float(result.n), "responden", 0,
        ),
    }  # fmt: skip
    for element in result.elements:
        name = f"Rata-rata {element.key} {element.label}"
        words = f"rata-rata jawaban {element.key} (1–4)" + (APART if apart else "")
        method = Method("indeks", words, {"weight": result.weight, "elements": (element.key,), "apart": apart})
        found[name] = partial(origin, name, method, element.nrr, "", 2)
    for layanan, ikm in zip(result.services["layanan"], result.services["ikm"], strict=True):
        if ikm == ikm:
            found[f"IKM {layanan}"] = partial(origin, f"IKM {layanan}", whole, ikm, "", 2, layanan=layanan)
    return found


def _origin(
    forms: pd.DataFrame, filters: Mapping[str, str], question: str, method: Method, value: float, unit: str,
    decimals: int, layanan: str | None = None,
) -> Origin:  # fmt: skip
    answered = respondents(forms)
    rows = answered[(answered["layanan"] == layanan) | (layanan is None)]
    table = from_books(rows, Unit=rows["unit"], Layanan=rows["layanan"], Periode=rows["period"],
                       **{name: rows[name] for name in UNSUR})  # fmt: skip
    return Origin(question, method, filters, value, unit, decimals, table)
