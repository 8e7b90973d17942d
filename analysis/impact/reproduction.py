"""The page's figures as a folder that anyone can compute again: panel, figures, and the program's own estimators."""

from __future__ import annotations

import ast
import io
import sys
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from analysis.impact import recompute
from analysis.impact.report import ImpactReport
from analysis.text.files import guarded
from data.vocabulary.periods import period_text

SCRIPT = "hitung_ulang.py"
PROGRAM = Path(__file__).resolve().parents[__name__.count(".")]
ABOUT = """Hitung ulang angka halaman Dampak

1. Pasang Python 3.11 atau lebih baru, lalu: pip install -r requirements.txt
2. Jalankan di folder ini: python hitung_ulang.py
   Tiap angka dicetak dua kali (dari halaman, dan dihitung ulang dari panel.csv) sampai delapan angka di belakang koma.

panel.csv   satu baris satu unit pada satu periode; dipakai = 1 berarti baris itu dasar kesimpulan
angka.csv   angka di halaman
analysis, data   bagian program yang menghitungnya, disalin apa adanya
Pembanding sintetis dihitung juga, tetapi tidak dibandingkan angkanya.

"""


def bundle(dossier: ImpactReport, about: Mapping[str, str]) -> bytes:
    """A ZIP of the panel, the page's figures, the script with all it runs, and how to run it and what was chosen."""
    shown = pd.DataFrame(recompute.figures(dossier).items(), columns=["nama", "angka"])
    sources, libraries = program(recompute.__name__)
    script = sources.pop(_path(Path(recompute.__file__)))
    chosen = "\n".join(f"{key}: {text}" for key, text in about.items())
    files = {
        "BACA DULU.txt": ABOUT + chosen + "\n",
        "panel.csv": panel_table(dossier).to_csv(index=False),
        "angka.csv": shown.to_csv(index=False),
        "requirements.txt": "".join(f"{name}=={version(name)}\n" for name in libraries),
        SCRIPT: script,
        **sources,
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def panel_table(dossier: ImpactReport) -> pd.DataFrame:
    """The rows that were read, one a unit and period, in the columns that `analysis.impact.recompute` explains."""
    rows = dossier.rows.dropna(subset=["value"])
    return pd.DataFrame(
        {
            "indikator": dossier.evidence.verdict.indicator.key,
            "unit": rows["unit"].map(guarded),
            "periode": rows["period"].map(period_text),
            "nilai": rows["value"],
            "n": rows["n"],
            "jp_per_pegawai": rows["jp_per_pegawai"],
            "mulai_terlatih": rows["first_treated"].map(period_text),
            "bagian_sesudah": rows.get("share_after", 1.0),
            "dipakai": rows["used"].astype(int),
            **({"kecamatan": rows["kecamatan"].map(guarded)} if "kecamatan" in rows else {}),
        }
    )


def program(module: str) -> tuple[dict[str, str], list[str]]:
    """All that a module of the program imports, directly or not: path → text, and the libraries it needs.

    A data file that a module names and that lies beside it goes along. A package from which nothing but its
    modules is imported is an empty one, so that it brings nothing else.
    """
    found, libraries, wanted = dict[str, str](), set[str](), [module]
    while wanted:
        name = wanted.pop()
        source = _source(name)
        if source is None:
            libraries |= {name.partition(".")[0]} - set(sys.stdlib_module_names)
        elif _path(source) not in found:
            text = source.read_text(encoding="utf-8")
            found |= {_path(source): text, **_data_of(source, text)}
            wanted += _imports(ast.parse(text))
    packages = {f"{folder}/__init__.py": "" for path in found for folder in list(Path(path).parents)[:-1]}
    return packages | found, sorted(libraries)


def _data_of(source: Path, text: str) -> dict[str, str]:
    """The data files beside a module that its text names: path → text."""
    beside = [one for one in source.parent.iterdir() if one.is_file() and one.suffix != ".py"]
    return {_path(one): one.read_text(encoding="utf-8") for one in beside if f'"{one.name}"' in text}


def _source(module: str) -> Path | None:
    """The file of a module or package of the program; None for a library's, and for a name that is no module."""
    path = PROGRAM.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists()), None)


def _path(file: Path) -> str:
    return file.relative_to(PROGRAM).as_posix()


def _imports(tree: ast.AST) -> Iterator[str]:
    """The modules that are imported when this code runs; those for type checking alone are left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from {name if _source(name) else str(node.module) for name in inside}
        elif not (isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")):
            yield from _imports(node)
