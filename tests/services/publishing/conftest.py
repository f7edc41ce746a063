"""What is published before it is published again."""

from guidance.models import FaqEntry
from tests.editions import published_faq, published_license
from tests.scenes import scene


@scene
def faq():
    """A published FAQ entry of a published license, as its row."""
    published_license()
    published_faq()
    return FaqEntry.objects.get()
