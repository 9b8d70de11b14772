from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("place_id", models.BigIntegerField(null=True)),
                ("organisation_key", models.CharField(blank=True, max_length=200)),
                ("user_id", models.BigIntegerField(null=True)),
                ("who", models.TextField()),
                ("acting_for", models.TextField(blank=True)),
                ("kind", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=300)),
                ("label", models.TextField(blank=True)),
                ("verb", models.CharField(max_length=100)),
                ("reason", models.TextField(blank=True)),
                ("before", models.TextField(null=True)),
                ("after", models.TextField(null=True)),
                ("payload", models.TextField(null=True)),
                ("payload_digest", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ("seq",),
                "indexes": [
                    models.Index(fields=["place_id", "kind", "key", "seq"], name="audit_history"),
                    models.Index(fields=["place_id", "seq"], name="audit_of_place"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("seq__gte", 1)), name="audit_counts_from_one"),
                    models.UniqueConstraint(fields=("previous",), name="audit_chain_has_no_fork"),
                    models.UniqueConstraint(fields=("digest",), name="audit_digest_is_unique"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="audit_has_one_head")],
            },
        ),
    ]
