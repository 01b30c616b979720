"""Models a workspace made of what its people corrected."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0009_labels")]

    operations = [
        migrations.CreateModel(
            name="OwnModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("labeller", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=60)),
                ("base", models.CharField(max_length=60)),
                ("learned", models.TextField()),
                ("judged", models.IntegerField()),
                ("curve", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("by", models.CharField(blank=True, max_length=160)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="own_models",
                        to="plan.workspace",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "labeller", "version"), name="own_model_once"
                    )
                ],
            },
        ),
    ]
