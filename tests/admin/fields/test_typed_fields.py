"""What is still typed in the forms of the admin: words and numbers, and nothing that is a key."""

from django import forms
from django.contrib import admin
from django.urls import reverse

from guidance.models import License, Tree

TYPED = (forms.TextInput, forms.Textarea, forms.NumberInput)
WORDS = {
    "annotation": {"exact", "prefix", "suffix", "body"},
    "case": {"title", "answers", "reason", "signed_by", "signed_on"},
    "faqentry": {"question", "short_answer", "answer", "citations"},
    "judgedquery": {"query", "accept"},
    "license": {
        "title", "short_title", "summary", "family", "publisher", "classification", "spdx",
        "other_names", "effective_on", "file_name", "hub_name",
    },
    "licensetext": {"title", "body", "source"},
    "outcome": {"title", "summary", "next_steps", "ask", "citations"},
    "policy": {
        "title", "read_on", "travels_by", "note", "sections-heading", "sections-body",
    },
    "question": {
        "title", "help", "why", "unit", "minimum", "maximum", "citations", "goto_new",
        "options-label", "options-goto_new", "options-low", "options-high",
    },
    "term": {"title", "trigger", "body", "citations", "fulfilment", "file", "glance", "tag"},
    "topic": {"title", "description"},
    "tree": {"title", "first", "summary", "covers", "minutes"},
}  # fmt: skip
"""Of each form: what is typed and not folded away. Answers and citations can be chosen too."""


def typed_in(page):
    """Return the names of the open text fields of a page's form and of the parts in it."""
    shown = page.context["adminform"]
    found = {name for one in shown for name in _open_names(one)}
    found &= {name for name, field in shown.form.fields.items() if isinstance(field.widget, TYPED)}
    for inline in page.context["inline_admin_formsets"]:
        if "collapse" in (inline.opts.classes or ()):
            continue
        for one in list(inline)[-1]:
            names = set(_open_names(one)) & {
                name
                for name, field in inline.formset.empty_form.fields.items()
                if isinstance(field.widget, TYPED)
            }
            found |= {f"{inline.formset.prefix}-{name}" for name in names}
    return found


def _open_names(fieldset):
    if "collapse" in fieldset.classes:
        return []
    return [
        name for line in fieldset.fields for name in ([line] if isinstance(line, str) else line)
    ]


def test_device_of_a_second_factor_is_given_to_somebody_by_name(root):
    page = root.get(reverse("admin:otp_totp_totpdevice_add"))

    people = page.context["adminform"].form.fields["user"]
    assert [title for _pk, title in people.choices] == ["---------", "root"]


def test_no_form_asks_for_a_key_in_sight(root, ground):
    parents = f"?license={License.objects.get().pk}&tree={Tree.objects.get().pk}"
    models = {model._meta.model_name: model for model in admin.site._registry
              if model._meta.app_label == "guidance"}  # fmt: skip
    found = {}

    for name, model in models.items():
        pages = [root.get(reverse(f"admin:guidance_{name}_add") + parents)]
        if (row := model._default_manager.first()) is not None:
            pages.append(root.get(reverse(f"admin:guidance_{name}_change", args=[row.pk])))
        typed = [typed_in(page) for page in pages if page.context and "adminform" in page.context]
        if union := set().union(*typed):
            found[name] = union

    assert found == WORDS
