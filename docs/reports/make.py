"""Pictures of the report's five formats as other programs show them: `python -m docs.reports.make`.

Needs LibreOffice (soffice), Poppler (pdftoppm) and Liberation Sans, as wide as the Arial that the files name; the
report itself needs none of them.
"""

import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from PIL import Image

from analysis.report.content.build import build_report
from analysis.report.content.filling import Filling
from analysis.report.content.report import Remark, Report
from analysis.report.formats.files import notice_files, written
from analysis.report.formats.office_style import in_office_style
from data.ingest.load import default_sources, load_books
from data.vocabulary.periods import parse_period

FOLDER = Path(__file__).parent
AT = datetime(2026, 11, 24, 9, 15)
WIDTH, COLUMNS, GAP = 560, 3, 12


def sample_report() -> Report:
    """The sample office's October 2026."""
    remark = Remark("Dua petugas loket cuti pada minggu kedua.", "Kasi Pelayanan Publik", AT)
    made = build_report(
        load_books(default_sources()), parse_period("2026-10"), filled=Filling(remarks=(remark,)), printed_at=AT
    )
    return in_office_style(made)[0]


def pages(path: Path) -> list[Image.Image]:
    """Every page of an office file or PDF as a picture."""
    folder = path.parent
    if path.suffix != ".pdf":
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True)
    subprocess.run(["pdftoppm", "-r", "80", "-png", str(path.with_suffix(".pdf")), str(folder / "page")], check=True)
    return [Image.open(page).convert("RGB") for page in sorted(folder.glob("page*.png"))]


def side_by_side(several: list[Image.Image]) -> Image.Image:
    """The pages on one grey ground, left to right and down."""
    small = [page.resize((WIDTH, page.height * WIDTH // page.width)) for page in several]
    rows = [small[place : place + COLUMNS] for place in range(0, len(small), COLUMNS)]
    heights = [max(page.height for page in row) + GAP for row in rows]
    ground = Image.new("RGB", (COLUMNS * (WIDTH + GAP) + GAP, sum(heights) + GAP), "#9AA3AB")
    for number, row in enumerate(rows):
        for place, page in enumerate(row):
            ground.paste(page, (GAP + place * (WIDTH + GAP), GAP + sum(heights[:number])))
    return ground


def make() -> None:
    """One picture a format, and the public notice."""
    report = sample_report()
    for name in ("pptx", "docx", "xlsx", "pdf", "png"):
        files = written(report, name)
        with tempfile.TemporaryDirectory() as folder:
            for file, content in files.items():
                (Path(folder) / file).write_bytes(content)
            paths = [Path(folder) / file for file in files]
            shown = [Image.open(path).convert("RGB") for path in paths] if name == "png" else pages(paths[0])
            side_by_side(shown).quantize(256, Image.Quantize.FASTOCTREE).save(FOLDER / f"{name}.png", optimize=True)
    (FOLDER / "pengumuman.png").write_bytes(next(iter(notice_files(report).values())))


if __name__ == "__main__":
    make()
