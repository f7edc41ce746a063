"""Make the groups Editors, Reviewers and Publishers."""

from django.db import migrations


def make_groups(apps, schema_editor):
    from guidance.services.people import ensure_groups

    ensure_groups(apps, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0003_edition_is_immutable"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
