"""Keep plain words for the search, and drop the full-text indexes of the databases.

What was indexed stays found: the entries that are there get a stamp, and licenses their names.
"""

import re
from importlib import import_module
from secrets import randbits

import django.db.models.deletion
from django.db import migrations, models

full_text = import_module("guidance.migrations.0002_search_index")
NAMES = ("short_title", "title", "slug", "spdx", "publisher", "family")


def fill(apps, schema_editor):
    SearchEntry = apps.get_model("guidance", "SearchEntry")
    SearchStamp = apps.get_model("guidance", "SearchStamp")
    entries = []
    for entry in SearchEntry.objects.select_related("publication__current").iterator(500):
        edition = entry.publication.current
        if entry.kind == "license" and edition:
            names = [edition.document.get(name, "") for name in NAMES]
            entry.names = "\n".join(dict.fromkeys(filter(None, names)))
        words = set(re.findall(r"[^\W_]+", entry.title.lower()))
        entry.is_titled = entry.kind != "clause" or not words.isdisjoint(entry.title_words.split())
        entry.about = entry.about_words
        entries.append(entry)
    SearchEntry.objects.bulk_update(entries, ["names", "is_titled", "about"], batch_size=100)
    SearchStamp.objects.bulk_create(
        SearchStamp(publication_id=pk, stamp=randbits(48))
        for pk in SearchEntry.objects.order_by().values_list("publication", flat=True).distinct()
    )


def empty(apps, schema_editor):
    """Leave it to `rebuild_search` of the older version to find its words."""
    for entry in apps.get_model("guidance", "SearchEntry").objects.iterator(500):
        entry.title_words, entry.body_words = entry.title.lower(), entry.body.lower()
        entry.save(update_fields=["title_words", "body_words"])


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0013_other_names"),
    ]

    operations = [
        migrations.RunPython(full_text.drop, full_text.make),
        migrations.CreateModel(
            name="SearchStamp",
            fields=[
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_stamp",
                        serialize=False,
                        to="guidance.publication",
                    ),
                ),
                ("stamp", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "search stamp",
                "verbose_name_plural": "search stamps",
            },
        ),
        migrations.AddField(
            model_name="searchentry",
            name="is_titled",
            field=models.BooleanField(
                default=True,
                help_text="Whether the title is its own, and not that of what holds it.",
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="about",
            field=models.TextField(blank=True, help_text="What it is about, one thing a line."),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="also",
            field=models.TextField(
                blank=True, help_text="How people ask for it, one wording a line."
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="names",
            field=models.TextField(blank=True, help_text="Names of a license, one a line."),
        ),
        migrations.RunPython(fill, empty),
        migrations.RemoveField(model_name="searchentry", name="about_words"),
        migrations.RemoveField(model_name="searchentry", name="body_words"),
        migrations.RemoveField(model_name="searchentry", name="title_words"),
    ]
