"""The database itself refuses to change or remove what was recorded, whoever asks: application, shell or script.

The triggers are put there by a migration, and again by any that alters the table: SQLite then makes a new table,
without them. Tests that must empty their tables lift them for that moment.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_event"
REFUSAL = "what was recorded is never changed or removed"

_SQLITE = {
    "audit_event_never_updated": f"""CREATE TRIGGER audit_event_never_updated BEFORE UPDATE ON {TABLE}
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "audit_event_never_deleted": f"""CREATE TRIGGER audit_event_never_deleted BEFORE DELETE ON {TABLE}
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
}
_REFUSE_BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END"
_REFUSE = f"CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $${_REFUSE_BODY}$$"
_POSTGRESQL = {
    "audit_event_never_changed": f"""CREATE TRIGGER audit_event_never_changed BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    "audit_event_never_emptied": f"""CREATE TRIGGER audit_event_never_emptied BEFORE TRUNCATE ON {TABLE}
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
}


def put(connection: BaseDatabaseWrapper) -> None:
    """From now on the table only grows. On SQLite, INSERT OR REPLACE is refused where recursive_triggers is on."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_REFUSE)
        for statement in _triggers(connection).values():
            cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away. For tests and for reversing the migration; `verify` names it."""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + _on_table(connection))


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The triggers that are not there, are switched off or do not refuse, by name."""
    there = _there_on_postgresql(connection) if connection.vendor == "postgresql" else _there_on_sqlite(connection)
    return tuple(name for name in _triggers(connection) if name not in there)


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def _on_table(connection: BaseDatabaseWrapper) -> str:
    return f" ON {TABLE}" if connection.vendor == "postgresql" else ""


def _there_on_sqlite(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
        return {name for name, statement in cursor.fetchall() if statement == _SQLITE.get(name)}


def _there_on_postgresql(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE tgrelid = %s::regclass AND tgenabled IN ('O', 'A') AND tgqual IS NULL AND prosrc = %s",
            [TABLE, _REFUSE_BODY],
        )
        return {name for (name,) in cursor.fetchall()}
