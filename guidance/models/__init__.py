"""The rows: drafts that the legal team edits, and editions that the public reads."""

from guidance.models.annotations import Annotation
from guidance.models.contributions import Contribution, DraftChange, DraftContent, Opened
from guidance.models.duties.grounds import ChangedGround
from guidance.models.duties.mails import Mail, MailEvent, MailHow, MailState, MailWish
from guidance.models.duties.releases import Release, ReleaseItem, ReleaseState
from guidance.models.duties.sources import Source, SourceState
from guidance.models.editions import Edition, Publication, PublicationKind, Recall, Review
from guidance.models.faqs import FaqEntry
from guidance.models.licenses import License, LicenseText, Policy, PolicySection, Section
from guidance.models.results import Feedback, FeedbackKind, SavedResult, Usage, UsageKind
from guidance.models.reviews import (
    Invitation,
    Opinion,
    OpinionVerdict,
    Remark,
    ReviewRequest,
    ReviewVerdict,
)
from guidance.models.search import SearchEntry, SearchKind, SearchStamp
from guidance.models.shipped import CorrectionAnswer, ShippedDocument
from guidance.models.stacks import LicenseName, NameRule, SavedStack
from guidance.models.terms import Term, Topic
from guidance.models.trees import Case, Option, Outcome, Question, Route, Tree
from guidance.models.vectors import SentenceVector
from guidance.models.wordings import (
    JudgedQuery,
    MissedQuery,
    SynonymState,
    Wording,
    WordingState,
)

__all__ = [
    "Annotation",
    "Case",
    "ChangedGround",
    "Contribution",
    "CorrectionAnswer",
    "DraftChange",
    "DraftContent",
    "Edition",
    "FaqEntry",
    "Feedback",
    "FeedbackKind",
    "Invitation",
    "JudgedQuery",
    "License",
    "LicenseName",
    "LicenseText",
    "Mail",
    "MailEvent",
    "MailHow",
    "MailState",
    "MailWish",
    "MissedQuery",
    "NameRule",
    "Opened",
    "Opinion",
    "OpinionVerdict",
    "Option",
    "Outcome",
    "Policy",
    "PolicySection",
    "Publication",
    "PublicationKind",
    "Question",
    "Recall",
    "Release",
    "ReleaseItem",
    "ReleaseState",
    "Remark",
    "Review",
    "ReviewRequest",
    "ReviewVerdict",
    "Route",
    "SavedResult",
    "SavedStack",
    "SearchEntry",
    "SearchKind",
    "SearchStamp",
    "Section",
    "SentenceVector",
    "ShippedDocument",
    "Source",
    "SourceState",
    "SynonymState",
    "Term",
    "Topic",
    "Tree",
    "Usage",
    "UsageKind",
    "Wording",
    "WordingState",
]
