"""The languages in which the models of a workspace read its posts, and answers of the API that are kept."""

import django.db.models.deletion
from django.db import migrations, models

import socialplan.plan.team.models


class Migration(migrations.Migration):
    dependencies = [("plan", "0011_saved_views")]

    operations = [
        migrations.AddField(
            "workspace",
            "languages",
            models.JSONField(default=socialplan.plan.team.models.usual_languages),
        ),
        migrations.AddField("workspace", "read_again", models.IntegerField(default=0)),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("asked", models.CharField(max_length=64)),
                ("answer", models.JSONField(default=dict)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "key"), name="kept_answer_once")
                ],
            },
        ),
    ]
