"""Every paper of the catalogue in every format: nothing lost, nothing set by hand, form kept, files in their place."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.documents import docx, html, pdf
from app.documents.blocks import AnnexHead, Cards, Document, Heading, LetterHead, Paragraph, SignatureArea, Table, Title
from app.documents.catalogue import CATALOGUE, USUAL_FILES, Format, is_paper_file
from app.documents.docx_text import plain_text
from app.documents.made_papers import FailedPaper, MadePaper
from app.documents.paper_set import make_paper, make_papers
from app.documents.pdf_fonts import MISSING, missing_letters, printable
from app.domain.paper import PaperKind
from app.domain.report import ConferenceReport
from tests.support import reports
from tests.support.hard_texts import ENDLESS, HOSTILE, LETTERS, LONG, one_of_each, with_answers, with_text
from tests.support.paper_checker import applied_points, check, check_annex, check_working
from tests.support.pdf_measure import letters_of, measure
from tests.support.word_file import direct_formatting, opened, source_letters, squeezed, unknown_styles
from tests.support.word_file import letters_of as word_letters

REPORTS = {
    "son_la": reports.son_la(),
    "lao_cai": reports.lao_cai(),
    "sixty": reports.sixty_questions(),
    "empty": ConferenceReport(),
    "letters": with_text(reports.son_la(), f"Ô {LETTERS} Ô"),
}
KINDS = list(CATALOGUE)


def document(kind: PaperKind, report: str) -> Document:
    return CATALOGUE[kind].document(REPORTS[report])


MARGINS = (30, 20, 15, 20)
"""Millimetres left, above, right and below, where no letter of a text may stand."""


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_loses_no_letter(kind: PaperKind, report: str) -> None:
    """Nor does it add one: only heads of tables and codes of cards that go on are said again."""
    made = document(kind, report)
    shown = letters_of(pdf.render(made), margins=MARGINS)
    texts = [block.text for block in made.blocks if isinstance(block, Paragraph | Heading)]
    assert [text for text in texts if squeezed(text) not in shown] == []
    more = Counter(shown)
    more.subtract(source_letters(made))
    said_again = any(isinstance(block, Table | Cards) for block in made.blocks)
    assert all(count == 0 or (said_again and count > 0) for count in more.values())


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_word_file_has_every_letter_in_named_styles(kind: PaperKind, report: str) -> None:
    made = document(kind, report)
    word = opened(docx.render(made))
    assert word_letters(word) == source_letters(made)
    assert direct_formatting(word) == []
    assert unknown_styles(word) == set()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_breaks_a_paper_or_vanishes_without_a_word(kind: PaperKind, text: str) -> None:
    """What can be printed is there in PDF and Word; what cannot is a square and is told beforehand."""
    made = CATALOGUE[kind].document(with_text(REPORTS["son_la"], text))
    wanted = Counter(squeezed(printable(source_letters(made))))
    shown = Counter(letters_of(pdf.render(made)))
    assert wanted - shown == Counter()
    assert "\x00" not in shown
    assert squeezed(plain_text(word_letters(opened(docx.render(made))))) == squeezed(plain_text(source_letters(made)))
    lost = set(missing_letters(source_letters(made)))
    told = " ".join(gap.message for gap in made.gaps if gap.key == "letters")
    assert all(letter in told for letter in sorted(lost)[:12])
    assert bool(lost) is (MISSING in shown)


@pytest.mark.parametrize("kind", KINDS)
def test_typed_words_keep_their_first_letter_in_cells_headings_and_lists(kind: PaperKind) -> None:
    """Only where they begin a sentence of the program do they begin with a capital."""
    made = CATALOGUE[kind].document(with_text(one_of_each(REPORTS["son_la"]), "xqz một"))
    cells = [cell for block in made.blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]
    headings = [block.text for block in made.blocks if isinstance(block, Heading)]
    entries = [text for block in made.blocks if isinstance(block, Paragraph) and (text := block.text).startswith("- ")]
    assert [text for text in (*cells, *headings, *entries) if "Xqz" in text] == []


MARGIN = 15 / 25.4 * 72 - 1
"""Points: the narrowest margin of the house's papers, on the right, less what rounding takes."""


@pytest.mark.parametrize("kind", [PaperKind.MINUTES, PaperKind.PORTAL, PaperKind.PRESS])
def test_answers_of_five_thousand_letters_go_over_pages_whole(kind: PaperKind) -> None:
    """Every one of them, in both files; pages are filled and nothing stands in a margin."""
    report = with_answers(REPORTS["son_la"], LONG)
    count = sum(len(question.answers) for question in report.questions)
    made, answer = CATALOGUE[kind].document(report), squeezed(LONG)
    data = pdf.render(made)
    assert count > 5
    assert letters_of(data).count(answer) == count
    assert squeezed(word_letters(opened(docx.render(made)))).count(answer) == count
    pages = measure(data)
    assert len(pages) > count
    for page in pages:
        assert min(line.left for line in page.lines) > MARGIN
        assert max(line.right for line in page.lines) < page.width - MARGIN
    assert all(max(line.y for line in page.lines) > page.height * 0.8 for page in pages[:-2])


@pytest.mark.parametrize("kind", KINDS)
def test_five_thousand_letters_in_every_field_lose_nothing(kind: PaperKind) -> None:
    """Names, units, agencies, symbols, signatures, titles: what no page can hold goes on over the next, uncut."""
    made = CATALOGUE[kind].document(with_text(one_of_each(REPORTS["son_la"]), ENDLESS))
    inside = letters_of(pdf.render(made), margins=MARGINS)
    assert Counter(squeezed(printable(source_letters(made)))) - Counter(inside) == Counter()
    assert squeezed(plain_text(word_letters(opened(docx.render(made))))) == squeezed(plain_text(source_letters(made)))


@pytest.mark.parametrize("report", [name for name in REPORTS if name != "letters"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_slot_of_a_template_is_left_open(kind: PaperKind, report: str) -> None:
    made = document(kind, report)
    assert "{" not in repr(made)
    assert "}" not in repr(made)


NO_TITLE = frozenset({"kind_of_paper", "subject", "sizes_of_one_set"})
WITHOUT = {
    PaperKind.PRESS: frozenset({"kind_of_paper", "subject"}),  # an article has a headline
    PaperKind.CLOSING_CARD: frozenset({"justified"}),  # one line for each thing to say
}
"""Points that papers of the house do not have, beside those of head and signature."""


ONE_SENTENCE = {PaperKind.DUTIES, PaperKind.EVENT_LOG, PaperKind.HALL_LOG, PaperKind.PAPER_TWIN}
FULL = [(kind, "son_la") for kind in KINDS if kind not in ONE_SENTENCE]
"""A log of nothing, or keys of no program, is one sentence: nothing to measure."""


@pytest.mark.parametrize(("kind", "report"), [*FULL, *((kind, "sixty") for kind in KINDS)])
def test_every_part_keeps_the_form_and_is_held_to_forty_points(kind: PaperKind, report: str) -> None:
    made = document(kind, report)
    for part in made.parts[:6]:
        data = pdf.render(replace(made, parts=(part,)))
        kinds = {type(block) for block in part.blocks}
        if AnnexHead in kinds:
            assert check_annex(data) == []
            assert applied_points(data, annex=True) >= 40
        elif SignatureArea in kinds:
            assert check(data) == {}
            assert applied_points(data) >= 40
        else:
            without = WITHOUT.get(kind, frozenset() if Title in kinds else NO_TITLE)
            assert check_working(data, without) == {}
            assert applied_points(data, without=without) >= 40


def test_the_closing_card_is_one_page_also_with_the_longest_names() -> None:
    report = reports.sixty_questions()
    long = "Nâng cao chất lượng nguồn nhân lực trẻ vùng đồng bào dân tộc thiểu số và miền núi biên giới của tỉnh"
    questions = tuple(
        replace(
            question,
            topic=f"{long} {place % 12}",
            petitions=tuple(replace(p, lead_agency=f"{long} {place % 15}") for p in question.petitions),
        )
        for place, question in enumerate(report.questions)
    )
    task = replace(report.conclusions[0], text=f"{long} {long} {long}")
    worst = replace(report, questions=questions, conclusions=(task,) * 12)
    for shown in (report, worst, ConferenceReport()):
        assert len(measure(pdf.render(CATALOGUE[PaperKind.CLOSING_CARD].document(shown)))) == 1


def test_the_closing_card_names_what_the_sum_calls_open() -> None:
    made = CATALOGUE[PaperKind.CLOSING_CARD].document(REPORTS["son_la"])
    texts = [block.text for block in made.blocks if isinstance(block, Paragraph)]
    assert any("04 chưa xử lý" in text for text in texts)
    assert "Chưa giải đáp, chưa giao: không có; chưa nêu tại Hội nghị: 08, 09, 10, 11." in texts


def test_every_paper_is_written_in_its_formats_into_one_folder(tmp_path: Path) -> None:
    report = REPORTS["sixty"]
    made = make_papers(report, KINDS, tmp_path / "van-ban")
    written = {path.relative_to(tmp_path / "van-ban").as_posix() for path in (tmp_path / "van-ban").rglob("*.*")}
    assert written >= USUAL_FILES
    assert all(map(is_paper_file, written))
    assert not is_paper_file("ghi-chep.docx")
    for paper in made:
        assert isinstance(paper, MadePaper)
        assert paper.path.name == CATALOGUE[paper.paper].file_name
        assert {file.path.suffix[1:] for file in paper.files} == set(CATALOGUE[paper.paper].formats)


def test_there_is_one_slip_file_for_each_agency(tmp_path: Path) -> None:
    report = REPORTS["sixty"]
    made = make_paper(report, PaperKind.SLIP, tmp_path)
    apart = [f.path for f in made.files if f.path.parent != tmp_path and f.path.suffix == ".pdf"]
    agencies = {p.lead_agency for q in report.questions for p in q.petitions}
    agencies |= {promise.agency for q in report.questions for promise in q.commitments if promise.agency}
    assert len(apart) == len(agencies) == 8
    assert [path.name[:2] for path in sorted(apart)] == [f"{number:02d}" for number in range(1, 9)]


def test_one_paper_that_fails_does_not_touch_the_others(tmp_path: Path) -> None:
    (tmp_path / "phieu-chuyen").write_text("x")
    done = make_papers(REPORTS["son_la"], [PaperKind.MINUTES, PaperKind.SLIP, PaperKind.PRESS], tmp_path)
    assert [type(paper) for paper in done] == [MadePaper, FailedPaper, MadePaper]
    failed = done[1]
    assert isinstance(failed, FailedPaper)
    assert isinstance(failed.error, OSError)


def test_letters_the_font_lacks_are_named_before_anybody_prints(tmp_path: Path) -> None:
    report = REPORTS["son_la"]
    question = replace(report.questions[0], verbatim="Tốt ☑ 👍?")
    shown = replace(report, questions=(question, *report.questions[1:]))
    made = make_paper(shown, PaperKind.MINUTES, tmp_path)
    assert made.warning == "Chữ không in được, in bằng ô vuông: ☑ 👍."
    assert make_paper(report, PaperKind.MINUTES, tmp_path).warning == ""


def test_the_first_format_is_the_one_that_can_be_previewed() -> None:
    assert {entry.formats[0] for entry in CATALOGUE.values()} == {Format.PDF}
    assert (CATALOGUE[PaperKind.MINUTES].file_name, CATALOGUE[PaperKind.NOTICE].file_name) == (
        "bien-ban.pdf",
        "thong-bao-ket-luan.pdf",
    )
    assert CATALOGUE[PaperKind.ANNEX].file_name == "phu-luc.pdf"


@pytest.mark.parametrize("chosen", ["party", "youth_union"])
def test_a_letterhead_that_is_not_wholly_sourced_says_so_beside_the_paper_never_on_it(chosen: str) -> None:
    report = replace(REPORTS["lao_cai"], phrases={"common.letterhead": chosen})
    for entry in CATALOGUE.values():
        made = entry.document(report)
        assert [gap.key for gap in made.gaps if "cần đối chiếu" in gap.message] == ["letterhead"] * (
            chosen == "youth_union"
        )
        assert "đốichiếu" not in letters_of(pdf.render(made)).casefold().replace("đốichiếu:tổng", "")
    head = CATALOGUE[PaperKind.NOTICE].document(report).blocks[0]
    assert isinstance(head, LetterHead)
    assert head.title != "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    shown = letters_of(pdf.render(CATALOGUE[PaperKind.NOTICE].document(report)))
    assert squeezed(head.title) in shown
    assert head.mark
    assert squeezed(head.mark) in shown
    assert "CỘNGHÒA" not in shown


def test_papers_of_the_party_have_the_sizes_of_their_own_guide() -> None:
    """Guide 36-HD/VPTW of 03/4/2018, Annex 3: title 15 bold, organs 14, number 14 without a colon, date 14 italic."""
    report = replace(REPORTS["lao_cai"], phrases={"common.letterhead": "party"})
    made = CATALOGUE[PaperKind.NOTICE].document(report)
    page = measure(pdf.render(made))[0]
    left, right = zip(*(line.cut(page.width / 2 - 40) for line in page.lines[:4]), strict=True)
    title, date = (line for line in right if line is not None)
    assert (title.text, title.sizes, title.is_bold) == ("ĐẢNG CỘNG SẢN VIỆT NAM", {15}, True)
    assert (date.sizes, date.is_italic) == ({14}, True)
    parent, organ, mark, number = (line for line in left if line is not None)
    assert (parent.sizes, parent.is_bold, organ.sizes, organ.is_bold) == ({14}, False, {14}, True)
    assert mark.text == "*"
    assert (number.sizes, number.text.startswith("Số -")) == ({14}, True)
    rule = next(rule for rule in page.level_rules if abs(rule.middle - title.middle) < 3)
    assert abs(rule.length - title.width) < 1
    styles = opened(docx.render(made)).styles
    assert styles["Số, ký hiệu"].font.size.pt == 14


def test_an_unknown_letterhead_is_that_of_the_decree() -> None:
    report = replace(REPORTS["lao_cai"], phrases={"common.letterhead": "x"})
    assert CATALOGUE[PaperKind.NOTICE].document(report) == document(PaperKind.NOTICE, "lao_cai")


def test_the_web_page_is_clean() -> None:
    page = html.render(document(PaperKind.PORTAL, "sixty"))
    assert page.startswith("<!DOCTYPE html>")
    assert 'lang="vi"' in page
    for word in ("style=", "<script", "class=", "<font", "onclick", "&nbsp;"):
        assert word not in page


PRIVATE = "Số của em là 0912 345 678, căn cước 001203000123, em trú tại bản Nà Lốc, thư em@vidu.vn."


@pytest.mark.parametrize("kind", [PaperKind.PORTAL, PaperKind.PRESS])
def test_private_details_in_typed_words_are_told_before_they_are_published(kind: PaperKind, tmp_path: Path) -> None:
    report = REPORTS["son_la"]
    first, *others = report.questions
    answer = replace(first.answers[0], text=f"{first.answers[0].text} {PRIVATE}")
    typed = replace(report, questions=(replace(first, answers=(answer,)), *others))
    found = {gap.key for gap in CATALOGUE[kind].document(typed).gaps}
    assert found >= {"private/phone", "private/id_number", "private/address", "private/email"}
    assert "0912 345 678" in make_paper(typed, kind, tmp_path).warning
    assert make_paper(report, kind, tmp_path).warning == ""
    assert not any(gap.key.startswith("private/") for gap in CATALOGUE[PaperKind.MINUTES].document(typed).gaps)


def test_a_name_the_hall_did_not_see_is_told_where_somebody_typed_it() -> None:
    report = REPORTS["son_la"]
    first, *others = report.questions
    assert first.asker is not None
    assert first.public is not None
    shown = replace(first.public, asker="Em Phú", text=f"Em {first.asker.name} muốn hỏi.")
    made = CATALOGUE[PaperKind.PORTAL].document(replace(report, questions=(replace(first, public=shown), *others)))
    assert [gap.message for gap in made.gaps if gap.key == "private/minor_name"] == [
        f"Có họ tên người chưa đủ 18 tuổi: {first.asker.name}"
    ]


def test_papers_of_the_conference_are_drafts_until_chot(tmp_path: Path) -> None:
    """In every format; what serves before and during it never is."""
    report = REPORTS["sixty"]
    final = replace(report, facts=replace(report.facts, minutes_finalised_at=report.log[0].at))
    for kind in (PaperKind.ANNEX, PaperKind.PORTAL, PaperKind.AGENDA):
        for shown, drafts in ((report, kind is not PaperKind.AGENDA), (final, False)):
            made = make_paper(shown, kind, tmp_path)
            assert made.is_final is not drafts
            for file in made.files:
                assert ("DỰTHẢO" in squeezed(words_in(file.path))) is drafts, file.name


def words_in(path: Path) -> str:
    """All letters of a file, heads of pages too."""
    match path.suffix:
        case ".pdf":
            return letters_of(path.read_bytes())
        case ".html":
            return path.read_text("utf-8")
        case _:
            with ZipFile(path) as parts:
                names = [name for name in parts.namelist() if name.endswith(".xml")]
                return "".join(re.sub(r"<[^>]*>", "", parts.read(name).decode()) for name in names)
