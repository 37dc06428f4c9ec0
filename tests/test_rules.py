"""The conventions a linter cannot say, over every file; each is also seen to fail on a planted one."""

import ast
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.support.rules import RULES, Rule, Source

ROOT = Path(__file__).parents[1]
NOT_OURS = {"out", "build", "dist", "__pycache__"}


def is_ours(place: Path) -> bool:
    hidden = [part for part in place.parts[:-1] if part.startswith(".") and part != ".ci"]
    return not hidden and NOT_OURS.isdisjoint(place.parts) and not place.match("*.egg-info/*")


def sources(root: Path) -> list[Source]:
    """Every text file below root that belongs to the project."""
    found = []
    for file in sorted(path for path in root.rglob("*") if path.is_file() and is_ours(path.relative_to(root))):
        try:
            found.append(Source(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # a font, a picture, a workbook
    return found


def broken(rule: Rule, files: Iterable[Source]) -> list[str]:
    return [f"{file.path}: {wrong}" for file in files for wrong in rule.wrong_in(file)]


@pytest.fixture(scope="module")
def project() -> list[Source]:
    return sources(ROOT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_project_keeps(rule: Rule, project: list[Source]) -> None:
    assert broken(rule, project) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_planted_breach_is_found(rule: Rule, tmp_path: Path) -> None:
    planted = tmp_path / rule.broken_by.path
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(rule.broken_by.text, encoding="utf-8")
    found = broken(rule, sources(tmp_path))
    assert len(found) == 1, found
    assert found[0].startswith(f"{rule.broken_by.path}: ")


def untested_commands(files: Iterable[Source]) -> set[str]:
    """Public functions of app/commands that no test names."""
    commands: set[str] = set()
    words: set[str] = set()
    for file in files:
        if file.is_in("app/commands") and file.path.endswith(".py"):
            functions = [node.name for node in file.tree.body if isinstance(node, ast.FunctionDef)]
            commands.update(name for name in functions if not name.startswith("_"))
        elif file.is_in("tests") and Path(file.path).name.startswith("test_"):
            words.update(re.findall(r"\w+", file.text))
    return commands - words


def test_every_command_is_named_by_a_test(project: list[Source]) -> None:
    assert untested_commands(project) == set()


def test_a_command_without_a_test_is_found() -> None:
    desk = Source("app/commands/queue.py", "def approve(): ...\ndef withdraw(): ...\ndef _place(): ...\n")
    tests = Source("tests/app/commands/test_queue.py", "def test_approve(): queue.approve()\n")
    assert untested_commands([desk, tests]) == {"withdraw"}


def measured_for_nothing(files: Iterable[Source]) -> set[str]:
    """Names that a benchmark takes from the program and the program itself has no use for: a claim about dead code."""
    program = [file for file in files if file.path.endswith(".py") and file.is_in("app", "db", "ui")]
    used = Counter(word for file in program for word in re.findall(r"\w+", file.text))
    taken = {
        name.name
        for file in files
        if file.path.endswith(".py") and file.is_in("tests/bench")
        for node in ast.walk(file.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in {"app", "db", "ui"}
        for name in node.names
    }
    return {name for name in taken if used[name] < 2}


def test_what_a_benchmark_measures_is_what_the_program_uses(project: list[Source]) -> None:
    assert measured_for_nothing(project) == set()


def test_a_measured_function_that_nothing_calls_is_found() -> None:
    library = Source("app/reading/doubles.py", "def doubles(): ...\ndef nearest(): return doubles()\n")
    bench = Source("tests/bench/reading.py", "from app.reading.doubles import doubles, nearest\n")
    assert measured_for_nothing([library, bench]) == {"nearest"}
