"""Every page and the monthly report after one more exposure and two more indicators: python -m tests.pages.new_entries

Run in a process of its own, because the vocabulary is read once: the entries are added before anything else is loaded.
"""

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

SLOW = replace(
    indicators.INDICATORS[2], key="lewat_sejam", label="Lebih dari satu jam", better="lower", aliases=("Lewat Sejam",),
    counted=indicators.Counted("selesai", "mean", "CASE WHEN lama_menit > 60 THEN 100 ELSE 0 END"),
)  # fmt: skip


def main(book: str) -> None:
    """Walk the pages on that book and print what they hold of the three entries."""
    exposures.EXPOSURES += (COUNT,)
    indicators.INDICATORS += (QUEUE, SLOW)
    from streamlit.testing.v1 import AppTest

    from analysis.report.content.build import build_report
    from analysis.report.content.report import text_of
    from data.ingest.load import load_books
    from data.panel.build import panel_of
    from data.panel.lineage import rows_behind

    dataset = load_books([Path(book)])
    panel = panel_of(dataset)
    print(sorted({QUEUE.key, SLOW.key}.intersection(panel["indicator"])), panel["pelatihan_per_pegawai"].max())
    slow = panel[panel["indicator"] == SLOW.key]
    print(dict(zip(slow["unit"], slow["value"], strict=True)), sorted(rows_behind(dataset, SLOW.key)["value"]))
    period = panel["period"].max()
    report = build_report(dataset, period, printed_at=datetime(2026, 1, 1))
    rows = [row for section in report.sections for table in section.tables for row in table.rows]
    told = {text_of(cell) for row in rows for cell in row}
    print([one.label for one in (QUEUE, SLOW) if one.label in told])
    app = AppTest.from_file(str(Path.cwd() / "app.py"), default_timeout=120).run()
    for page in sorted(Path("pages").glob("[!p]*/*.py")):
        app.switch_page(str(page)).run()
        print(page.name, [one.value for one in app.exception], [one.value for one in app.error])
    app.switch_page("pages/analyst/pelatihan_kepuasan.py").run()
    for label in (QUEUE.label, COUNT.label):
        next(one for one in app.selectbox if label in one.options).select(label).run()
    told = [one.value for one in app.info]
    print("chosen", [one.value for one in app.exception], any(COUNT.more in one for one in told))


if __name__ == "__main__":
    main(sys.argv[1])
