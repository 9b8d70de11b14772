from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from placewide.web.audit import guards


def begin_chain(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("audit", "Head").objects.using(editor.connection.alias).create(id=1, seq=0, digest="0" * 64)


def end_chain(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("audit", "Head").objects.using(editor.connection.alias).all().delete()


def put_guards(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.put(editor.connection)


def lift_guards(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.lift(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_event_and_head")]

    operations = [
        migrations.RunPython(begin_chain, end_chain),
        migrations.RunPython(put_guards, lift_guards),
    ]
