"""Keep the names of licenses, so that stacks and bills find by an index what they name.

It fills the table from what is published, a second for some thousand licenses, and can be
repeated after a kill. The index of editions that people published is for the first page.
"""

import django.db.models.deletion
from django.db import migrations, models

from guidance.core.bills.naming import Known
from guidance.core.stacks.naming import keys_of


def fill(apps, schema_editor):
    LicenseName = apps.get_model("guidance", "LicenseName")
    licenses = apps.get_model("guidance", "Publication").objects.filter(
        kind="license", current__isnull=False
    )
    for pk, document in licenses.values_list("pk", "current__document").iterator(100):
        words = [document.get(name) for name in ("title", "short_title", "hub_name")]
        names = [name for name in (*words, *document.get("other_names", ())) if name]
        known = Known(document["slug"], document.get("spdx", ""), tuple(names))
        keys = {"stack": keys_of(known), "bill": known.keys, "spdx": {known.spdx} - {""}}
        LicenseName.objects.bulk_create(
            LicenseName(publication_id=pk, rule=rule, key=key)
            for rule, found in keys.items()
            for key in sorted(found)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('guidance', '0033_how_questionnaires_are_used'),
    ]

    operations = [
        migrations.CreateModel(
            name='LicenseName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=[('stack', 'In a stack'), ('bill', 'In a bill of materials'), ('spdx', 'SPDX')], max_length=5, verbose_name='rule')),
                ('key', models.TextField(verbose_name='name')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='guidance.publication')),
            ],
            options={
                'verbose_name': 'name of a license',
                'verbose_name_plural': 'names of licenses',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('rule', 'key', 'publication'), name='license_is_called_once')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('is_shipped', False)), fields=['-published_at', '-id'], name='edition_by_people'),
        ),
    ]
