"""How certain words are: whether a text says that a point is open, or leaves room for doubt."""

import re

_OPEN = re.compile(
    r"\b(?:open(?![- ](?:source|innovation|weight|model|access|data))|unsettled|not settled|"
    r"arguabl[ey]|unclear|not clear|uncertain|not certain|disputed|debated)\b"
)
_DOUBT = re.compile(
    r"\b(?:settles?|argue[ds]?|silent|says nothing|nothing says|(?:do|does) not (?:say|define)|"
    r"undefined|not defined|courts?|not sure|(?:as )?we read|(?:our|natural|cautious|wider|narrow"
    r"(?:er)?) reading|(?:may|can|could|might) be read|cautious(?:ly)?|safer?|depends|counsel|"
    r"as a rule|lawyers? (?:can|will|should|to ask)|ask a lawyer|may well|"
    r"probably|likely|hardly|suggests?)\b"
)


def says_open(text: str) -> bool:
    """Tell whether a text calls something an open point.

    >>> [says_open(text) for text in ("That is open.", "It is open source.", "It is settled.")]
    [True, False, False]
    """
    return bool(_OPEN.search(_folded(text)))


def leaves_doubt(text: str) -> bool:
    """Tell whether a text says of anything in it that it is not certain.

    >>> [leaves_doubt(text) for text in ("The text does not say.", "You pay.")]
    [True, False]
    """
    return says_open(text) or bool(_DOUBT.search(_folded(text)))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
