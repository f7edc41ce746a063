"""Read a form as a browser would, to post it again with changes."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.select = self.area = None
        self.chosen: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "input" and name and "disabled" not in attrs:
            kind = attrs.get("type", "text")
            if kind in ("submit", "file") or (
                kind in ("checkbox", "radio") and "checked" not in attrs
            ):
                return
            self.found.append((name, attrs.get("value", "on" if kind == "checkbox" else "")))
        elif tag == "select" and name and "disabled" not in attrs:
            self.select, self.chosen = name, []
        elif tag == "option" and self.select and "selected" in attrs:
            self.chosen.append(attrs.get("value", ""))
        elif tag == "textarea" and name and "disabled" not in attrs:
            self.area, self.text = name, []

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            self.found += [(self.select, value) for value in self.chosen]
            self.select = None
        elif tag == "textarea" and self.area:
            self.found.append((self.area, "".join(self.text).removeprefix("\n")))
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.text.append(data)


def fields_of(response, *, to="", **changes):
    """Return the fields of a page's form, with ``changes`` (double underscore for hyphen).

    It is the first one, or the first that is sent to the address ``to``.
    """
    page = response.content.decode()
    sent = f'<form method="post" action="{to}"' if to else "<form"
    start = page.index(sent, page.index('id="content-main"'))
    parser = _Fields()
    parser.feed(page[start : page.index("</form>", start)])
    data: dict[str, list[str]] = {}
    for name, value in parser.found:
        if "__prefix__" not in name:
            data.setdefault(name, []).append(value)
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
    parser = _Fields()
    parser.feed(words[words.find("<form", words.find('id="content"')) :])
    fields: dict[str, list[str]] = {}
    for name, value in parser.found:
        fields.setdefault(name, []).append(value)
    return fields
