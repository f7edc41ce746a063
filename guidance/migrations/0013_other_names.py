import guidance.models.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0012_kept_sentences"),
    ]

    operations = [
        migrations.AddField(
            model_name="license",
            name="other_names",
            field=guidance.models.fields.NamesField(
                blank=True,
                default=list,
                help_text="One a line, as people search for it: Llama 2 license, and what is under it, as meta-llama/Llama-2-7b-chat-hf. Whoever writes one of them finds this license first.",
                verbose_name="other names",
            ),
        ),
    ]
