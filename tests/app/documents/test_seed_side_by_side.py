"""The Lào Cai notice rebuilt from data and office phrases, beside the words that were really issued."""

import re
from dataclasses import replace

import pytest

from app.documents import docx, pdf
from app.documents.blocks import Document, LetterHead, Paragraph, SignatureArea, Title
from app.documents.conclusion_notice import conclusion_notice
from tests.support import reports
from tests.support.paper_checker import check
from tests.support.pdf_measure import letters_of
from tests.support.word_file import letters_of as word_letters
from tests.support.word_file import opened, squeezed

SOURCE = reports.source("lao_cai_2024_notice")
EVENT = "hội nghị đối thoại giữa Chủ tịch UBND tỉnh với thanh niên trên địa bàn tỉnh Lào Cai"


def rebuilt() -> Document:
    """Data of the conference; what the office words in its own way stands in its phrases."""
    report = reports.lao_cai()
    opening = SOURCE["opening_paragraphs"][0]["text"]
    phrases = {
        "notice.opening": f"Ngày {{day}}, UBND tỉnh tổ chức {EVENT}",
        "notice.opinions": SOURCE["section_1"]["text"].removeprefix("1. ").replace("22 ý kiến", "{count} ý kiến"),
        "notice.annex_pointer": " ",
        "notice.later_citations": "đầy đủ",
        "notice.closing": SOURCE["closing"]["text"].replace(
            "đồng chí Trịnh Xuân Trường - Chủ tịch UBND tỉnh", "{chair}"
        ),
    }
    present = opening.partition("tham dự Hội nghị có ")[2]
    facts = replace(report.facts, youth_count="")
    return conclusion_notice(replace(report, facts=facts, phrases=phrases, participants=(present,), legal_texts=()))


def original() -> list[str]:
    """Every line of the notice as it was issued, in its order; marks of headings, bold and italics are no letters."""
    text = (reports.FIXTURES / "lao_cai_2024_notice.txt").read_text("utf-8")
    lines = (re.sub(r"[*]+|^#+ ", "", line) for line in text.split("\n"))
    return [" ".join(line.split()) for line in lines if line.strip()]


def issued() -> list[str]:
    """Its subject and paragraphs, without head, recipients and signature."""
    lines = original()
    return lines[3 : lines.index("Nơi nhận:")]


def whole(document: Document) -> list[str]:
    """Our paper from the number to the name, as the lines of the original stand."""
    lines: list[str] = []
    for block in document.blocks:
        match block:
            case LetterHead():
                lines += [block.number, block.place_and_date]
            case Title():
                lines += [block.kind, block.subject]
            case Paragraph():
                lines.append(block.text)
            case SignatureArea():
                assert block.recipients is not None
                lines += [block.recipients.label, *block.recipients.lines]
                lines += [line for signer in block.signers for line in (*signer.lines, signer.name)]
    return [" ".join(line.split()) for line in lines]


def ours() -> list[str]:
    return [
        block.subject if isinstance(block, Title) else block.text
        for block in rebuilt().blocks
        if isinstance(block, Title | Paragraph)
    ]


def test_line_by_line_it_is_the_original() -> None:
    """Letter for letter, also its typing errors; only the parts of Article 11 of Decree 13/2021 are ours."""
    ours_now = [line for line in whole(rebuilt()) if not line.startswith(("a) ", "b) ", "c) "))]
    assert ours_now == original()
    assert len(ours_now) == 31


def test_the_original_is_the_source_of_the_other_fixture() -> None:
    """What is entered as data was taken from this text: every line of the one stands in the other."""
    text = " ".join(original())
    for task in SOURCE["tasks"]:
        assert " ".join(task["raw"].replace("*", "").split()) in text
    for line in (*SOURCE["recipients"], *SOURCE["signature"].values(), SOURCE["closing"]["text"]):
        assert " ".join(line.split()) in text


@pytest.mark.parametrize("line", ["- Công TTĐT tỉnh;", "PHÓ CHÁNH VĂN PHÒNG"])
def test_the_comparison_sees_a_line_that_is_missing(line: str) -> None:
    assert line in whole(rebuilt())
    assert [kept for kept in whole(rebuilt()) if kept != line] != original()


def test_every_paragraph_and_task_stands_in_its_order_and_only_the_parts_of_article_11_are_added() -> None:
    added = [line for line in ours() if line.startswith(("a) ", "b) ", "c) "))]
    kept = [line for line in ours() if line not in added]
    assert [squeezed(line) for line in kept] == [squeezed(line) for line in issued()]
    assert len(added) == 3


def test_the_typing_errors_of_the_source_are_kept() -> None:
    text = "\n".join(ours())
    for slip in ("chuyên đổi số", "an ninh mạng....", "311/QĐ- TTg"):
        assert slip in text


def test_head_recipients_and_signature_are_those_of_the_source() -> None:
    blocks = rebuilt().blocks
    head, area = blocks[0], blocks[-1]
    assert isinstance(head, LetterHead)
    assert isinstance(area, SignatureArea)
    assert squeezed(head.number) == "Số:/TB-VPUBND"
    assert squeezed(head.place_and_date) == squeezed("Lào Cai, ngày tháng 4 năm 2024")
    assert area.recipients is not None
    assert list(area.recipients.lines) == [f"- {line}" for line in SOURCE["recipients"]]
    (signer,) = area.signers
    assert [*signer.lines, signer.name] == list(SOURCE["signature"].values())


def test_the_pdf_and_the_word_file_hold_all_of_it_in_order() -> None:
    data = pdf.render(rebuilt())
    assert check(data) == {}
    for letters in (letters_of(data), word_letters(opened(docx.render(rebuilt())))):
        places = [letters.find(squeezed(line)) for line in issued()]
        assert -1 not in places
        assert places == sorted(places)
