"""Read a form as a browser would, to post it again with changes."""

from tests.html import forms


def fields_of(response, *, to="", **changes):
    """Return the fields of a page's form, with ``changes`` (double underscore for hyphen).

    It is the first one, or the first that is sent to the address ``to``.
    """
    page = response.content.decode()
    sent = f'<form method="post" action="{to}"' if to else "<form"
    start = page.index(sent, page.index('id="content-main"'))
    (sent,) = forms(page[start : page.index("</form>", start)])
    data = {name: values for name, values in sent.items() if "__prefix__" not in name}
    return changed(data, **changes)


def changed(data, **changes):
    """Return the fields of a form with ``changes`` (double underscore for hyphen)."""
    lists = {
        name.replace("__", "-"): value if isinstance(value, list) else [value]
        for name, value in changes.items()
    }
    return data | lists


def errors_of(response):
    """Return all messages of a page's form by field; inline forms by their prefix."""
    found = {}
    context = response.context
    form = context["adminform"].form
    found |= {name: [str(m) for m in messages] for name, messages in form.errors.items()}
    for inline in context["inline_admin_formsets"]:
        for one in inline.formset.forms:
            for name, messages in one.errors.items():
                found[f"{one.prefix}-{name}"] = [str(message) for message in messages]
        if inline.formset.is_bound and (whole := inline.formset.non_form_errors()):
            found[inline.formset.prefix] = [str(message) for message in whole]
    return found


def delete(client, url, **listed):
    """Delete as a person does: look at the page that asks, and say yes; ``listed`` for a list."""
    page = client.post(url, listed) if listed else client.get(url)
    return client.post(url, asked(page))


def asked(page):
    """Return the fields of a page that asks whether to delete; none where it does not ask."""
    words = page.content.decode()
    asking = forms(words[words.find('id="content"') :])
    return asking[0] if asking else {}
