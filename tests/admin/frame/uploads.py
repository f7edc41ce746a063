"""Documents sent to the admin's import page, and what it says that they would do."""

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

URL = "/admin/guidance/import/"


class _Plain(yaml.SafeDumper):
    """Write no aliases, which imports refuse."""

    def ignore_aliases(self, data):
        return True


def upload(client, *documents, name="pack.yaml", content=None):
    text = (
        yaml.dump_all(documents, Dumper=_Plain, allow_unicode=True) if content is None else content
    )
    body = text if isinstance(text, bytes) else text.encode()
    return client.post(URL, {"file": SimpleUploadedFile(name, body)})


def effects_of(response):
    return [(one.title, one.is_new, one.touched) for one in response.context.get("effects") or []]
