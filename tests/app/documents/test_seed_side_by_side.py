"""The Lào Cai notice rebuilt from data and office phrases, beside the words that were really issued."""

from dataclasses import replace

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
        "notice.closing": SOURCE["closing"]["text"].replace(
            "đồng chí Trịnh Xuân Trường - Chủ tịch UBND tỉnh", "{chair}"
        ),
    }
    present = opening.partition("tham dự Hội nghị có ")[2]
    facts = replace(report.facts, youth_count="")
    return conclusion_notice(replace(report, facts=facts, phrases=phrases, participants=(present,), legal_texts=()))


def issued() -> list[str]:
    """Every line of the notice as it was issued, from the subject to the name, without the asterisks of italics."""
    lines = [SOURCE["subject"], *(part["text"] for part in SOURCE["opening_paragraphs"])]
    lines += [SOURCE["section_1"]["text"], f"2. {SOURCE['section_2_lead']['text'].removeprefix('2. ')}"]
    lines += [task["raw"].replace("*", "") for task in SOURCE["tasks"]]
    lines.append(SOURCE["closing"]["text"])
    return lines


def ours() -> list[str]:
    return [
        block.subject if isinstance(block, Title) else block.text
        for block in rebuilt().blocks
        if isinstance(block, Title | Paragraph)
    ]


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
