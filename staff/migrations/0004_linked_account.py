import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("staff", "0003_emergencies_and_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkedAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(editable=False, max_length=200, verbose_name="provider of the sign-in")),
                (
                    "subject",
                    models.CharField(
                        help_text="The lasting id (sub) that the provider gives this person; never a mail address.",
                        max_length=255,
                        verbose_name="id at the provider",
                    ),
                ),
                ("linked_at", models.DateTimeField(auto_now_add=True, verbose_name="linked at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="linked_accounts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "linked account",
                "verbose_name_plural": "linked accounts",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="LinkedAccountEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("issuer", models.CharField(editable=False, max_length=200, verbose_name="provider of the sign-in")),
                (
                    "subject",
                    models.CharField(
                        help_text="The lasting id (sub) that the provider gives this person; never a mail address.",
                        max_length=255,
                        verbose_name="id at the provider",
                    ),
                ),
                ("linked_at", models.DateTimeField(auto_now_add=True, verbose_name="linked at")),
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
                        to="staff.linkedaccount",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="linkedaccount",
            constraint=models.UniqueConstraint(
                fields=("issuer", "subject"),
                name="an_account_elsewhere_opens_one_account",
                violation_error_message="This account opens another account here already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkedaccount",
            constraint=models.UniqueConstraint(
                fields=("user", "issuer"),
                name="one_linked_account_for_each_provider",
                violation_error_message="An account at this provider is linked already: unlink that one first.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkedaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="end_sessions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="DELETE FROM staff_session WHERE user_id IN (NEW.user_id, OLD.user_id); RETURN NULL;",
                    hash="a12bbf48bc40f0c3f687201f12bd427598b58d1d",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_end_sessions_fd44b",
                    table="staff_linkedaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkedaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_linkedaccountevent" ("id", "issuer", "linked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "user_id") VALUES (NEW."id", NEW."issuer", NEW."linked_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."subject", NEW."user_id"); RETURN NULL;',
                    hash="d061269f5095df55c050415f5caa9807d36b3cf9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_95430",
                    table="staff_linkedaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkedaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_linkedaccountevent" ("id", "issuer", "linked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "user_id") VALUES (NEW."id", NEW."issuer", NEW."linked_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."subject", NEW."user_id"); RETURN NULL;',
                    hash="f3b157932cb2337c1577a138f8315da9d17524c2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0c39f",
                    table="staff_linkedaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkedaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_linkedaccountevent" ("id", "issuer", "linked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "user_id") VALUES (OLD."id", OLD."issuer", OLD."linked_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."subject", OLD."user_id"); RETURN NULL;',
                    hash="052cc0585847dfe519e9d2c66cc668be45881527",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_42f86",
                    table="staff_linkedaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkedaccountevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f09d1d8056909c115f93329dc136f38df1f184bd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d2d4e",
                    table="staff_linkedaccountevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
