"""A new exposure and a new indicator, typed or counted, are one entry each: panel, report and every page follow."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.analysis.office import nip

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_one_entry_each_reaches_panel_report_and_every_page(tmp_path: Path) -> None:
    book = tmp_path / "buku" / "kantor.xlsx"
    book.parent.mkdir()
    people = [nip(number) for number in range(6)]
    units = ["Seksi A", "Seksi B", "Seksi C"]
    months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober"]
    with pd.ExcelWriter(book) as writer:
        pd.DataFrame(
            {
                "NIP": people,
                "Status": "PNS",
                "Unit Kerja": [unit for unit in units for _ in range(2)],
                "TMT": "01/01/2016",
            }
        ).to_excel(writer, sheet_name="Pegawai", index=False)
        pd.DataFrame(
            [
                (
                    one,
                    unit,
                    f"Bimtek {course}",
                    f"1{course}/0{3 + place}/2025",
                    f"1{course}/0{3 + place}/2025",
                    10,
                    "Selesai",
                )
                for place, (one, unit) in enumerate(zip(people[::2], units, strict=True))
                for course in (3, 4)
            ],
            columns=["NIP", "Unit Kerja", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai", "JP", "Kehadiran"],
        ).to_excel(writer, sheet_name="Pelatihan", index=False)
        pd.DataFrame(
            [(unit, f"{month} 2025", 20 - (place * 3 + size * 7) % 5) for size, unit in enumerate(units)
             for place, month in enumerate(months)],
            columns=["Unit Kerja", "Bulan", "Panjang Antrean"],
        ).to_excel(writer, sheet_name="Kinerja", index=False)  # fmt: skip
        pd.DataFrame(
            [(unit, f"{day:02}/10/2025 08:00", f"{day:02}/10/2025 {hour}") for unit in units[:2]
             for day, hour in ((16, "08:30"), (17, "10:00"), (18, "11:00"), (19, "09:00"))],
            columns=["Unit Kerja", "Waktu Masuk", "Waktu Selesai"],
        ).to_excel(writer, sheet_name="Layanan", index=False)  # fmt: skip
    environment = {**os.environ, "DAMPAK_DATA": str(book.parent), "DAMPAK_HOME": str(tmp_path / "home")}
    told = subprocess.run(
        [sys.executable, "-m", "tests.pages.new_entries", str(book)], cwd=ROOT, env=environment, capture_output=True,
        text=True, check=False, timeout=300,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-2000:]
    panel, counted, report, *pages, chosen = told.stdout.splitlines()
    assert panel == "['antrean', 'lewat_sejam'] 1.0"
    assert counted == "{'Seksi A': 50.0, 'Seksi B': 50.0} [0.0, 0.0, 0.0, 0.0, 100.0, 100.0, 100.0, 100.0]"
    assert report == "['Panjang antrean', 'Lebih dari satu jam']"
    assert len(pages) > 12
    assert [line for line in pages if not line.endswith("[] []")] == []
    assert chosen == "chosen [] True"
