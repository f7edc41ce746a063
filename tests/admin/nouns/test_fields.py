"""Every field of every noun can be written in the admin, in a form or in rows of a form."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.forms.models import ModelChoiceField

from guidance.core.documents.licenses import Quote, Text
from guidance.services.drafts.columns import ROW_OF, columns

MADE = {(Text, "digest"), (Text, "form"), (Quote, "sentence")}
"""Nobody writes these: they follow from the words, and from the rules of the day."""


@pytest.fixture
def forms(rf):
    """The fields of all forms to add something with, by model."""
    request = rf.get("/")
    request.user = User(username="ruth", is_staff=True, is_superuser=True)
    found = {}
    for model, one in admin.site._registry.items():
        if one.has_add_permission(request):
            found.setdefault(model, {}).update(one.get_form(request).base_fields)
        for part in one.get_inline_instances(request):
            fields = part.get_formset(request).form.base_fields
            found.setdefault(part.model, {}).update(fields)
    return found


@pytest.mark.parametrize("noun", ROW_OF, ids=lambda noun: noun.__name__)
def test_every_column_of_a_noun_is_a_field_of_a_form(forms, noun):
    written = forms[ROW_OF[noun].model]

    lacking = {(noun, name) for name, column in columns(noun).items() if column.name not in written}

    assert lacking == {made for made in MADE if made[0] is noun}


@pytest.mark.parametrize(
    "noun", [noun for noun in ROW_OF if noun is not Quote], ids=lambda noun: noun.__name__
)
def test_what_a_noun_keeps_in_other_rows_has_a_form_too(forms, noun):
    model = ROW_OF[noun].model
    related = {field.name: field for field in model._meta.get_fields() if field.is_relation}

    lacking = [
        name
        for name in ROW_OF[noun].elsewhere
        if (field := related.get(name)) is not None
        and not isinstance(forms[model].get(name), ModelChoiceField)
        and field.related_model not in forms
    ]

    assert lacking == []
