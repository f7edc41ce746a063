"""Mail that is sent for the tests of mail: to a server on this machine."""

import pytest

from guidance.models import FaqEntry
from tests.admin.conftest import person
from tests.editions import published_faq, published_license
from tests.postbox import open_postbox


@pytest.fixture
def mail(settings):
    """Settings under which mail waits in the outbox, with a server that is away."""
    settings.MAIL_IS_SENT = True
    settings.MAIL_FROM = "guidance@example.org"
    settings.SITE_URL = "https://guidance.example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_TIMEOUT = 5
    return settings


@pytest.fixture
def postbox(mail):
    with open_postbox() as (box, port):
        mail.EMAIL_PORT = port
        yield box


def member(name, *groups, **fields):
    """Return somebody of the team whom mail reaches."""
    return person(name, *groups, is_staff=True, email=f"{name}@example.org", **fields)


@pytest.fixture
def team(groups):
    return {
        "eve": member("eve", "Editors", first_name="Eve"),
        "olga": member("olga", "Editors", first_name="Olga"),
        "dora": member("dora", "Editors"),
        "rita": member("rita", "Reviewers", first_name="Rita"),
        "rob": member("rob", "Reviewers"),
        "paula": member("paula", "Publishers", first_name="Paula"),
    }


@pytest.fixture
def faq(team):
    """A published FAQ entry with an edited draft, of Olga, whose deputy is Dora."""
    published_license()
    published_faq()
    FaqEntry.objects.update(short_answer="No.", owner=team["olga"], deputy=team["dora"])
    return FaqEntry.objects.get()
