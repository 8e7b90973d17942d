"""No table tells about fewer than five persons, not even by taking what is shown from the total."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.disclosure import hidden, hidden_parts

TABLES = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("people", "affected", "mask"),
    [
        ([10, 12], [6, 5], [False, False]),
        ([10, 12], [0, 5], [False, False]),
        ([10, 4], [6, 0], [True, True]),
        ([10, 12, 20], [3, 5, 7], [True, True, False]),
        ([10, 12, 20], [3, 1, 7], [True, True, True]),
        ([3, 4, 20], [0, 0, 7], [True, True, False]),
        ([10], [2], [True]),
    ],
)
def test_by_hand(people: list[int], affected: list[int], mask: list[bool]) -> None:
    assert hidden(pd.Series(people), pd.Series(affected)).tolist() == mask


@given(TABLES)
def test_neither_a_cell_nor_a_difference_tells_about_fewer_than_five(table: list[tuple[int, int]]) -> None:
    people = pd.Series([size for size, _ in table])
    affected = pd.Series([min(count, size) for size, count in table])
    mask = hidden(people, affected)
    assert (people[~mask] >= 5).all()
    assert not affected[~mask].between(1, 4).any()
    if mask.any() and not mask.all():
        assert mask.sum() >= 2
        assert people[mask].sum() >= 5
        assert not 1 <= affected[mask].sum() <= 4


PEOPLE = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 14)), max_size=60)


@given(PEOPLE)
def test_no_part_of_a_total_and_no_rest_of_it_is_about_fewer_than_five(invitations: list[tuple[str, int]]) -> None:
    """`d` is told in another table, so it is never hidden for the sake of another part."""
    persons = {part: {str(who) for where, who in invitations if where == part} for part in "abcd"}
    away = hidden_parts(persons, spare="abc")
    shown = [known for part, known in persons.items() if part not in away]
    assert not any(0 < len(known) < 5 for known in shown)
    rest = set().union(*(persons[part] for part in away))
    assert not away or (len(away) >= 2 and len(rest) >= 5) or away >= set("abc")


@pytest.mark.parametrize(
    ("sizes", "away"),
    [
        ({"a": 9, "b": 0, "c": 7}, ""),
        ({"a": 9, "b": 3, "c": 7}, "bc"),
        ({"a": 9, "b": 3, "c": 0}, "abc"),
        ({"a": 9, "b": 3, "c": 4}, "bc"),
    ],
)
def test_parts_by_hand(sizes: dict[str, int], away: str) -> None:
    """All persons differ; with three and nobody hidden the rest is still about three."""
    persons = {part: {f"{part}{number}" for number in range(size)} for part, size in sizes.items()}
    assert hidden_parts(persons, spare="abc") == set(away)
