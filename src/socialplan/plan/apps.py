"""Django's handle on the plan."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "socialplan.plan"
    label = "plan"
