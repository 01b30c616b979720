"""The audit log can only grow: the database itself refuses changes and deletions."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "plan_auditentry"
# The one change allowed: a workspace that is deleted leaves its history without an owner.
SAME = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in ("id", "at", "by", "action", "object"))
SQLITE_SAME = SAME.replace("IS NOT DISTINCT FROM", "IS").replace(".by", '."by"').replace(".action", '."action"')
SQLITE = (
    f"CREATE TRIGGER audit_no_change BEFORE UPDATE ON {TABLE} "
    f"WHEN NOT (NEW.workspace_id IS NULL AND {SQLITE_SAME} AND NEW.details IS OLD.details) "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append only'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'UPDATE' AND NEW.workspace_id IS NULL AND {SAME} "
    "AND NEW.details::text = OLD.details::text THEN RETURN NEW; END IF; "
    "RAISE EXCEPTION 'the audit log is append only'; END $$",
    f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
)
DROP = {
    "sqlite": ("DROP TRIGGER IF EXISTS audit_no_change", "DROP TRIGGER IF EXISTS audit_no_delete"),
    "postgresql": (
        f"DROP TRIGGER IF EXISTS audit_no_change ON {TABLE}",
        "DROP FUNCTION IF EXISTS audit_append_only",
    ),
}
CREATE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in CREATE[editor.connection.vendor]:
        editor.execute(statement)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in DROP[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
