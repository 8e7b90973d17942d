"""Writes the module map of docs/architecture.md from each module's first line: python -m docs.inventory"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAP = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- modules: written by python -m docs.inventory -->", "<!-- end of modules -->"
FOLDERS = ("data", "analysis", "pages", "benchmarks")


def modules() -> Iterator[Path]:
    """app.py, then every module of the project's packages, folder by folder."""
    yield ROOT / "app.py"
    for folder in FOLDERS:
        found = sorted((ROOT / folder).rglob("*.py"), key=lambda path: (path.parent.as_posix(), path.name))
        yield from (path for path in found if path.read_text(encoding="utf-8").strip())


def first_line(path: Path) -> str:
    """The first line of the module's docstring."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return text.split("\n")[0].replace("|", "\\|")


def table() -> str:
    """The map as Markdown: one heading a folder, one line a module."""
    lines: list[str] = []
    folder = None
    for path in modules():
        if path.parent != folder:
            folder = path.parent
            name = folder.relative_to(ROOT).as_posix()
            lines += [
                "",
                f"### {'Top level' if name == '.' else name + '/'}",
                "",
                "| module | what it is |",
                "|---|---|",
            ]
        lines.append(f"| `{path.relative_to(ROOT).as_posix()}` | {first_line(path)} |")
    return "\n".join(lines).strip()


def with_table(text: str) -> str:
    """The document with its module map replaced by today's."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{table()}\n\n{END}{tail}"


if __name__ == "__main__":
    MAP.write_text(with_table(MAP.read_text(encoding="utf-8")), encoding="utf-8")
