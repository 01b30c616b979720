"""Where a KPI stood when somebody kept its value to reach, though its start had moved."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0005_situation"),
    ]

    operations = [
        migrations.AddField(
            model_name="kpi",
            name="kept",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="plan.finding",
            ),
        ),
    ]
