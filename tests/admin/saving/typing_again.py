"""Type into a form of the admin, lose the session, and log in again."""

from guidance.models import FaqEntry
from tests.admin.forms import fields_of

PASSWORD = "a long enough password"
TYPED = "Must I really keep the notice?"


def log_in(visitor, name="eve", **fields):
    visitor.cookies.pop("sessionid", None)
    page = visitor.get("/admin/login/")
    return visitor.post("/admin/login/", login_of(page, name, **fields))


def login_of(page, name, password=PASSWORD, **fields):
    return fields_of(page, username=name, password=password, **fields)


def end_session(visitor):
    del visitor.cookies["sessionid"]


def html(response):
    return " ".join(response.content.decode().split())


def is_unsaved():
    return not FaqEntry.objects.filter(question=TYPED).exists()
