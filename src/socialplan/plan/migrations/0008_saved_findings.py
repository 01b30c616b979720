"""Which questions a person saved, and under what name; until now every question asked by somebody counted."""

from django.db import migrations, models
from django.db.models import F

ROOMS = ("Kpi", "Name", "Offer", "Campaign")  # their rows keep questions of their own


def keep_the_saved(apps, schema_editor):
    """What people asked stays in their list, without what the rooms asked for themselves."""
    questions = apps.get_model("plan", "Question").objects.exclude(asked_by="").exclude(analysis="official")
    for room in ROOMS:
        kept = apps.get_model("plan", room).objects.exclude(question=None).values("question")
        questions = questions.exclude(pk__in=kept)
    questions.update(saved_at=F("created_at"), saved_by=F("asked_by"))


class Migration(migrations.Migration):
    dependencies = [("plan", "0007_listening")]

    operations = [
        migrations.AddField("question", "saved_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("question", "saved_by", models.CharField(blank=True, max_length=160)),
        migrations.AddField("question", "saved_as", models.CharField(blank=True, max_length=120)),
        migrations.RunPython(keep_the_saved, migrations.RunPython.noop),
    ]
