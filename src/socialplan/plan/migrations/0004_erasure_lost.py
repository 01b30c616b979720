"""What an erasure took away, by account and time, so that each finding can say how much of it went."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0003_question_versus")]
    operations = [
        migrations.AddField(model_name="erasure", name="lost", field=models.JSONField(default=list)),
    ]
