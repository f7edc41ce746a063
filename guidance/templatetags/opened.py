"""The hidden fields of every form: against forged forms, and, in the admin, who opened it.

Built into all templates (``TEMPLATES`` in the settings), in place of Django's tag of the same
name, so that no form can be without.
"""

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

register = template.Library()


class _HiddenFields(CsrfTokenNode):
    def render(self, context: Any) -> str:
        fields = super().render(context)
        opened_by = str(getattr(context.get("request"), "opened_by", ""))
        if not fields or not opened_by:
            return fields
        return fields + format_html('<input type="hidden" name="_opened_by" value="{}">', opened_by)


@register.tag
def csrf_token(parser: Any, token: Any) -> _HiddenFields:
    return _HiddenFields()
