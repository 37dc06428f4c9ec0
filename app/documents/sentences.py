"""Generated sentences with stable keys; where a person has rewritten one, their words stand and are never changed.

A key names what the sentence tells ("question/12/asked", "answer/3"), never its place or its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from app.documents.blocks import Paragraph, Run, plain
from app.domain.records import dataclass
from app.domain.report import ConferenceReport


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the minutes. number: "2. " before it, follows the order and is never part of a rewriting.

    generated: what the program writes from the data now, empty if the data have nothing to say any more.
    """

    key: str
    generated: str
    rewritten: str = ""
    number: str = ""

    @property
    def words(self) -> str:
        return self.rewritten or self.generated

    @property
    def text(self) -> str:
        return self.number + self.words

    @property
    def is_touched(self) -> bool:
        return bool(self.rewritten)

    @property
    def is_homeless(self) -> bool:
        """Written by hand, and what it told has gone: kept and listed, printed again when it comes back."""
        return not self.generated


@dataclass(slots=True)
class SentenceBook:
    """Makes the paragraphs of one paper and remembers the sentence each was made from."""

    report: ConferenceReport
    made: dict[int, Sentence] = field(default_factory=dict)
    _paragraphs: list[Paragraph] = field(default_factory=list)

    def paragraph(self, key: str, *runs: Run | str, number: str = "", keep_with_next: bool = False) -> Paragraph:
        """The runs as generated, or the words of a person in one run."""
        parts = tuple(Run(run) if isinstance(run, str) else run for run in runs)
        generated = "".join(part.text for part in parts)
        sentence = Sentence(key, generated, self.report.sentences.get(key, ""), number)
        if sentence.is_touched:
            made = plain(sentence.text, keep_with_next=keep_with_next)
        else:
            made = Paragraph((Run(number), *parts) if number else parts, keep_with_next=keep_with_next)
        self._paragraphs.append(made)  # kept alive, so that its identity stays its own
        self.made[id(made)] = sentence
        return made

    def sentence_of(self, paragraph: Paragraph) -> Sentence | None:
        return self.made.get(id(paragraph))

    def homeless(self) -> tuple[Sentence, ...]:
        """Rewritten sentences and typed words that the minutes have no place for at the moment."""
        told = {sentence.key for sentence in self.made.values()}
        kept = {**dict(_spoken(self.report)), **self.report.lost_words, **self.report.sentences}
        return tuple(Sentence(key, "", words) for key, words in sorted(kept.items()) if words and key not in told)


def _spoken(report: ConferenceReport) -> Iterator[tuple[str, str]]:
    """All words typed for somebody who speaks, by the key of the sentence that tells them."""
    for item in report.agenda:
        yield f"agenda/{item.id}", item.text
    for question in (*report.every_question, *(one for q in report.every_question for one in q.doubles)):
        yield f"question/{question.id}/chair", question.chair_remarks
        for answer in question.answers:
            yield f"answer/{answer.id}", answer.text
        for broke_in in question.interjections:
            yield f"speech/{broke_in.id}/said", broke_in.text
