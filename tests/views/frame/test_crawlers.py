"""What search engines are told."""

import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone

from guidance.models import Publication
from tests.editions import published_faq, published_license, published_tree

pytestmark = pytest.mark.django_db
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_robots_are_sent_to_the_sitemap(client, settings):
    settings.SITE_URL = "https://guidance.example"

    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/v1/",
        "Sitemap: https://guidance.example/sitemap.xml",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_sitemap_lists_what_is_live(client, count, django_assert_num_queries):
    for number in range(count):
        published_license(f"l-{number}")
    published_license("withdrawn")
    Publication.objects.filter(slug="withdrawn").update(withdrawn_at=timezone.now())

    with django_assert_num_queries(1):
        response = client.get("/sitemap.xml")

    places = [place.text for place in ET.fromstring(response.content).iter(PLACE)]  # noqa: S314
    assert response["Content-Type"] == "application/xml"
    assert places[7:] == [f"http://testserver/licenses/l-{number}/" for number in range(count)]


def test_places_of_the_sitemap_may_be_indexed_and_name_their_one_address(client):
    published_license()
    published_faq()
    published_tree()
    response = client.get("/sitemap.xml")

    for place in ET.fromstring(response.content).iter(PLACE):  # noqa: S314 - our own words
        page = client.get(place.text)
        assert page.status_code == 200, place.text
        assert "X-Robots-Tag" not in page
        assert "noindex" not in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/licenses/?family=Llama", "/licenses/"),
        ("/faq/?topic=attribution", "/faq/"),
        ("/licenses/example/?from=mail", "/licenses/example/"),
        ("/faq/may-i-sell-it/?from=mail", "/faq/may-i-sell-it/"),
        ("/check/can-i-use-it/start/?from=mail", "/check/can-i-use-it/start/"),
    ],
)
def test_pages_name_the_one_address_that_they_have(client, asked, address):
    published_license()
    published_faq()
    published_tree()

    html = client.get(asked).content.decode()

    assert f'<link rel="canonical" href="http://testserver{address}">' in html
