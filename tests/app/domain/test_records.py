"""Records made by app.domain.records are those of the standard library, but for the price."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from typing import Any, Generic, TypeVar

import pytest

from app.domain import records

Key = TypeVar("Key")
Decorator = Callable[..., Any]


def _pair(decorator: Decorator) -> Any:
    @decorator(frozen=True, slots=True)
    class Pair:
        left: int
        right: str = "r"
        seen: list[int] = field(default_factory=list, repr=False, compare=False)
        both: str = field(init=False, default="")

        def __post_init__(self) -> None:
            object.__setattr__(self, "both", f"{self.left}{self.right}")

    return Pair


def _others(decorator: Decorator) -> dict[str, Any]:
    pair = _pair(decorator)

    @decorator(frozen=True, slots=True)
    class Longer(pair):  # type: ignore[misc]
        more: int = 3

    @decorator(slots=True)
    class Changing:
        name: str
        count: int = 0

    @decorator(frozen=True, slots=True, eq=False)
    class Itself:
        name: str

    @decorator(frozen=True)
    class Of(Generic[Key]):
        key: Key

        @property
        def shown(self) -> str:
            return f"<{self.key}>"

    @decorator(frozen=True, slots=True)
    class Nothing:
        pass

    return {"pair": pair, "longer": Longer, "changing": Changing, "itself": Itself, "of": Of, "nothing": Nothing}


OURS, THEIRS = _others(records.dataclass), _others(dataclasses.dataclass)
MADE = [
    ("pair", (1,), {}), ("pair", (1, "x"), {"seen": [4]}), ("pair", (), {"right": "y", "left": 2}),
    ("longer", (1,), {}), ("longer", (1, "a", [], 9), {}),
    ("changing", ("n",), {"count": 4}), ("itself", ("n",), {}), ("of", ((1, 2),), {}),
    ("nothing", (), {}),
]  # fmt: skip


@records.dataclass(frozen=True, slots=True)
class Sent:
    """Known by its name in another process."""

    name: str
    inner: tuple[int, ...] = ()


@pytest.mark.parametrize(("kind", "values", "named"), MADE)
def test_they_are_made_and_read_as_those_of_the_standard_library(kind, values, named) -> None:
    ours, theirs = OURS[kind](*values, **named), THEIRS[kind](*values, **named)
    assert repr(ours).replace("test_records", "") == repr(theirs).replace("test_records", "")
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert [(one.name, one.type, one.init) for one in dataclasses.fields(ours)] == [
        (one.name, one.type, one.init) for one in dataclasses.fields(theirs)
    ]
    assert type(ours).__match_args__ == type(theirs).__match_args__
    assert getattr(type(ours), "__slots__", None) == getattr(type(theirs), "__slots__", None)
    assert hasattr(ours, "__dict__") == hasattr(theirs, "__dict__")


@pytest.mark.parametrize(("kind", "values", "named"), MADE)
def test_they_are_equal_and_hashed_as_those_of_the_standard_library(kind, values, named) -> None:
    one, same = OURS[kind](*values, **named), OURS[kind](*values, **named)
    assert (one == same) is (kind != "itself")
    assert one == one  # noqa: PLR0124
    assert one != THEIRS[kind](*values, **named)
    if kind == "changing":
        with pytest.raises(TypeError):
            hash(one)
    else:
        assert (hash(one) == hash(same)) is (kind != "itself")


@pytest.mark.parametrize("wrong", [((), {}), ((1, 2, 3, 4, 5), {}), ((1,), {"none": 1}), ((1,), {"left": 1})])
def test_wrong_arguments_are_refused(wrong) -> None:
    values, named = wrong
    for kinds in (_others(records.dataclass), THEIRS):  # new ones: the first call of all is refused as well
        with pytest.raises(TypeError):
            kinds["pair"](*values, **named)


def test_frozen_ones_stay_and_others_change() -> None:
    pair, changing = OURS["pair"](1), OURS["changing"]("n")
    for act in (lambda: setattr(pair, "left", 2), lambda: delattr(pair, "left"), lambda: setattr(pair, "new", 2)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            act()
    changing.count = 5
    assert (changing.count, pair.left) == (5, 1)
    with pytest.raises(AttributeError):
        changing.new = 1


def test_replacing_copying_and_sending_keep_what_is_held() -> None:
    sent = Sent("a", (1, 2))
    assert dataclasses.replace(sent, name="b") == Sent("b", (1, 2))
    assert pickle.loads(pickle.dumps(sent)) == copy.deepcopy(sent) == copy.copy(sent) == sent
    assert dataclasses.replace(OURS["pair"](1), right="z").both == "1z"


def test_a_list_as_default_is_refused_and_each_record_has_its_own() -> None:
    assert OURS["pair"](1).seen is not OURS["pair"](1).seen
    for decorator in (records.dataclass, dataclasses.dataclass):
        with pytest.raises(ValueError, match="mutable default"):

            @decorator(frozen=True)
            class Shared:
                names: list[str] = []  # noqa: RUF012


def test_they_match_by_position() -> None:
    match Sent("a", (7,)):
        case Sent(name, (number,)):
            assert (name, number) == ("a", 7)


def test_a_record_of_the_standard_library_can_be_built_on_one_of_ours() -> None:
    @dataclasses.dataclass(frozen=True)
    class Above(Sent):
        more: int = 1

    assert dataclasses.asdict(Above("a")) == {"name": "a", "inner": (), "more": 1}
    assert Above("a") != Sent("a")
