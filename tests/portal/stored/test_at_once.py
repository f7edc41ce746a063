"""What is held may be answered without a thread, where nobody else has to be asked."""

import pytest

from tests.portal.stored.asking import Site

PAGE = "/licenses/example/"


@pytest.mark.parametrize(
    "asked",
    [{"HTTP_COOKIE": "guidance_session=a"}, {"method": "POST"}, {"HTTP_HOST": "other.example"},
     {"HTTP_IF_MATCH": "*"}, {"CONTENT_LENGTH": "4"}, {"HTTP_HOST": ""},
     {"HTTP_IF_NONE_MATCH": " *"}, {"HTTP_COOKIE": "a=b; guidance_session =a"}],
)  # fmt: skip
def test_what_only_django_may_answer_is_not_answered_at_once(site, asked, settings):
    settings.SESSION_COOKIE_NAME = "guidance_session"
    site.ask(PAGE)
    assert site.ask_at_once(PAGE) == site.ask(PAGE)

    assert site.ask_at_once(PAGE, **asked) is None


@pytest.mark.parametrize("cookies", ["other=guidance_session=", "xguidance_session=a", "a=b"])
def test_other_cookies_are_of_nobody(site, cookies, settings):
    settings.SESSION_COOKIE_NAME = "guidance_session"
    site.ask(PAGE)

    assert site.ask_at_once(PAGE, HTTP_COOKIE=cookies) is not None


def test_what_is_not_held_is_not_answered_at_once(site):
    off = Site(is_on=False)
    off.ask(PAGE)
    assert [one.ask_at_once(PAGE) for one in (site, off)] == [None, None]

    site.ask(PAGE)
    assert site.ask_at_once(PAGE) is not None
    site.mark = "second"
    site.look()

    assert site.ask_at_once(PAGE) is None
