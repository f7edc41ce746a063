"""The codes of the checks: what each is called, how grave it is, and what to do about it.

The words here are read by lawyers in the admin. A code is a public name: it stays.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. An *error* blocks publishing, a *warning* does not."""

    severity: Severity
    title: str
    advice: str


def _error(title: str, advice: str) -> Code:
    return Code("error", title, advice)


def _warning(title: str, advice: str) -> Code:
    return Code("warning", title, advice)


UNFINISHED = frozenset({
    "no-questions", "missing-start", "dead-end", "no-options", "unreachable-question",
    "unreachable-outcome", "no-outcome-reachable", "outcome-uncited",
})  # fmt: skip
"""Errors by which a tree is not finished rather than wrong: what is there may well be right."""

_COMPARE = "Compare the sentences. If what rests on them is still right, say so, else correct it."
CODES: dict[str, Code] = {
    # Citations, wherever they stand
    "citation-unknown-license": _error(
        "Citation of an unknown license",
        "Choose a license that is published, or publish this one first.",
    ),
    "citation-unknown-section": _error(
        "Citation of an unknown section",
        "Choose a section of the license as it is now; its keys are listed beside its text.",
    ),
    "citation-not-found": _error(
        "Cited words not found",
        "Copy the words from the section cited, or cite the section in which they stand.",
    ),
    "citation-ambiguous": _error(
        "Cited words stand there more than once",
        "Quote a few words more, so that only one place is meant.",
    ),
    "citation-inexact": _error(
        "Cited words differ from the text",
        "Copy the words again from the text, so that readers see what it really says.",
    ),
    "clause-uncited": _warning(
        "Clause that is named and not cited",
        "Cite the clause beside the others, so that readers can follow, or leave its number out.",
    ),
    "citation-turned": _error("Sentence around cited words says something else", _COMPARE),
    "citation-reworded": _warning("Sentence around cited words reads otherwise", _COMPARE),
    "license-unknown": _error(
        "Unknown license",
        "Publish this license, or take it off the list of licenses.",
    ),
    # Sizes
    "prose-too-heavy": _error(
        "Text that would make a page slow",
        "Put right what is named; until then, the preview shows the text without its marks.",
    ),
    "document-too-heavy": _error(
        "More text than one page can show", "Shorten the longest texts, or divide the document."
    ),
    "too-many-parts": _error(
        "More parts than one document can hold", "Leave some out, or divide the document."
    ),
    # Licenses
    "text-missing": _error(
        "No text", "Import the license's text, or paste it, before you publish."
    ),
    "text-digest": _error(
        "The text is not the one that was read",
        "Compare the text with the former one, look at every note again, then take the new digest.",
    ),
    "sections-do-not-join": _error(
        "Sections leave out a part of the text",
        "Let each section begin where the one before it ends, from the first word to the last.",
    ),
    "sections-overlap": _error(
        "Sections overlap", "Let the earlier section end where the later one begins."
    ),
    "section-key-duplicate": _error(
        "Two sections have the same key", "Give each section, and each policy item, its own key."
    ),
    "annotation-orphaned": _error(
        "Note without its words",
        "Choose the words of the text that the note is about, or remove the note.",
    ),
    "annotation-ambiguous": _error(
        "Note on words that stand there more than once",
        "Quote a few words more, so that only one place is meant.",
    ),
    "annotation-outside-section": _error(
        "Note on words of another section",
        "Correct the section of the note, or quote words of its own section.",
    ),
    "annotation-inexact": _error(
        "Words of the note differ from the text",
        "Choose the words again in the text, so that the note quotes them as they are.",
    ),
    "annotation-turned": _error("Sentence around a note's words says something else", _COMPARE),
    "annotation-reworded": _warning("Sentence around a note's words reads otherwise", _COMPARE),
    "annotation-duplicate-key": _error(
        "Two notes have the same key", "Give each note its own key; links to it use the key."
    ),
    "term-uncited": _error(
        "Term without a citation",
        "Cite the words that the term rests on. No citation, no publishing.",
    ),
    "term-duplicate-key": _error(
        "Two terms have the same key", "Give each term its own key; questionnaires refer to it."
    ),
    "term-unknown-contradicts": _error(
        "Contradicts a term that is not there",
        "Choose other terms of this license.",
    ),
    "policy-address-missing": _error(
        "Policy without an address",
        "Give the publisher's page, where the policy's own words can be read.",
    ),
    "note-and-term-disagree": _warning(
        "A note and a term say the opposite of the same words",
        "Look at the words again: correct the kind of one, or quote what each is about.",
    ),
    "certainty-disagrees": _warning(
        "Statements on the same words are not equally certain",
        "Say in both that the point is open, or in neither; or quote what each is about.",
    ),
    "kind-disagrees": _warning(
        "Statements on the same words demand the opposite",
        "Look at the words again, and correct the statement that says may, must or must not "
        "where the license does not.",
    ),
    "no-terms": _warning(
        "No terms", "Say what the license lets, makes and forbids one to do, one term for each."
    ),
    "no-annotations": _warning("No notes", "Write a note on each section that has meaning."),
    # FAQ
    "empty-answer": _error("No answer", "Answer the question in one or two sentences."),
    "uncited": _error(
        "Answer without a citation",
        "Cite the words that the answer rests on. No citation, no publishing.",
    ),
    "background-uncited": _warning(
        "Background answer without a citation",
        "Nothing to do if the answer is about facts outside of the license; else cite its words.",
    ),
    "related-unknown": _error(
        "Related entry not found", "Choose an FAQ entry that exists, or take it off the list."
    ),
    # Trees: structure
    "no-questions": _error("No questions", "Add the first question."),
    "missing-start": _error("No first question", "Choose the question to begin with."),
    "missing-target": _error(
        "Leads nowhere", "Choose a question or an outcome that exists in this questionnaire."
    ),
    "duplicate-key": _error(
        "The same key twice", "Give each its own key; answers, links and cases use the key."
    ),
    "retired-key-twice": _error("Retired key that means two things", "Let one stand for it only."),
    "hands-over-unknown": _error(
        "Goes on with a questionnaire that is not there", "Choose one that there is, or none."
    ),
    "hands-over-to-itself": _error(
        "Goes on with itself", "Choose another questionnaire, or let the answers lead on in this."
    ),
    "hands-over-to-none": _warning(
        "Goes on with a questionnaire not published", "Publish that one too, or choose none."
    ),
    "hands-over-in-circle": _warning(
        "Questionnaires that hand over in a circle", "Let one of them end without going on."
    ),
    "cycle": _error(
        "Questions go round in a circle",
        "Send one of these questions on to a question or an outcome outside of the circle.",
    ),
    "unreachable-question": _error(
        "Question that is never asked",
        "Let an option or a route lead to the question, or remove it.",
    ),
    "unreachable-outcome": _error(
        "Outcome that is never reached",
        "Let an option or a route lead to the outcome, or remove it.",
    ),
    "no-outcome-reachable": _error(
        "No outcome can be reached", "Let at least one way through the questions end at an outcome."
    ),
    "dead-end": _error(
        "Dead end",
        "Say where this answer leads: give the option a target, or the question one for the rest.",
    ),
    "too-many-ways": _warning(
        "Too many ways to check them all",
        "Ask fewer questions whose answers later questions depend on, or split the questionnaire.",
    ),
    # Trees: options and ranges
    "no-options": _error("Question without options", "Add the answers that one can choose."),
    "several-unsure": _error(
        "Several options “I am not sure”", "Keep one option “I am not sure” and remove the others."
    ),
    "exclusive-without-choices": _warning(
        "“None of these” where only one answer can be chosen",
        "Let the question take several answers, or clear the mark “excludes the others”.",
    ),
    "range-gap": _error(
        "Answers that no option covers",
        "Widen the ranges beside the gap, or set the question's least and greatest answer.",
    ),
    "range-overlap": _error(
        "Ranges overlap",
        "Let one range end where the other begins; the bound itself belongs to one of them.",
    ),
    "empty-range": _error(
        "Range that holds nothing",
        "Put the lower bound first, and let a bound belong to the range.",
    ),
    "option-never-chosen": _error(
        "Option that can never be chosen",
        "Correct its range, or the least and greatest answer of the question, or remove it.",
    ),
    # Trees: routes and conditions
    "route-never-taken": _warning(
        "Route that is never taken",
        "Move it before the routes that always win over it, or remove it.",
    ),
    "condition-unknown-question": _error(
        "Condition on a question that is not there", "Choose a question of this questionnaire."
    ),
    "condition-unknown-option": _error(
        "Condition on an option that is not there", "Choose an option of the question named."
    ),
    "condition-kind": _error(
        "Condition that does not fit the kind of question",
        "Compare numbers with “at least”, “more than”, “at most” and “below”, dates with "
        "“on or after” and “before”.",
    ),
    "condition-never-true": _error(
        "Condition that is never true",
        "Test only what was asked before on the same way, and answers that can be given together.",
    ),
    # Trees: what the result rests on
    "question-without-effect": _warning(
        "Question that changes nothing",
        "Let its answers lead to something different or add a term, or remove the question.",
    ),
    "question-lacks-unsure": _warning(
        "Question without “I am not sure”", "Add it, or dismiss this: everybody knows the answer."
    ),
    "question-uncited": _warning(
        "Question without a citation", "Cite the words for which the question is asked."
    ),
    "outcome-lacks-term": _warning(
        "Term that all outcomes of a verdict add, but one",
        "Add the term to this outcome too; where it is left out on purpose, say why in its words.",
    ),
    "outcome-lacks-duty": _warning(
        "Outcome that ends early without what holds anyway",
        "Add the duties to this outcome, or to the answers that lead here; where they do not hold "
        "for these, say so in its words.",
    ),
    "outcome-ends-early": _warning(
        "Outcome that ends before questions that add duties",
        "Lead these answers on to the questions, or name in its words what they would add.",
    ),
    "outcome-uncited": _error(
        "Outcome without a citation",
        "Cite the words that the outcome rests on. No citation, no publishing.",
    ),
    "term-unknown": _error(
        "Unknown term", "Choose a term of a published license, or publish the license first."
    ),
    "contradicting-terms": _error(
        "Terms that contradict each other on one way",
        "Add only one of the two terms on each way, or correct which terms contradict each other.",
    ),
    # Trees: cases
    "case-failed": _error(
        "Case that does not come out as expected",
        "Correct the questionnaire, or, if the law is as it says, the case; then sign it again.",
    ),
    "case-unfit": _error(
        "Case whose answers do not fit", "Answer every question on this way, and only these."
    ),
    "threshold-uncased": _warning(
        "Threshold without cases on both sides",
        "Add a case with exactly this value, and one with a value just across the bound.",
    ),
}
