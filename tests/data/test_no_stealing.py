"""No sheet kind takes another's sheets: any order, any of the known titles, any optional columns left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.schemas import Column, contract
from data.ingest.tables.header import Header
from data.ingest.tables.headings import recognise
from data.ingest.template import TEMPLATE_KINDS, template_columns


@st.composite
def titles(draw: st.DrawFn, kind: str) -> list[str]:
    """The column titles of a sheet of that kind as some office may print them."""
    asked = template_columns(kind)
    needed = {next((one.name for one in asked if one.name in group), "") for group in contract(kind).needs}
    kept = [column for column in asked if column.name in needed or column.name.startswith("U") or draw(st.booleans())]
    return draw(st.permutations([draw(st.sampled_from(_names(column))) for column in kept]))


def _names(column: Column) -> list[str]:
    """The template's title, and the office's usual ones."""
    return [column.label, *column.aliases[:2]]


def kind_of(texts: list[str]) -> str | None:
    found = recognise([Header(place, (text,)) for place, text in enumerate(texts)], {})
    return found.contract.kind if found and not found.missing else None


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
@given(st.data())
def test_a_sheet_is_recognised_as_what_it_is(kind: str, data: st.DataObject) -> None:
    texts = data.draw(titles(kind))
    assert kind_of(texts) == kind, texts


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["No", "Unit Kerja", "Tahun", "Indikator", "Target", "Realisasi"], "kinerja"),
        (["Unit Kerja", "Triwulan", "Tahun", "Indikator", "Target TW", "Realisasi TW", "Capaian"], "kinerja"),
        (["Unit Kerja", "Tahun", "Jumlah Pegawai", "Total JP"], "kinerja"),
        (["Jenis Layanan", "Jumlah Responden", "IKM", "Periode", "Unit Pelayanan"], "rekap_skm"),
        (["No", "Indikator", "Tahun", "Target", "Satuan", "Arah", "Unit Kerja"], "target"),
        (["No", "Tahun", "Program", "Pagu", "Realisasi", "Sisa"], "anggaran"),
    ],
)
def test_recaps_and_performance_sheets_are_no_plans_and_plans_no_recaps(texts: list[str], kind: str) -> None:
    assert kind_of(texts) == kind
