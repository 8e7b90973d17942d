"""Persons and roles. Every function that writes takes `by: Person` and asks here; a hidden button guards nothing."""

from dataclasses import dataclass
from typing import Literal, get_args

from data.problems import BookError

Role = Literal["pembaca", "penulis", "pengelola", "sistem"]
Task = Literal["laporan", "data", "orang", "sistem"]

ROLES: tuple[Role, ...] = get_args(Role)
"""From the one that may least to the one that may most; each may what those before it may."""
NEEDED: dict[Task, tuple[Role, str]] = {
    "laporan": ("penulis", "menulis catatan, target, dan lampiran laporan"),
    "data": ("pengelola", "menyimpan, membatalkan, atau mengubah data dan setelan kantor"),
    "orang": ("pengelola", "melihat baris tentang orang"),
    "sistem": ("sistem", "mengurus akun, cadangan, dan isi penyimpanan (hanya lewat baris perintah)"),
}
"""Which role each task needs, and how the task is called in a sentence."""


class Forbidden(BookError):
    """Who asked may not do that; its text is one Indonesian sentence that says who may."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts, in which role; `unit`: an account bound to one unit writes about no other, and reads as a reader does.

    `typed`: nobody proved the name, it was typed on the page.
    """

    name: str
    role: Role
    unit: str = ""
    typed: bool = False

    @property
    def signature(self) -> str:
        """The name as it is kept with what was done."""
        return f"{self.name} (diketik)" if self.typed and self.name else self.name

    def may(self, task: Task) -> bool:
        """Whether the role is enough for a task."""
        return ROLES.index(self.role) >= ROLES.index(NEEDED[task][0])


SYSTEM = Person("sistem", "sistem")
"""The program itself, where no person stands behind an act."""


def require(by: Person, task: Task, unit: str = "") -> None:
    """Forbidden where that person may not do the task, or not for that unit."""
    if not by.may(task):
        needed, words = NEEDED[task]
        raise Forbidden(f"Peran {by.role} tidak boleh {words}; masuk sebagai {needed} atau minta kepadanya.")
    if by.unit and unit != by.unit:
        raise Forbidden(f"Akun ini hanya untuk {by.unit}; pilih unit itu, atau minta pengelola data.")
