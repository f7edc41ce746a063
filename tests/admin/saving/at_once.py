"""Two who write at the same moment, each in a thread and on a connection of its own."""

import threading
import time

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client

from tests.threads import in_threads


def signed_in(name="root"):
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client


def after(write_first, then, folder):
    """Run ``then`` while another holds what it has written; return what it returned."""
    is_held = threading.Event()

    def first():
        with transaction.atomic():
            write_first()
            is_held.set()
            time.sleep(0.2)  # so that the other reads what is not committed, or waits for it

    def second():
        assert is_held.wait(timeout=20)
        return then()

    connection.close()  # on SQLite no reader's snapshot may linger
    return in_threads([first, second], folder)[1]


def at_once(works, folder):
    """Run all from the same moment; return what each returned."""
    barrier = threading.Barrier(len(works))

    def begun(work):
        barrier.wait(timeout=20)
        return work()

    connection.close()
    return in_threads([lambda work=work: begun(work) for work in works], folder)


def now(folder, look):
    """Return what stands in the database that the threads share."""
    connection.close()
    return in_threads([look], folder)[0]
