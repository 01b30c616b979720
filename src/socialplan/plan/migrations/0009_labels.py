"""The versions of labellers a workspace adopted, and those a finding was read with."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0008_saved_findings")]

    operations = [
        migrations.AddField("finding", "read_by", models.JSONField(default=list)),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("labeller", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=60)),
                ("by", models.CharField(blank=True, max_length=160)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adoptions",
                        to="plan.workspace",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "number", "labeller"), name="adoption_once"
                    )
                ],
            },
        ),
    ]
