"""The questions to the records, once, in DuckDB's SQL: files of `sql/`, filled with what the vocabulary counts."""

from pathlib import Path

from data.vocabulary.indicators import By, Counted, counted

FOLDER = Path(__file__).resolve().parent / "sql"
AGGREGATES = {"mean": "AVG", "median": "MEDIAN", "sum": "SUM"}
COUNTED_BY: dict[str, By] = {"arrived": "masuk", "completed": "selesai", "surveyed": "jawaban"}
OF_CASES = ("arrived", "completed")


def statement(name: str) -> str:
    """The SQL of a question; its rows are a kecamatan, unit and period, but for `typed` and `promised`.

    arrived: cases by month of arrival (null where it is unknown). completed: by month of completion (null: still open),
    and how many are in doubt. surveyed: answers by period; a blank answer is no zero. A column an indicator, and a
    column n_… with the cases or respondents behind it. promised: cases promised in working days by their years.
    typed: the values of the performance sheets.
    """
    indicators = counted(COUNTED_BY[name]) if name in COUNTED_BY else {}
    columns = [column for key, how in indicators.items() for column in _columns(key, how)]
    names = [f'"{name}"' for key in indicators for name in (key, f"n_{key}")]
    question = _text(name).format(counted=", ".join(columns), names=", ".join(names))
    return _text("cases") + question if name in OF_CASES else question


def values_of_each(how: Counted) -> str:
    """The SQL of what every record gives to an indicator that is counted so, in the records' order."""
    cases, table = ("", "skm") if how.by == "jawaban" else (_text("cases"), "cases")
    return f"{cases}SELECT CAST({how.of} AS DOUBLE) AS value FROM {table}"


def _columns(key: str, how: Counted) -> tuple[str, str]:
    """The indicator and its n: all respondents of a survey, but of cases those alone that say something."""
    behind = "*" if how.by == "jawaban" else how.of
    return f'{AGGREGATES[how.how]}({how.of}) AS "{key}"', f'COUNT({behind}) AS "n_{key}"'


def _text(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
