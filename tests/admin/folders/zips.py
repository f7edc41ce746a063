"""Zips of folders, as the admin gives and takes them."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

URL = "/admin/guidance/folder/"


def unpacked(response):
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def upload(client, files, name="ours.zip"):
    content = files if isinstance(files, bytes) else packed(files)
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})
