"""The shape of the house, held by the syntax tree: who may import whom, and what no file may hold."""

import ast
import re
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import analysis
import data
from docs import inventory

ROOT = Path(__file__).resolve().parent.parent
LAYERS = {"data": {"data"}, "analysis": {"analysis", "data"}, "pages": {"pages", "analysis", "data"}}
HOME_OF = {
    "streamlit": ("app.py", "server.py", "pages/"),
    "plotly": ("analysis/charts",),
    "openpyxl": (),
    "xlsxwriter": (
        "analysis/text/files",
        "analysis/report/formats/workbook",
        "data/ingest/template",
        "data/samples/workbooks",
        "data/workbooks/annotate/values",
    ),
    "python_calamine": ("data/workbooks/", "benchmarks/"),
    "sklearn": ("analysis/",),
    "statsmodels": ("analysis/",),
    "pptx": ("analysis/report/",),
    "docx": ("analysis/report/",),
    "typst": ("analysis/report/",),
    **dict.fromkeys(("duckdb", "sqlglot", "pyspark"), ("data/panel/aggregate/",)),
}
HOME_BY_NAME = {"plotly": "/chart.py"}
"""Libraries that every file of that name may import: each subject's folder has a chart of its own."""
READERS = {"kehadiran": ("data/panel/attendance.py", "data/samples/workbooks.py", "data/ingest/")}
"""Columns whose meaning one module knows; books are read into them, and the sample's written from them, as they are."""
TARGETS = "analysis/targets/compute.py"
BOUNDS_OF_CAPAIAN = (80, 91, 76, 66, 51)
LONGEST_MODULE = 400
MOST_ROOMS, MOST_ARROWS = 20, 90


def sources(*folders: str) -> list[Path]:
    tops = folders or ("data", "analysis", "pages", "benchmarks", "app.py")
    found = [ROOT / top for top in tops if top.endswith(".py")]
    return found + [path for top in tops for path in sorted((ROOT / top).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def misplaced_imports(path: Path) -> list[str]:
    """Imports of `path` that its layer, or the library's home, does not allow."""
    name, found = relative(path), []
    for module in imported(path):
        top = module.split(".")[0]
        allowed = LAYERS.get(name.split("/")[0])
        if allowed and top in LAYERS and top not in allowed:
            found.append(f"{name} imports {module}")
        if top in HOME_OF and not is_at_home(top, name):
            found.append(f"{name} imports {module}")
    return found


def is_at_home(library: str, name: str) -> bool:
    at_home = name.startswith((*HOME_OF[library], "tests/", "benchmarks/", "docs/"))
    return at_home or (name.startswith("analysis/") and name.endswith(HOME_BY_NAME.get(library, "never")))


def test_imports_point_down_and_libraries_stay_in_their_homes() -> None:
    assert [wrong for path in sources() for wrong in misplaced_imports(path)] == []


def test_the_import_rule_catches_an_offender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_house_rules.ROOT", tmp_path)
    offender = tmp_path / "data" / "wrong.py"
    offender.parent.mkdir()
    offender.write_text("import streamlit\nfrom analysis import verdict\n")
    assert misplaced_imports(offender) == ["data/wrong.py imports streamlit", "data/wrong.py imports analysis"]
    for name, wrong in (("chart", []), ("text", ["analysis/text.py imports plotly"])):
        drawing = tmp_path / "analysis" / f"{name}.py"
        drawing.parent.mkdir(exist_ok=True)
        drawing.write_text("import plotly\n")
        assert misplaced_imports(drawing) == wrong


def test_the_rooms_of_analysis_stay_few_and_none_needs_its_own_caller() -> None:
    """Folders and modules directly in analysis/, its two doors apart; an arrow where one imports another, no circle."""
    arrows: dict[str, set[str]] = {}
    inside = [path for path in sources("analysis") if path.parent != ROOT / "analysis" or "__" not in path.name]
    for path in inside:
        room = path.relative_to(ROOT / "analysis").parts[0].removesuffix(".py")
        needed = {module.split(".")[1] for module in imported(path) if module.startswith("analysis.")}
        arrows.setdefault(room, set()).update(needed - {room})
    assert len(arrows) <= MOST_ROOMS
    assert sum(map(len, arrows.values())) <= MOST_ARROWS
    assert list(TopologicalSorter(arrows).static_order())


def test_a_page_imports_no_other_page() -> None:
    pages = [path for path in sources("pages") if path.parent.name != "parts"]
    wrong = [
        f"{relative(path)} imports {module}"
        for path in pages
        for module in imported(path)
        if module.startswith("pages.") and not module.startswith("pages.parts")
    ]
    assert wrong == []


def test_no_page_stands_directly_in_pages() -> None:
    """Streamlit would run it on a deep link without app.py, and so without its error boundary."""
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == []


def reads_column(tree: ast.AST, column: str) -> bool:
    """Whether a frame is asked for that column: by subscript, as an attribute, in a list of names, or reassigned."""
    return any(
        (isinstance(node, ast.Subscript) and repr(column) in ast.unparse(node.slice))
        or (isinstance(node, ast.Attribute) and node.attr == column)
        or (isinstance(node, ast.keyword) and node.arg == column)
        or (isinstance(node, ast.keyword) and node.arg == "subset" and repr(column) in ast.unparse(node.value))
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize(("column", "homes"), READERS.items())
def test_a_column_with_a_meaning_is_read_in_one_place(column: str, homes: tuple[str, ...]) -> None:
    naming = {relative(path): text for path in sources() if column in (text := path.read_text(encoding="utf-8"))}
    readers = {name for name, text in naming.items() if reads_column(ast.parse(text), column)}
    assert {name for name in readers if not name.startswith(homes)} == set()
    assert homes[0] in readers


@pytest.mark.parametrize("code", ["f['c']", "f.c", "f.dropna(subset=['c'])", "f.assign(c=1)", "f[['a', 'c']]"])
def test_the_column_rule_catches_an_offender(code: str) -> None:
    assert reads_column(ast.parse(code), "c")
    assert not reads_column(ast.parse("names = ('a', 'c')"), "c")


def knows_bounds_of_capaian(tree: ast.AST) -> bool:
    """Whether anything is compared with a bound of a scale of capaian, or a share of a target is made a percentage."""
    return any(
        isinstance(node, ast.Compare)
        and any(isinstance(one, ast.Constant) and one.value in BOUNDS_OF_CAPAIAN for one in node.comparators)
        for node in ast.walk(tree)
    ) or any("target" in text and "100 *" in text for text in _quotients(tree))


def _quotients(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            yield ast.unparse(node)


def test_only_the_targets_know_when_a_target_is_met() -> None:
    trees = {relative(path): ast.parse(path.read_text(encoding="utf-8")) for path in sources("analysis", "pages")}
    assert {name for name, tree in trees.items() if knows_bounds_of_capaian(tree)} <= {TARGETS}
    assert knows_bounds_of_capaian(ast.parse("green = achieved >= 80"))
    assert knows_bounds_of_capaian(ast.parse("100 * realised / target"))


def test_only_the_settings_read_the_environment() -> None:
    reading = {
        relative(path)
        for path in sources("data", "analysis", "pages", "app.py")
        if "os.environ" in path.read_text(encoding="utf-8")
    }
    assert reading == {"data/settings.py"}


def types_of(tree: ast.Module) -> Iterator[str]:
    """Public classes and types of a module: names in CamelCase, a TypeVar's too."""
    for node in tree.body:
        named = [node.name] if isinstance(node, ast.ClassDef) else []
        named += [ast.unparse(one) for one in node.targets] if isinstance(node, ast.Assign) else []
        yield from (name for name in named if re.fullmatch(r"[A-Z]+[a-z][A-Za-z]*", name))


def test_a_public_type_stands_for_one_thing() -> None:
    homes: dict[str, list[str]] = {}
    for path in sources("data", "analysis", "pages"):
        for name in types_of(ast.parse(path.read_text(encoding="utf-8"))):
            homes.setdefault(name, []).append(relative(path))
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}
    assert [*types_of(ast.parse("class Plan: ...\nEvent = dict[str, int]\nKINDS = 1\n_Row = int"))] == ["Plan", "Event"]


def test_what_a_notebook_imports_is_the_name_of_nothing_else() -> None:
    offered = {*data.__all__, *analysis.__all__}
    homes = [
        (node.name, relative(path))
        for path in sources("data", "analysis", "pages")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in offered
    ]
    assert sorted(name for name, _ in homes) == sorted(offered), homes


def test_modules_stay_short() -> None:
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_public_functions_of_data_and_analysis_say_what_they_do() -> None:
    missing = [
        f"{relative(path)}:{node.name}"
        for path in sources("data", "analysis")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert missing == []


def test_no_file_of_the_project_carries_a_path_of_one_machine() -> None:
    here = {str(folder) for folder in (Path.home(), ROOT, ROOT.parent)} - {"/"}
    places = "|".join(f"{re.escape(folder)}/" for folder in sorted(here))
    shown = subprocess.run(
        ["git", "grep", "-nIE", rf"({places}|/root/|/tmp/[a-z]+/|C:\\Users)", "--", ".", ":!tests/test_house_rules.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert shown.stdout == ""


def test_the_architecture_map_names_every_module_in_its_own_words() -> None:
    """A new, renamed or reworded module is put on the map by: python -m docs.inventory"""
    text = inventory.MAP.read_text(encoding="utf-8")
    assert inventory.with_table(text) == text


def test_every_module_says_what_it_is() -> None:
    assert [relative(path) for path in inventory.modules() if not inventory.first_line(path)] == []


def test_the_tree_answers_the_questions_of_contributing() -> None:
    """Each file that the table names is there, and defines the name that stands behind it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py)`(?:: `(\w+)`)?", text.split("| question |")[1].split("\n\n")[0])
    assert len(named) >= 12
    assert [(file, name) for file, name in named if name not in {"", *defined(ROOT / file)}] == []


def test_a_place_that_the_documents_name_is_there() -> None:
    """Each `folder/file.py`, `folder/file` or `folder/file.name` in backticks."""
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        text = page.read_text(encoding="utf-8")
        named = re.findall(r"`((?:analysis|benchmarks|data|docs|pages|tests)/[\w./]+)`", text)
        assert [place for place in named if not is_there(place)] == [], page.name


def is_there(place: str) -> bool:
    module = ROOT / f"{place.rpartition('.')[0] or place}.py"
    return (ROOT / place).exists() or (ROOT / f"{place}.py").exists() or module.exists()


def defined(path: Path) -> set[str]:
    """The names that a module's top level defines."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    targets = [node.target for node in body if isinstance(node, ast.AnnAssign)]
    targets += [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    functions = [node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    return {*functions, *(target.id for target in targets if isinstance(target, ast.Name))}


MOST_INJECTED = 350
"""Lines of HTML, CSS and JavaScript that the pages bring along; docs/architecture.md lists each and why it stays."""


def test_pages_inject_no_more_than_they_must() -> None:
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.html")]
    modules = [path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.py")]
    styles = [
        style
        for module in modules
        for style in re.findall(r"<(?:style|script)>.*?</(?:style|script)>", module, re.DOTALL)
    ]
    assert sum(text.rstrip().count("\n") + 1 for text in [*files, *styles]) <= MOST_INJECTED
