"""What the tests of imports ask for beside the documents."""

import pytest
import zeal


@pytest.fixture
def several_documents():
    # Each document of a file is looked up by itself: as many queries as documents.
    with zeal.zeal_ignore():
        yield
