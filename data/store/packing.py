"""A reading of a book as the database keeps it: each frame as Parquet, its report as plain values; and back."""

from dataclasses import asdict
from io import BytesIO
from typing import Any

import pandas as pd
from pandas.api.types import is_object_dtype
from pyarrow import Table
from pyarrow.parquet import read_table

from data.panel.dataset import Dataset, FileReport, Question, SheetReport, empty_frame
from data.problems import Problem
from data.vocabulary.periods import parse_period, period_text


def pack_frame(frame: pd.DataFrame) -> bytes:
    """The frame as Parquet; periods travel as text."""
    texts = frame.assign(period=frame["period"].map(period_text)) if "period" in frame else frame
    content = BytesIO()
    texts.to_parquet(content, index=False, compression="zstd")
    return content.getvalue()


def unpack_frame(kind: str, content: bytes) -> pd.DataFrame:
    """The frame as it was read from the book, typed as every frame of its kind."""
    table, types = read_table(BytesIO(content)), empty_frame(kind).dtypes
    frame = pd.DataFrame({str(name): _column(table, str(name), dtype) for name, dtype in types.items()})
    if "period" in frame:
        known = {text: parse_period(text) for text in frame["period"].unique()}
        frame["period"] = frame["period"].map(known).astype(object)
    return frame


def _column(table: Table, name: str, dtype: Any) -> pd.Series:
    """One column of the type it has in every frame of its kind; blank where the table lacks it."""
    if name not in table.column_names:
        return pd.Series([None] * len(table), dtype=dtype)
    if is_object_dtype(dtype):
        return pd.Series(table[name].to_pylist(), dtype=dtype)
    return table[name].to_pandas().astype(dtype)


def pack_report(dataset: Dataset) -> dict[str, Any]:
    """Report, problems and questions of a dataset of one book."""
    (report,) = dataset.files
    return {
        "is_sample": report.is_sample,
        "sheets": [asdict(sheet) for sheet in report.sheets],
        "problems": [asdict(problem) for problem in dataset.problems],
        "questions": [asdict(question) for question in dataset.questions],
    }


def unpack_report(packed: dict[str, Any], name: str, sha256: str) -> FileReport:
    """The book's report, under the name that tells it from its corrections."""
    sheets = tuple(SheetReport(**sheet) for sheet in packed["sheets"])
    return FileReport(name, sha256, sheets, is_sample=packed.get("is_sample", False))


def unpack_problems(packed: dict[str, Any], name: str) -> list[Problem]:
    """What was found in the book, under that name."""
    return [Problem(**{**problem, "file": name}) for problem in packed["problems"]]


def unpack_questions(packed: dict[str, Any]) -> list[Question]:
    """What the book left open."""
    return [Question(each["key"], each["sentence"], tuple(each["options"])) for each in packed["questions"]]
