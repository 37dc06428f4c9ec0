"""Legal texts in one paper: in full first, short after; what is dropped has been printed before."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.blocks import Paragraph
from app.documents.citations import Citations
from app.documents.conclusion_notice import conclusion_notice
from tests.support import reports

FULL = "Quyết định số 311/QĐ-TTg ngày 05/3/2022 của Thủ tướng Chính phủ"


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (f"Thực hiện {FULL}.", f"Tiếp tục {FULL}, báo cáo.", "Tiếp tục Quyết định số 311/QĐ-TTg, báo cáo."),
        (f"Thực hiện {FULL}.", "Theo Quyết định 311/QĐ-TTg.", "Theo Quyết định 311/QĐ-TTg."),
        (
            f"Thực hiện {FULL}.",
            f"Tiếp tục {FULL} phê duyệt Chương trình “Giáo dục lý tưởng” tại địa phương.",
            "Tiếp tục Quyết định số 311/QĐ-TTg phê duyệt Chương trình “Giáo dục lý tưởng” tại địa phương.",
        ),
        ("Theo Quyết định số 311/QĐ-TTg.", f"Thực hiện {FULL}.", f"Thực hiện {FULL}."),
        ("Luật An ninh mạng số 24/2018/QH14.", "Theo Luật An ninh mạng số 24/2018/QH14.", "Theo Luật An ninh mạng."),
        ("Không có văn bản nào.", "Cũng không.", "Cũng không."),
    ],
)
def test_later_mentions_are_short_and_a_new_title_stays(first: str, then: str, told: str) -> None:
    citations = Citations()
    assert citations.told(first) == first
    assert citations.told(then) == told


MENTIONS = [FULL, f"{FULL} phê duyệt Chương trình “Một”", "Nghị định số 13/2023/NĐ-CP ngày 17/4/2023", "và làm"]
words = st.lists(st.sampled_from(MENTIONS))


@given(words)
def test_every_word_that_is_left_out_stands_in_the_paper_before(mentions: list[str]) -> None:
    citations = Citations()
    told: list[str] = []
    for mention in mentions:
        now = citations.told(mention)
        if now != mention:
            assert set(mention.split()) - set(now.split()) <= set(" ".join(told).split())
        told.append(now)
    assert not mentions or told[0] == mentions[0]


def test_the_notice_names_them_in_section_1_and_then_by_number() -> None:
    report = reports.lao_cai()
    said = [block.text for block in conclusion_notice(report).blocks if isinstance(block, Paragraph)]
    one = next(text for text in said if text.startswith("Các văn bản đã được viện dẫn"))
    assert FULL in one
    orders = "\n".join(text for text in said if text.startswith(("2.", "3.")))
    assert FULL not in orders
    assert orders.count("Quyết định số 311/QĐ-TTg") == 4
    full = replace(report, phrases=dict([reports.IN_FULL]))
    spelled = "\n".join(block.text for block in conclusion_notice(full).blocks if isinstance(block, Paragraph))
    assert spelled.count("ngày 05/3/2022 của Thủ tướng Chính phủ") == 5
