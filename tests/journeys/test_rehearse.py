"""The verb rehearse: a day on which everything goes wrong, played without hands; its papers, pictures and score."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.conference import Conference
from app.domain.clock import SystemClock
from app.domain.facts import Mode
from app.queries import desk
from tests.journeys.conftest import PATIENCE_S, environment
from tests.support.pdf_measure import letters_of
from ui.demo import folder
from ui.demo.script import ACTS, AskQuestion, Capture
from ui.rehearsal import prepare

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


def rehearse(out: Path, script: str) -> tuple[int, str]:
    command = [sys.executable, "-P", "-m", "ui.main", "rehearse", script, "--speed", "max", "--out", str(out)]
    done = subprocess.run(
        command, env=environment(offscreen=True), capture_output=True, encoding="utf-8", timeout=PATIENCE_S, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", prepare.SHIPPED)
def test_shipped_scripts_are_read(name: str) -> None:
    script = prepare.shipped(name)
    assert prepare.shipped_titles()[name] == script.name
    if "giả định" in script.name:
        questions = next(form.rows for form in script.forms if form.page == "Câu hỏi chuẩn bị")
        assert all(str(row["Nội dung câu hỏi (nguyên văn)"]).endswith("(giả định)") for row in questions)
        answers = [answer for act in script.live if isinstance(act, AskQuestion) for answer in act.answers]
        assert all("(giả định)" in answer.words for answer in answers)


def test_the_scripts_hold_what_the_issue_names() -> None:
    kinds = {type(act) for act in prepare.shipped("ngay_xau").live}
    for name in ("cable_out", "wrong_name", "skip", "site_lost", "withdrawn", "power_cut"):
        assert ACTS[name] in kinds
    bad = prepare.shipped("ngay_xau").live
    assert any(isinstance(act, AskQuestion) and len(act.answers) == 2 for act in bad)
    assert any(isinstance(act, AskQuestion) and act.number == 9 for act in bad)
    lao_cai = prepare.shipped("lao_cai_2024").live
    assert len([act for act in lao_cai if isinstance(act, AskQuestion)]) == 22
    assert any(isinstance(act, Capture) for act in lao_cai)


def test_a_bad_day_ends_well(tmp_path: Path) -> None:
    out = tmp_path / "ra"
    status, printed = rehearse(out, "ngay_xau")
    assert status == 0, printed
    score = json.loads((out / "ket-qua-dien-tap.json").read_text(encoding="utf-8"))
    assert score["slips"] == {}
    kinds = {task["kind"] for task in score["tasks"]}
    assert {"Qua lúc mất màn chiếu", "Sửa tên", "Ghi mất tín hiệu", "Rút câu hỏi", "Ghi nhanh câu tại chỗ"} <= kinds
    assert all(task["seconds"] is not None for task in score["tasks"])
    lost = next(task for task in score["tasks"] if task["kind"] == "Qua lúc mất màn chiếu")
    assert lost["seconds"] >= 20
    assert "mở lại, không mất chữ nào" in printed
    assert "Tệp thật" not in printed
    for name in (*folder.PAPERS, "ket-qua-dien-tap.pdf"):
        assert "DIỄNTẬP" in letters_of((out / name).read_bytes())
    assert (QImage(str(out / "pictures" / "hall-02.png")).width(), 1080) == (1920, 1080)
    conference = Conference(out / "ngay-xau-gia-dinh.hoinghi", SystemClock())
    assert desk.facts(conference.db).mode is Mode.REHEARSAL
    conference.close()
    folder.clear(out, prepare.shipped("ngay_xau"))
    assert [path for path in out.rglob("*") if path.is_file()] == []
