import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from staff.record.chain import FUNCTIONS, statements


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("staff", "0001_staff"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("shard", models.PositiveSmallIntegerField(editable=False, primary_key=True, serialize=False)),
                ("n", models.BigIntegerField(editable=False)),
                ("hash", models.BinaryField()),
            ],
            options={
                "verbose_name": "chain of the record",
                "verbose_name_plural": "chains of the record",
            },
        ),
        migrations.CreateModel(
            name="Read",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(editable=False)),
                ("reader", models.BigIntegerField(editable=False, null=True)),
                ("address", models.GenericIPAddressField(editable=False, null=True)),
                ("page", models.CharField(editable=False, max_length=100)),
                ("status", models.PositiveSmallIntegerField(editable=False)),
                (
                    "opened",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "listed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "opened_cases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "listed_cases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("revealed", models.CharField(default="", editable=False, max_length=100)),
                ("revealed_of", models.BigIntegerField(editable=False, null=True)),
                (
                    "tokens",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "emergencies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), db_default=[], editable=False, size=None
                    ),
                ),
                ("shard", models.PositiveSmallIntegerField(editable=False)),
                ("n", models.BigIntegerField(editable=False)),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "verbose_name": "read",
                "verbose_name_plural": "record of reads",
                "indexes": [
                    models.Index(
                        condition=models.Q(("opened", []), _negated=True),
                        fields=["reader", "at"],
                        name="read_files_opened_lately",
                    ),
                    models.Index(fields=["reader", "-id"], name="read_of_a_reader"),
                    models.Index(condition=models.Q(("status__gte", 400)), fields=["-id"], name="read_refused"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="read_of_a_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("shard", "n"), name="read_has_its_place_in_the_chain"),
                    models.CheckConstraint(
                        condition=models.Q(("page__regex", "^[A-Za-z0-9_:.-]*$"), ("revealed__regex", "^[a-z0-9_.]*$")),
                        name="read_names_page_and_field_in_plain_words",
                        violation_error_message="A page and a field are named in plain letters.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingStop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="stopped at"),
                ),
                ("files", models.PositiveIntegerField(editable=False, verbose_name="files opened within the hour")),
                ("released_at", models.DateTimeField(editable=False, null=True, verbose_name="released at")),
                (
                    "reason",
                    models.CharField(default="", editable=False, max_length=300, verbose_name="why it is released"),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "stop",
                "verbose_name_plural": "stops",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="ReadingStopEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="stopped at"),
                ),
                ("files", models.PositiveIntegerField(editable=False, verbose_name="files opened within the hour")),
                ("released_at", models.DateTimeField(editable=False, null=True, verbose_name="released at")),
                (
                    "reason",
                    models.CharField(default="", editable=False, max_length=300, verbose_name="why it is released"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="staff.readingstop",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "thing",
                    models.CharField(choices=[("subject", "File"), ("case", "Case")], editable=False, max_length=10),
                ),
                ("thing_id", models.BigIntegerField(editable=False)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("listed", "Seen in a list"),
                            ("revealed", "Kept-back value shown"),
                            ("taken", "Taken out in a file"),
                            ("refused", "Refused"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "read",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="looks",
                        to="staff.read",
                    ),
                ),
            ],
            options={
                "verbose_name": "look",
                "verbose_name_plural": "looks",
                "indexes": [
                    models.Index(fields=["thing", "thing_id", "-id"], name="look_at_a_thing"),
                    models.Index(
                        condition=models.Q(("how", "listed"), _negated=True),
                        fields=["thing", "thing_id", "-id"],
                        name="look_inside_a_thing",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="readingstop",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at", None)),
                fields=("reader",),
                name="one_stop_at_a_time",
                violation_error_message="This reader is stopped already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingstop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("released_at", None)),
                    models.Q(("released_at__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="released_with_a_reason",
                violation_error_message="Say why it is released.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readingstop",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_readingstopevent" ("at", "files", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reader_id", "reason", "released_at", "released_by_id") VALUES (NEW."at", NEW."files", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reader_id", NEW."reason", NEW."released_at", NEW."released_by_id"); RETURN NULL;',
                    hash="c394aa6e01a4d0fe8b2c371bf1a24642638f6928",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7a3ba",
                    table="staff_readingstop",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readingstop",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_readingstopevent" ("at", "files", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reader_id", "reason", "released_at", "released_by_id") VALUES (NEW."at", NEW."files", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reader_id", NEW."reason", NEW."released_at", NEW."released_by_id"); RETURN NULL;',
                    hash="e9e2e8dc6bd70f65731fbe7d083f30b00a966773",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c52f9",
                    table="staff_readingstop",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readingstop",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_readingstopevent" ("at", "files", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reader_id", "reason", "released_at", "released_by_id") VALUES (OLD."at", OLD."files", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reader_id", OLD."reason", OLD."released_at", OLD."released_by_id"); RETURN NULL;',
                    hash="258fd51818786f25f5f2b45593b28a4770e4aa89",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9d25f",
                    table="staff_readingstop",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readingstopevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0aceff371ab69065b7a738b4a6ab9d3cbaba17ad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b8278",
                    table="staff_readingstopevent",
                    when="BEFORE",
                ),
            ),
        ),
        # The triggers go with their tables; the functions are taken down by hand.
        migrations.RunSQL(
            [(statement, None) for statement in statements()],
            [f"DROP FUNCTION {name}() CASCADE" for name in FUNCTIONS],
        ),
    ]
