"""An attached PDF as pictures of its pages, drawn in a child process so that no file can hurt the one that asked.

Run as a program with a folder, it draws the folder's `berkas.pdf` page by page beside it.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import typst

SOURCE, PROGRAM = "berkas.pdf", "halaman.typ"
MOST_PAGES, SECONDS, DOTS_PER_INCH, MEMORY = 8, 30, 150, 4 * 2**30
LAYOUT = f"""
#set page(width: auto, height: auto, margin: 0pt)
#let sheet(..size) = image("{SOURCE}", page: int(sys.inputs.page), ..size)
#context {{
  let natural = measure(sheet())
  sheet(width: natural.width * calc.min(297mm / natural.width, 297mm / natural.height))
}}
"""


class NotDrawn(ValueError):
    """The PDF cannot be drawn; the text ends the Indonesian sentence that starts with the file's name."""


def pdf_pages(content: bytes) -> tuple[bytes, ...]:
    """Each page as PNG, its longer side 29.7 cm at 150 dots an inch; NotDrawn for a file that will not be drawn."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / SOURCE).write_bytes(content)
        (Path(folder) / PROGRAM).write_text(LAYOUT, encoding="utf-8")
        try:
            subprocess.run(
                [sys.executable, "-I", __file__, folder], timeout=SECONDS, check=True, capture_output=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise NotDrawn("rusak, terkunci, atau terlalu berat; cetak ulang sebagai PDF, lalu pilih lagi") from error
        pages = tuple(page.read_bytes() for page in sorted(Path(folder).glob("*.png")))
    if len(pages) > MOST_PAGES:
        raise NotDrawn(f"lebih dari {MOST_PAGES} halaman; lampirkan halaman yang perlu saja")
    return pages


def draw(folder: Path) -> None:
    """Draw the folder's PDF, no more than one page above the limit; ends with an error where not even one is there."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    compiler = typst.Compiler(folder / PROGRAM, root=folder, font_paths=typst.Fonts(include_system_fonts=False))
    for number in range(1, MOST_PAGES + 2):
        try:
            target = folder / f"{number:02d}.png"
            compiler.compile(output=target, format="png", ppi=DOTS_PER_INCH, sys_inputs={"page": str(number)})
        except typst.TypstError:
            if number == 1:
                raise
            return


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
