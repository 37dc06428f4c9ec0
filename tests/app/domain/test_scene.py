"""Public cards: they survive JSON, and nothing private or broken gets into one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from types import UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import scene
from app.domain.scene import Bar, BreakCard, Card, NoticeCard, PublicRecord, QuestionCard, from_json, to_json

_texts = st.text(st.characters(codec="utf-8"), max_size=40)
_times = st.datetimes(timezones=st.just(UTC))


def _values(hint: object) -> st.SearchStrategy[object]:
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=3).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) in {Union, UnionType}:
        return st.one_of([_values(choice) for choice in get_args(hint)])
    assert isinstance(hint, type)
    if issubclass(hint, PublicRecord):
        return _records(hint)
    return {
        str: _texts,
        int: st.integers(-(2**40), 2**40),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        datetime: _times,
        type(None): st.none(),
    }[hint]


def _records(made: type) -> st.SearchStrategy[object]:
    return st.builds(made, **{name: _values(hint) for name, hint in get_type_hints(made).items()})


cards = st.one_of([_records(made) for made in scene.KINDS.values()])


@given(cards)
def test_a_card_written_and_read_is_the_same_card(card: Card) -> None:
    assert from_json(to_json(card)) == card
    assert to_json(from_json(to_json(card))) == to_json(card)


def test_every_card_of_the_union_has_its_own_kind() -> None:
    assert set(scene.KINDS.values()) == set(get_args(Card))
    assert len(scene.KINDS) == len(get_args(Card))


def _leaf_types(hint: object) -> set[object]:
    if get_origin(hint) in {tuple, Union, UnionType}:
        return set().union(*(_leaf_types(part) for part in get_args(hint) if part is not Ellipsis))
    if get_origin(hint) is Literal:
        return {type(choice) for choice in get_args(hint)}
    if isinstance(hint, type) and issubclass(hint, PublicRecord):
        return set().union(*(_leaf_types(each) for each in get_type_hints(hint).values()))
    return {hint}


@pytest.mark.parametrize("made", get_args(Card))
def test_no_field_of_a_card_is_of_a_type_that_could_hold_private_things(made: type) -> None:
    assert _leaf_types(made) <= {str, int, float, bool, datetime, type(None)}


class PrivateText(str):
    """Stands for any text of the secretariat, even one that is a str."""

    __slots__ = ()


class Word(StrEnum):
    A = "a"


@pytest.mark.parametrize("text", [PrivateText("a note"), Word.A, None, 3, ["a"]])
def test_a_field_refuses_what_is_not_exactly_its_type(text: object) -> None:
    with pytest.raises(TypeError, match="text"):
        NoticeCard(text=text)  # type: ignore[arg-type]  # the point of the test


def test_a_time_without_zone_and_a_figure_that_is_none_are_refused() -> None:
    with pytest.raises(TypeError, match="returns_at"):
        BreakCard(returns_at=datetime(2023, 3, 22, 15, 30))  # noqa: DTZ001  # the point of the test
    with pytest.raises(TypeError, match="value"):
        Bar("a", float("nan"), "?")


_QUESTION = to_json(QuestionCard(5, "topic", "text", "asker"))


def _changed(**parts: object) -> str:
    return json.dumps({**json.loads(_QUESTION), **parts})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "[" * 5000,
        _changed(kind="poem"),
        _changed(kind=None),
        _changed(version=2),
        _changed(number="5"),
        _changed(number=True),
        _changed(secret="x"),
        json.dumps({k: v for k, v in json.loads(_QUESTION).items() if k != "text"}),
        '{"kind":"chart","version":1,"title":"","source":"","bars":[{"label":"","text":"","value":NaN}]}',
        '{"kind":"chart","version":1,"title":"","source":"","bars":[7]}',
        '{"kind":"break","version":1,"returns_at":"soon","title":""}',
        '{"kind":"break","version":1,"returns_at":"2023-03-22T15:30:00","title":""}',
    ],
)
def test_anything_to_json_would_not_write_is_refused_as_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(text)
