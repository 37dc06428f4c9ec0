"""Damage done to the bytes of a file, at random places that a seed repeats."""

from __future__ import annotations

import random
from collections.abc import Callable

PAGE = 4096
Damage = Callable[[bytearray, random.Random], None]


def one_bit(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def eight_bits(data: bytearray, dice: random.Random) -> None:
    for _ in range(8):
        one_bit(data, dice)


def truncated(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(1, len(data)) :]


def zeroed_page(data: bytearray, dice: random.Random) -> None:
    """Only a page that holds something: zeros over zeros are no damage."""
    while True:
        at = dice.randrange(len(data) // PAGE) * PAGE
        if any(data[at : at + PAGE]):
            data[at : at + PAGE] = bytes(PAGE)
            return


def swapped_pages(data: bytearray, dice: random.Random) -> None:
    """Two pages that differ."""
    while True:
        one, other = (PAGE * number for number in dice.sample(range(len(data) // PAGE), 2))
        first, second = bytes(data[one : one + PAGE]), bytes(data[other : other + PAGE])
        if first != second:
            data[one : one + PAGE], data[other : other + PAGE] = second, first
            return


KINDS: dict[str, Damage] = {
    "one bit": one_bit,
    "eight bits": eight_bits,
    "truncated": truncated,
    "zeroed page": zeroed_page,
    "swapped pages": swapped_pages,
}
