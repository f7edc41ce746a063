"""A server for each test that asks for one, and a license whose words it has."""

import pytest

from guidance.models import License, LicenseText
from tests.editions import published_faq, published_license, published_tree
from tests.scenes import scene
from tests.services.sources.publishers import POLICY, page
from tests.services.sources.servers import answer, network, serving


@pytest.fixture
def server():
    with serving() as found:
        yield found


@scene
def license():
    published_license()
    published_faq()
    published_tree()
    return License.objects.get()


@pytest.fixture
def its(server, license):
    """The network of a publisher whose pages say what is kept."""
    server.pages |= {"/license": page(), "/policy": answer(POLICY)}
    LicenseText.objects.update(url=server.url("/license"))
    license.policies.update(url=server.url("/policy"))
    return network(server)
