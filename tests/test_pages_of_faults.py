"""The pages that say what the program is held against name tests that exist, and every row names one."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("faults.md", "security.md")
_TEST = re.compile(r"`((?:tests/[\w/.]+\.py)?(?:::)?(?:test_\w+…?)?)`")
_CASE = re.compile(r'"([^"]+)"')


@cache
def functions() -> dict[str, set[str]]:
    """Names of the test functions of each file."""
    found = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        found[path.relative_to(ROOT).as_posix()] = names
    return found


def rows(page: str) -> list[list[str]]:
    lines = (ROOT / "docs" / page).read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines if line.startswith("| ")]
    return [row for row in cells if row[-1] != "test" and not row[-1].startswith("---")]


def exists(name: str) -> bool:
    """A file, a function of a file or of any file; … at the end stands for the rest of a name."""
    file, _, function = name.rpartition("::") if "::" in name else ("", "", name)
    if function.startswith("tests/"):
        return (ROOT / function).is_file()
    begin, whole = function.removesuffix("…"), not function.endswith("…")
    names = functions().get(file, set()) if file else set().union(*functions().values())
    return any(one == begin if whole else one.startswith(begin) for one in names)


@pytest.mark.parametrize("page", PAGES)
def test_every_row_names_tests_that_exist(page: str) -> None:
    found = {tuple(row): [name for name in _TEST.findall(row[-1]) if name] for row in rows(page)}
    assert len(found) > 10
    nameless = [row[0] for row, names in found.items() if not names and not _CASE.search(row[-1])]
    assert nameless == []
    unknown = [name for names in found.values() for name in names if not exists(name)]
    assert unknown == []


@pytest.mark.parametrize("page", PAGES)
def test_cases_named_beside_a_test_are_among_its_parameters(page: str) -> None:
    everything = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    cases = [case for row in rows(page) for case in _CASE.findall(row[-1])]
    assert [case for case in cases if f'"{case}"' not in everything] == []


def test_a_name_that_does_not_exist_is_seen() -> None:
    assert exists("tests/db/test_damage.py::test_damage_is_seen")
    assert not exists("tests/db/test_damage.py::test_damage_is_forgiven")
    assert not exists("test_nothing_of_the_kind_…")
    assert not exists("tests/db/test_nothing.py")
