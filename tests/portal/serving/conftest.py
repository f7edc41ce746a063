import pytest

from tests.portal.serving.workers import Application, Running


@pytest.fixture
def run():
    """Start workers, and end them after the test."""
    running = []

    def start(*held, **settings):
        application = Application(*held)
        running.append((Running(application, **settings), application))
        return running[-1]

    yield start
    for one, application in running:
        application.may_go_on.set()
        one.clear_up()
