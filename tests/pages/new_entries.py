"""Every page and the monthly report after one more exposure and one more indicator: python -m tests.pages.new_entries

Run in a process of its own, because the vocabulary is read once: the entries are added before anything else is loaded.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from data.vocabulary import exposures, indicators

COUNT = replace(
    exposures.EXPOSURES[0], key="pelatihan_per_pegawai", label="Pelatihan per pegawai", unit="pelatihan", step=1,
    more="satu pelatihan tambahan per pegawai", of_person=lambda trainings, jp: 1.0 * trainings,
)  # fmt: skip
QUEUE = replace(
    indicators.INDICATORS[0], key="antrean", label="Panjang antrean", unit="orang", better="lower", decimals=1,
    low=0, high=None, aliases=("Panjang Antrean",),
)  # fmt: skip


def main(book: str) -> None:
    """Walk the pages on that book and print what they hold of the two entries."""
    exposures.EXPOSURES += (COUNT,)
    indicators.INDICATORS += (QUEUE,)
    indicators._BY_KEY[QUEUE.key] = QUEUE
    from streamlit.testing.v1 import AppTest

    from analysis.report.content.build import build_report
    from analysis.report.content.report import text_of
    from data.ingest.load import load_books
    from data.panel.build import build_panel

    dataset = load_books([Path(book)])
    panel = build_panel(dataset)
    print(sorted(set(panel["indicator"])), panel["pelatihan_per_pegawai"].max())
    period = panel["period"].max()
    report = build_report(dataset, period, printed_at=datetime(2026, 1, 1))
    print([text_of(row[2]) for section in report.sections for table in section.tables for row in table.rows][:1])
    app = AppTest.from_file(str(Path.cwd() / "app.py"), default_timeout=120).run()
    for page in sorted(Path("pages").glob("[!p]*/*.py")):
        app.switch_page(str(page)).run()
        print(page.name, [one.value for one in app.exception], [one.value for one in app.error])
    app.switch_page("pages/analyst/pelatihan_kepuasan.py").run()
    choice = next(one for one in app.selectbox if COUNT.label in one.options)
    choice.select(COUNT.label).run()
    told = [one.value for one in app.info]
    print("chosen", [one.value for one in app.exception], any(COUNT.more in one for one in told))


if __name__ == "__main__":
    main(sys.argv[1])
