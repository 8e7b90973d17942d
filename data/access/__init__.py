"""Who may do what: persons and their roles, accounts, and the log of what was done."""

from data.access.person import SYSTEM, Forbidden, Person, Role, require

__all__ = ["SYSTEM", "Forbidden", "Person", "Role", "require"]
