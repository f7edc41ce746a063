"""What templates need to show a stack: components, their use, clashes and opinions in words."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from guidance.core.documents.licenses import License, TermWhen
from guidance.core.stacks.components import Component
from guidance.core.stacks.conflicts import Rule
from guidance.services.editions.readings import Reading
from guidance.services.stacks.choosing import Part
from guidance.services.stacks.matrix import Opinion
from guidance.services.stacks.presenting import Answer
from guidance.services.stacks.words import ASK, OPINIONS, RULES, name_of, use_of
from guidance.templatetags.taking import stage

register = template.Library()


@register.filter
def component(one: Component) -> str:
    """Return what a component is called, with its version."""
    return name_of(one)


@register.filter
def components(named: Iterable[Component]) -> str:
    return ", ".join(map(name_of, named))


@register.filter
def use_words(one: Component) -> str:
    return use_of(one)


@register.filter
def unknown_words(part: Part) -> str:
    """Return which licenses of a component are not known, in words."""
    if part.is_unreadable:
        return _("“%s” cannot be read as licenses") % part.component.license
    return ", ".join(filter(None, part.unknown)) or _("no license named")


@register.filter
def when_words(when: TermWhen) -> str:
    return stage(when)


@register.filter
def rule(value: Rule) -> str:
    """Return in words why something clashes."""
    return str(RULES[value])


@register.filter
def question(value: Rule) -> str:
    """Return what to ask counsel where something may clash."""
    return str(ASK[value])


@register.filter
def opinion(value: Opinion) -> str:
    return str(OPINIONS[value])


@register.filter
def value_of(row: object, name: str) -> str:
    """Return what stands in a field of a row of the form."""
    return str(getattr(row, name))


@register.filter
def error_of(row: object, name: str) -> str:
    """Return what is wrong with a field of a row of the form, or ""."""
    errors: dict[str, str] = getattr(row, "errors", {})
    return errors.get(name, "")


@register.filter
def reading_of(answer: Answer, slug: str) -> Reading[License]:
    """Return the reading of a license that an answer rests on, for its prose."""
    return answer.shelf.readings[slug]
