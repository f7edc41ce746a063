"""What is said of a stack in words: how a component is used, why two things clash, opinions.

English, for files; pages translate the same words.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guidance.core.stacks.components import Component, Use
from guidance.core.stacks.conflicts import Rule
from guidance.core.stacks.names import (
    KEEP_NOTICES,
    LICENSE_COPY,
    MARK_CHANGES,
    NO_ENDORSEMENT,
    OFFER_SOURCE,
)
from guidance.services.stacks.matrix import Opinion

USES: Mapping[Use, Promise] = {
    Use.SHIPPED_BINARY: _("shipped as binary, or as weights"),
    Use.SHIPPED_SOURCE: _("shipped as source"),
    Use.HOSTED: _("offered over a network only"),
    Use.BUILDING: _("only used to build"),
}
RULES: Mapping[Rule, Promise] = {
    Rule.CLOSED_WHOLE: _("You want to keep the whole closed. This license asks for the whole:"),
    Rule.OTHER_WHOLE: _("This license asks to be the license of the whole; you want another one:"),
    Rule.PART_STAYS: _("This part cannot be passed on under the license that you want:"),
    Rule.TWO_WHOLES: _("Two licenses each ask to be the license of the whole:"),
    Rule.LIMITED_IN_FREE: _(
        "One license forbids restrictions on the whole; the other one brings some:"
    ),
    Rule.SOLD: _("This part may not be used commercially. Whether your product is, you must say:"),
}
ASK: Mapping[Rule, Promise] = {
    Rule.CLOSED_WHOLE: _("How far does this license reach into our closed product?"),
    Rule.OTHER_WHOLE: _("May the whole be under our license with this part in it?"),
    Rule.PART_STAYS: _("May this part keep its own terms beside our license for the rest?"),
    Rule.TWO_WHOLES: _("Are these two one work as we build them, or two side by side?"),
    Rule.LIMITED_IN_FREE: _("Are these two one work as we build them, or two side by side?"),
    Rule.SOLD: _("Is our use of this part commercial?"),
}
SHARED: Mapping[str, Promise] = {
    LICENSE_COPY: _("Hand on the text of each license"),
    KEEP_NOTICES: _("Keep the copyright and other notices of each part"),
    "attribution/keep-notice": _("Keep the copyright and other notices of each part"),
    MARK_CHANGES: _("Say what you changed, in each part that you changed"),
    "state-changes/state-changes": _("Say what you changed, in each part that you changed"),
    OFFER_SOURCE: _("Give, or offer, the source code of each part"),
    "source-code/offer-source": _("Give, or offer, the source code of each part"),
    NO_ENDORSEMENT: _("Do not advertise with the names of the authors"),
    "warranty/no-warranty": _("Expect no warranty"),
    "liability/no-liability": _("Expect no damages from the authors"),
}
"""What a duty is called where licenses ask for it in different words."""
OPINIONS: Mapping[Opinion, Promise] = {
    Opinion.YES: _("compatible"),
    Opinion.NO: _("not compatible"),
    Opinion.DEPENDS: _("depends on how they are combined"),
}
CREDIT = "OSADL license compatibility matrix, CC-BY-4.0"
DISCLAIMER = "This guidance explains licenses. It is not legal advice for your case."


def use_of(component: Component) -> str:
    """Return how a component is used, with what was done to it."""
    said = [str(USES[component.use])]
    said += [str(_("changed"))] if component.is_changed else []
    said += [str(_("linked into one program"))] if component.is_linked else []
    return ", ".join(said)


def name_of(component: Component) -> str:
    return f"{component.name} {component.version}".rstrip()
