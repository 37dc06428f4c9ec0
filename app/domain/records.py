"""dataclass as the standard library's, at a fifth of its price: a start makes more than a hundred records.

That one compiles six functions for each of them. Here only __init__ is, when the first one is made; all else is shared.
fields, replace, asdict, pickle and match know no difference; of the options there are those that the program uses.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

__all__ = ["dataclass"]
T = TypeVar("T")
_set = object.__setattr__


class _Params(NamedTuple):
    """What the standard library asks of a record that another one is built on."""

    frozen: bool
    eq: bool
    init: bool = True
    repr: bool = True


def _fast_dataclass(
    cls: type[T] | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> type[T] | Callable[[type[T]], type[T]]:
    """frozen, slots, eq: as dataclasses.dataclass has them."""
    if cls is not None:
        return _made(cls, frozen=frozen, slots=slots, eq=eq)
    return lambda plain: _made(plain, frozen=frozen, slots=slots, eq=eq)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _fast_dataclass


def _made(plain: type[T], *, frozen: bool, slots: bool, eq: bool) -> type[T]:
    fields = _fields_of(plain)
    cls: Any = _with_slots(plain, fields) if slots else plain
    compared = [name for name, one in fields.items() if one.compare]
    new: dict[str, object] = {
        "__init__": _init_at_first(cls, frozen=frozen), "__repr__": _repr,
        "__match_args__": tuple(name for name, one in fields.items() if one.init),
    }  # fmt: skip
    if eq:
        new["__eq__"] = _eq
    if frozen:
        new |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    if frozen and slots:
        new |= {"__getstate__": _state, "__setstate__": _set_state}
    own = vars(plain)
    for name in new.keys() - own.keys():
        setattr(cls, name, new[name])
    if eq and ("__hash__" not in own or (own["__hash__"] is None and "__eq__" in own)):
        cls.__hash__ = _hash if frozen else None
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = _Params(frozen, eq)
    cls.__compared__ = attrgetter(*compared) if compared else staticmethod(lambda _: ())
    return cls  # type: ignore[no-any-return]


def _fields_of(cls: type) -> dict[str, Field[Any]]:
    """Those of its bases first. A default that can change is refused, as one list for all of them would be."""
    fields: dict[str, Field[Any]] = {}
    for base in cls.__mro__[-1:0:-1]:
        fields |= getattr(base, "__dataclass_fields__", {})
    for name, kind in cls.__annotations__.items():
        if kind.startswith("ClassVar"):
            continue
        default = vars(cls).get(name, MISSING)
        one: Any = default if isinstance(default, Field) else dataclasses.field(default=default)
        if type(one.default).__hash__ is None:
            raise ValueError(f"mutable default {name}: use default_factory")
        one.name, one.type = name, kind
        one._field_type = dataclasses._FIELD  # type: ignore[attr-defined]  # noqa: SLF001 - fields() looks for it
        one.kw_only = False
        fields[name] = one
        if one is default:  # the class itself has the plain default, or none
            if one.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, one.default)
    return fields


def _with_slots(plain: type[T], fields: dict[str, Field[Any]]) -> type[T]:
    """Slots can be given only to a class that is being made: it is made once more."""
    inherited = {slot for base in plain.__mro__[1:-1] for slot in getattr(base, "__slots__", ())}
    own = {name: value for name, value in vars(plain).items() if name not in fields}
    own["__slots__"] = tuple(name for name in fields if name not in inherited)
    own.pop("__dict__", None)
    own.pop("__weakref__", None)
    maker: Any = type(plain)
    cls: Any = maker(plain.__name__, plain.__bases__, own)
    cls.__qualname__ = plain.__qualname__
    return cls  # type: ignore[no-any-return]


def _init_at_first(cls: Any, *, frozen: bool) -> Callable[..., None]:
    def first(self: object, *values: object, **named: object) -> None:
        cls.__init__ = made = _compiled_init(cls, frozen=frozen)
        made(self, *values, **named)

    return first


def _compiled_init(cls: Any, *, frozen: bool) -> Callable[..., None]:
    """The function that a person would write: an argument for each field, an assignment for each."""
    arguments, lines, known = ["self"], [], {"_set": _set, "_none": MISSING}
    for name, one in cls.__dataclass_fields__.items():
        known[f"_default_{name}"] = one.default
        known[f"_make_{name}"] = one.default_factory
        value = name
        if one.default_factory is not MISSING:
            value = f"_make_{name}() if {name} is _none else {name}" if one.init else f"_make_{name}()"
        elif not one.init:
            value = "" if one.default is MISSING else f"_default_{name}"
        if one.init:
            needs = one.default is MISSING and one.default_factory is MISSING
            arguments.append(
                name if needs else f"{name}={'_default_' + name if one.default is not MISSING else '_none'}"
            )
        if value:
            lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    code = f"def __init__({', '.join(arguments)}):\n " + "\n ".join(lines or ["pass"])
    exec(code, known)  # noqa: S102 - of names of fields only, as the standard library does it
    made: Any = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made  # type: ignore[no-any-return]


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    values = self.__compared__
    return values(self) == values(other)


def _hash(self: Any) -> int:
    return hash(self.__compared__(self))


def _refuse_to_set(_: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        _set(self, one.name, value)
