"""When the plans of a sheet with one column a triwulan are due: in every triwulan that carries a sign."""

import numpy as np
import pandas as pd

from data.ingest.columns.cells import TableCells
from data.ingest.parsers.parsing import Refused, missing, objects, parse_distinct
from data.ingest.parsers.text import clean
from data.ingest.tables import Header, quarter_headings

SIGNS = frozenset(("v", "√", "✓", "✔", "☑", "x", "✗", "✘", "●", "•", "■", "*", "o", "ya", "1"))


def read_ticks(cells: TableCells) -> np.ndarray | None:
    """The signed triwulan (I to IV) of each plan as a tuple, None without any; None where no triwulan has a column."""
    headings = quarter_headings(cells.table.headers)
    if not headings:
        return None
    column = cells.table.contract.column("waktu")
    signed = {
        quarter: ~missing(cells.take(header, column, parse_distinct(cells.raw(header), _sign)))
        for quarter, header in headings.items()
    }
    quarters = [tuple(quarter for quarter in signed if signed[quarter][place]) or None for place in range(len(cells))]
    if cells.named("status") is None:
        _refuse_unsigned(cells, quarters, next(iter(headings.values())))
    return objects(quarters)


def due_in_each(plans: pd.DataFrame) -> pd.DataFrame:
    """One row a plan and triwulan it is due in; a plan without any stays one row."""
    each = plans.explode("waktu") if "waktu" in plans else plans.assign(waktu=None)
    return each.assign(waktu=each["waktu"].astype(object).where(each["waktu"].notna(), None))


def _sign(cell: object) -> bool:
    text = f"{cell:g}" if isinstance(cell, float) else clean(str(cell)).casefold()
    if text not in SIGNS and text != "true":
        raise Refused("bukan tanda; isi v di triwulan yang direncanakan, kosongkan yang lain")
    return True


def _refuse_unsigned(cells: TableCells, quarters: list[tuple[str, ...] | None], first: Header) -> None:
    for place in [place for place, due in enumerate(quarters) if due is None]:
        cells.refuse(place, first, None, "tidak ada triwulan yang ditandai; isi v di kolomnya (warna tidak terbaca)")
        cells.dropped[place] = True
