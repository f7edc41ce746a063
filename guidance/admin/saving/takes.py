"""The choice where two people wrote in one field: what I wrote, what they wrote, or both.

Both are put together in the field and shown once more, for nobody has read that yet.
"""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guidance.admin.saving.met_words import REFERENCES

MINE, THEIRS, BOTH = "mine", "theirs", "both"


def take_name(field: str) -> str:
    """Return what the choice for a field is called in the form."""
    return f"{field}-take"


def can_be_joined(field: forms.Field) -> bool:
    """Tell whether two values of a field are texts, which can stand one after the other."""
    others = (*REFERENCES, forms.BooleanField, forms.ChoiceField)
    return isinstance(field, forms.CharField) and not isinstance(field, others)


def offered(name: str, field: forms.Field, *, who: str) -> SafeString:
    """Return the choice as part of the message at a field; mine unless one chooses otherwise."""
    ways = [(MINE, _("Keep mine, as it stands in the field")), (THEIRS, _("Take theirs"))]
    if can_be_joined(field):
        ways.append((BOTH, _("Put both together, and show me")))
    take, chosen = take_name(name), format_html(" {}", "checked")
    choices = format_html_join(
        " ",
        '<label for="id_{0}-{1}"><input type="radio" id="id_{0}-{1}" name="{0}" value="{1}"{2}>'
        " {3}</label>",
        ((take, way, chosen if way == MINE else "", words) for way, words in ways),
    )
    return format_html(
        '<fieldset class="guidance-take"><legend>{}</legend>{}</fieldset>',
        _("When you save again (%s wrote too):") % who,
        choices,
    )
