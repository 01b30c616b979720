"""The situation beside the SWOT board: panel, confrontation matrix, key issues and the DESTEP register."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0004_erasure_lost"),
    ]

    operations = [
        migrations.CreateModel(
            name="DestepFactor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "letter",
                    models.CharField(
                        choices=[
                            ("demographic", "Demographic"),
                            ("economic", "Economic"),
                            ("social", "Social"),
                            ("technological", "Technological"),
                            ("ecological", "Ecological"),
                            ("political", "Political"),
                        ],
                        max_length=13,
                    ),
                ),
                ("sentence", models.CharField(max_length=280)),
                (
                    "direction",
                    models.CharField(
                        choices=[("for", "For"), ("against", "Against"), ("unclear", "Unclear")],
                        default="unclear",
                        max_length=8,
                    ),
                ),
                (
                    "impact",
                    models.SmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                (
                    "likelihood",
                    models.SmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                ("source", models.CharField(max_length=160)),
                ("source_day", models.DateField()),
                ("review_on", models.DateField()),
                ("series", models.CharField(blank=True, max_length=200)),
                ("period", models.CharField(blank=True, max_length=40)),
                ("value", models.FloatField(blank=True, null=True)),
                (
                    "card",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plan.swotcard",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plan.claim",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plan.member",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.workspace"
                    ),
                ),
            ],
            options={
                "ordering": ["letter", "id"],
            },
        ),
        migrations.CreateModel(
            name="DestepLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "letter",
                    models.CharField(
                        choices=[
                            ("demographic", "Demographic"),
                            ("economic", "Economic"),
                            ("social", "Social"),
                            ("technological", "Technological"),
                            ("ecological", "Ecological"),
                            ("political", "Political"),
                        ],
                        max_length=13,
                    ),
                ),
                ("looked_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plan.member",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.workspace"
                    ),
                ),
            ],
            options={
                "ordering": ["-looked_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="KeyIssue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("sentence", models.CharField(max_length=280)),
                (
                    "inside",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.swotcard"
                    ),
                ),
                (
                    "outside",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.swotcard"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plan.member",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.workspace"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("inside", "outside"),
                        name="key_issue_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatrixScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "score",
                    models.SmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(-2),
                            django.core.validators.MaxValueValidator(2),
                        ]
                    ),
                ),
                ("reason", models.CharField(max_length=280)),
                ("scored_on", models.DateField()),
                (
                    "inside",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.swotcard"
                    ),
                ),
                (
                    "outside",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.swotcard"
                    ),
                ),
                (
                    "scorer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plan.member",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.workspace"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("inside", "outside"),
                        name="matrix_cell_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Panel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("accounts", models.JSONField(default=list)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plan.workspace"
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("since"), nulls_first=True), "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("workspace", "since"),
                        name="panel_once_a_day",
                    )
                ],
            },
        ),
    ]
