"""Collects what is found while one sheet is read: refused cells, warnings, notes, and questions to the office."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.ingest.parsers.text import row_ranges, shown
from data.panel.dataset import Question
from data.problems import Problem, Severity
from data.workbooks import cell_name


@dataclass(slots=True)
class Findings:
    """What was found in one sheet of one file. Rows and columns are given 0-based, as in the sheet's `rows`."""

    file: str
    sha256: str
    sheet: str
    first_row: int
    answers: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)

    def excel_row(self, row: int) -> int:
        """The row's number in Excel."""
        return row + self.first_row

    def cell(
        self, row: int, column: int, header: str, value: object, reason: str, severity: Severity = "refused"
    ) -> None:
        """Something about one cell."""
        name = cell_name(self.excel_row(row) - 1, column)
        self.problems.append(
            Problem(self.file, self.sheet, self.excel_row(row), header, name, shown(value), reason, severity)
        )

    def row(self, row: int, reason: str, severity: Severity = "refused") -> None:
        """Something about a whole row."""
        self.problems.append(Problem(self.file, self.sheet, self.excel_row(row), None, None, None, reason, severity))

    def column(self, header: str, reason: str, severity: Severity = "note") -> None:
        """Something about a whole column."""
        self.problems.append(Problem(self.file, self.sheet, None, header, None, None, reason, severity))

    def whole(self, reason: str, severity: Severity = "note") -> None:
        """Something about the whole sheet."""
        self.problems.append(Problem(self.file, self.sheet, None, None, None, None, reason, severity))

    def ask(self, key: str, sentence: str, options: Iterable[str] = (), assumed: str | None = None) -> str | None:
        """The office's answer, else the assumed one; None, and the question open, where that is none of the options."""
        return self.put(Question(key, sentence, tuple(options), assumed))

    def put(self, question: Question) -> str | None:
        """Note a question with the office's answer to it, and return that; what it assumes where there is none."""
        answer = self.answers.get(question.key, question.answer)
        if answer is not None and question.options and answer not in question.options:
            answer = question.answer
        self.questions.setdefault(question.key, replace(question, answer=answer))
        return answer

    def ask_about_sheet(self, topic: str, sentence: str) -> str | None:
        """A question about this very sheet of this very file: its answer serves no other file."""
        return self.ask(f"{self.sha256[:12]}:{self.sheet}:{topic}", sentence)

    def ask_about_book(self, topic: str, sentence: str, proposed: str | None = None) -> str | None:
        """A question about this very file, once for all its sheets."""
        return self.put(Question(f"{self.sha256[:12]}:{topic}", sentence, proposed=proposed))

    def row_ranges(self, rows: Sequence[int]) -> str:
        """Rows as Excel numbers them: "7, 12–15"."""
        return row_ranges([self.excel_row(row) for row in rows])
