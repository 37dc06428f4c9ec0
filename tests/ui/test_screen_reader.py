"""A screen reader of its own process reads the real program: every control has a name, rows say their state."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support import screen_reader
from tests.support.conference_day import morning, prepare
from tests.support.screen_reader import CONTROLS, Node, program_read_aloud

pytestmark = [
    pytest.mark.xvfb(only=True),
    pytest.mark.slow,
    pytest.mark.skipif(bool(screen_reader.missing()), reason=screen_reader.missing()),
]
WINDOWS = {"ctrl+e": "Danh mục và thông tin hội nghị", "F12": "Bộ văn bản"}


def press(key: str) -> None:
    subprocess.run(["xdotool", "key", key], check=True)


def names(nodes: list[Node], role: str) -> list[str]:
    return [node.name for node in nodes if node.role == role]


def unnamed(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if node.role in CONTROLS and node.is_shown and not node.name]


def is_open(nodes: list[Node], title: str) -> bool:
    return any(len(node.within) == 1 and node.name.startswith(title) and node.is_shown for node in nodes)


def is_console(nodes: list[Node]) -> bool:
    buttons, cells, fields = (names(nodes, role) for role in ("push button", "cell", "text"))
    return (
        "Chế độ: CHUẨN BỊ" in buttons
        and any("CHE" in name and "F8" in name for name in buttons)
        and "Câu 02, Lù Seo Chứ, Huyện đoàn Bắc Hà, Chờ hỏi, CAT" in cells
        and "Ghi nhanh: người hỏi" in fields
        and not unnamed(nodes)
        and sum(node.role in CONTROLS and node.is_shown for node in nodes) > 20
    )


def test_the_tree_is_read_over_the_accessibility_bus(tmp_path: Path) -> None:
    file = prepare(tmp_path, morning())
    with program_read_aloud(file, tmp_path) as reader:
        reader.wait_for(is_console)  # it is made in steps, and read while it is
        for key, title in WINDOWS.items():
            press(key)
            reader.wait_for(lambda found, title=title: is_open(found, title) and not unnamed(found))
            press("Escape")
