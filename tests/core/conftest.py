"""What the core's tests need where nothing else is loaded: how many examples are tried."""

from hypothesis import settings

from tests.examples import FULL, QUICK

settings.register_profile("full", deadline=None, max_examples=FULL)
settings.register_profile("quick", deadline=None, max_examples=QUICK)
if settings.get_current_profile_name() == "default":  # neither the whole suite nor an option chose
    settings.load_profile("full")
