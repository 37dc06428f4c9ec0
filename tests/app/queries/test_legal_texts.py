"""Legal texts collected from what was said, for section 1 of the notice."""

from pathlib import Path

from app.commands import conclusions, floor, minutes, queue
from app.domain.conclusion import Conclusion, LegalText
from app.domain.minutes import Slot, TextKey
from app.queries.report import conference_report
from tests.support.conferences import new_conference, with_people
from tests.support.lao_cai import enter_tasks, tasks


def test_each_once_in_its_fullest_form_in_the_order_of_mention(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    ids = with_people(conference)
    question_id = queue.register_question(
        conference,
        queue.NewQuestion(asker_name="Thúy", verbatim="Nghị định 104 bỏ sổ hộ khẩu thế nào?", agency_id=ids["cat"]),
    )
    queue.approve(conference, question_id)
    floor.start_question(conference, question_id)
    answer_id = floor.start_answer(conference, question_id)
    said = (
        "Công an tỉnh đã thực hiện Luật An ninh mạng và Quyết định số 311/QĐ-TTg ngày 05/3/2022 "
        "của Thủ tướng Chính phủ. "
        "Theo Quyết định số 311/QĐ-TTg, các đơn vị đã làm."
    )
    minutes.write_text(conference, TextKey(Slot.ANSWER, answer_id), said)
    conclusions.record_conclusion(conference, Conclusion(text="Tiếp tục thực hiện Quyết định số 311/QĐ-TTg."))
    found = conference_report(conference.db).legal_texts
    assert [text.full for text in found] == [
        "Nghị định 104",
        "Luật An ninh mạng",
        "Quyết định số 311/QĐ-TTg ngày 05/3/2022 của Thủ tướng Chính phủ",
    ]
    assert found[2].short == "Quyết định số 311/QĐ-TTg"
    conclusions.record_conclusion(conference, Conclusion(text="Thực hiện Nghị định số 104/2022/NĐ-CP."))
    numbers = [text.number for text in conference_report(conference.db).legal_texts]
    assert ("104" in numbers, "104/2022/NĐ-CP" in numbers) == (False, True)
    conclusions.cite(conference, LegalText(full="Luật An ninh mạng năm 2018"))
    again = [text.full for text in conference_report(conference.db).legal_texts]
    assert again[0] == "Luật An ninh mạng năm 2018"
    assert "Luật An ninh mạng" not in again
    conference.close()


def test_the_five_texts_of_the_lao_cai_orders(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    enter_tasks(conference, tasks())
    found = [text.short for text in conference_report(conference.db).legal_texts]
    assert found[:3] == ["Luật An ninh mạng", "Luật Bảo vệ bí mật nhà nước", "Nghị định số 13/2023/NĐ-CP"]
    assert {"Quyết định số 874/QĐ-BTTTT", "Quyết định số 311/QĐ-TTg"} <= set(found)
    assert len(found) == 5
    conference.close()
