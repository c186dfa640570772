import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import people.fields
import people.models.stay
import staff.encryption.fields
from staff.migrations._at_once import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_spans"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("staff", "0001_staff"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Actor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("government", "Government"),
                                    ("authority", "Authority"),
                                    ("organisation", "Organisation"),
                                    ("outlet", "News outlet"),
                                    ("figure", "Public figure"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("label_en", models.CharField(max_length=160, verbose_name="name in English")),
                        ("label_es", models.CharField(max_length=160, verbose_name="name in Spanish")),
                        (
                            "provides_support",
                            models.BooleanField(default=False, verbose_name="can be asked for support"),
                        ),
                    ],
                    options={
                        "verbose_name": "actor",
                        "verbose_name_plural": "actors",
                        "ordering": ("label_en",),
                    },
                ),
                migrations.CreateModel(
                    name="Alias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("spelling", "Other spelling"),
                                    ("nickname", "Nickname"),
                                    ("cover", "Cover name"),
                                    ("former", "Former name"),
                                ],
                                default="spelling",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("name", staff.encryption.fields.EncryptedTextField(max_length=200, verbose_name="name")),
                    ],
                    options={
                        "verbose_name": "other name",
                        "verbose_name_plural": "other names",
                        "ordering": ("id",),
                    },
                ),
                migrations.CreateModel(
                    name="Branch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        ("label_en", models.CharField(max_length=120, verbose_name="label in English")),
                        ("label_es", models.CharField(max_length=120, verbose_name="label in Spanish")),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="position in lists")),
                        ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                    ],
                    options={
                        "verbose_name": "branch",
                        "verbose_name_plural": "branches",
                        "ordering": ("position", "code"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Subject",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("person", "Person"), ("cohort", "Group")], max_length=10, verbose_name="kind"
                            ),
                        ),
                        (
                            "restricted",
                            models.BooleanField(
                                default=False,
                                help_text="Only people whom it names see a restricted file.",
                                verbose_name="restricted",
                            ),
                        ),
                        ("name", staff.encryption.fields.EncryptedTextField(max_length=200, verbose_name="name shown")),
                        (
                            "name_es",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                help_text="For a group described in words. Empty where both languages use the same.",
                                max_length=200,
                                verbose_name="name shown in Spanish",
                            ),
                        ),
                        (
                            "name_tokens",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list, editable=False, size=None
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made by the generator for training; no real person.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subjects",
                                to="staff.team",
                                verbose_name="team",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "subject",
                        "verbose_name_plural": "subjects",
                        "ordering": ("-created_at", "-id"),
                    },
                ),
                migrations.CreateModel(
                    name="CohortOverlap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "extent",
                            models.CharField(
                                choices=[
                                    ("unknown", "Not known"),
                                    ("none", "No one in common"),
                                    ("some", "Some in common"),
                                    ("within", "The first lies within the second"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="in common",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "overlap of groups",
                        "verbose_name_plural": "overlaps of groups",
                    },
                ),
                migrations.CreateModel(
                    name="DocumentKind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        ("label_en", models.CharField(max_length=120, verbose_name="label in English")),
                        ("label_es", models.CharField(max_length=120, verbose_name="label in Spanish")),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="position in lists")),
                        ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                    ],
                    options={
                        "verbose_name": "kind of identity document",
                        "verbose_name_plural": "kinds of identity document",
                        "ordering": ("position", "code"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LegalStatusKind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        ("label_en", models.CharField(max_length=120, verbose_name="label in English")),
                        ("label_es", models.CharField(max_length=120, verbose_name="label in Spanish")),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="position in lists")),
                        ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                    ],
                    options={
                        "verbose_name": "kind of legal status",
                        "verbose_name_plural": "kinds of legal status",
                        "ordering": ("position", "code"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LocationKind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        ("label_en", models.CharField(max_length=120, verbose_name="label in English")),
                        ("label_es", models.CharField(max_length=120, verbose_name="label in Spanish")),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="position in lists")),
                        ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                        ("custodial", models.BooleanField(default=False, verbose_name="people are held there")),
                    ],
                    options={
                        "verbose_name": "kind of location",
                        "verbose_name_plural": "kinds of location",
                        "ordering": ("position", "code"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Passage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        ("paragraph", models.PositiveSmallIntegerField(verbose_name="paragraph")),
                        ("start", models.PositiveIntegerField(verbose_name="first character")),
                        ("end", models.PositiveIntegerField(verbose_name="character after the last")),
                        (
                            "sha256",
                            models.CharField(
                                max_length=64,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9a-f]{64}$", "A SHA-256 digest is 64 characters from 0 to 9 and a to f."
                                    )
                                ],
                                verbose_name="SHA-256 of the passage",
                            ),
                        ),
                        (
                            "paraphrase_en",
                            staff.encryption.fields.EncryptedTextField(
                                max_length=600, multiline=True, verbose_name="in our words, English"
                            ),
                        ),
                        (
                            "paraphrase_es",
                            staff.encryption.fields.EncryptedTextField(
                                max_length=600, multiline=True, verbose_name="in our words, Spanish"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "passage",
                        "verbose_name_plural": "passages",
                        "ordering": ("source", "paragraph", "start"),
                    },
                ),
                migrations.CreateModel(
                    name="Rank",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        ("label_en", models.CharField(max_length=120, verbose_name="label in English")),
                        ("label_es", models.CharField(max_length=120, verbose_name="label in Spanish")),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="position in lists")),
                        ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
                    ],
                    options={
                        "verbose_name": "rank",
                        "verbose_name_plural": "ranks",
                        "ordering": ("position", "code"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AliasEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("spelling", "Other spelling"),
                                    ("nickname", "Nickname"),
                                    ("cover", "Cover name"),
                                    ("former", "Former name"),
                                ],
                                default="spelling",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "name",
                            staff.encryption.fields.EncryptedTextField(
                                bound_to="people_alias.name", max_length=200, verbose_name="name"
                            ),
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
                                to="people.alias",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Cohort",
                    fields=[
                        (
                            "subject",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="cohort",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "description",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=1000, multiline=True, verbose_name="who they are"
                            ),
                        ),
                        (
                            "size_as_said",
                            models.CharField(
                                blank=True,
                                help_text="In the words of the source, such as “a handful”.",
                                max_length=80,
                                verbose_name="size as said",
                            ),
                        ),
                        (
                            "size_as_said_es",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Empty where both languages use the same.",
                                max_length=80,
                                verbose_name="size as said, in Spanish",
                            ),
                        ),
                        ("at_least", models.PositiveIntegerField(blank=True, null=True, verbose_name="at least")),
                        ("at_most", models.PositiveIntegerField(blank=True, null=True, verbose_name="at most")),
                    ],
                    options={
                        "verbose_name": "group",
                        "verbose_name_plural": "groups",
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "subject",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="person",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "given_names",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=100, verbose_name="given names"
                            ),
                        ),
                        (
                            "family_names",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=100, verbose_name="family names"
                            ),
                        ),
                        ("birth", people.fields.EncryptedSpanField(blank=True, null=True, verbose_name="born")),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("female", "Female"),
                                    ("male", "Male"),
                                    ("other", "Other"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="sex",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "persons",
                    },
                ),
                migrations.CreateModel(
                    name="ContactMethod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("phone", "Telephone"),
                                    ("messaging", "Messaging service"),
                                    ("email", "E-mail"),
                                    ("post", "Postal address"),
                                    ("through", "Through another person"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "value",
                            staff.encryption.fields.EncryptedTextField(
                                max_length=300, verbose_name="number or address"
                            ),
                        ),
                        (
                            "safe_to_call",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="safe to call",
                            ),
                        ),
                        (
                            "safe_to_write",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="safe to write",
                            ),
                        ),
                        (
                            "safe_to_leave_message",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="safe to leave a message",
                            ),
                        ),
                        (
                            "hours",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=120, verbose_name="hours"
                            ),
                        ),
                        (
                            "code_word",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                help_text="What to say, or to hear, before speaking of the case.",
                                max_length=60,
                                verbose_name="code word",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.contactmethod",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_methods",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "way to reach",
                        "verbose_name_plural": "ways to reach",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContactMethodEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_contactmethod.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("phone", "Telephone"),
                                    ("messaging", "Messaging service"),
                                    ("email", "E-mail"),
                                    ("post", "Postal address"),
                                    ("through", "Through another person"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "value",
                            staff.encryption.fields.EncryptedTextField(
                                bound_to="people_contactmethod.value", max_length=300, verbose_name="number or address"
                            ),
                        ),
                        (
                            "safe_to_call",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="safe to call",
                            ),
                        ),
                        (
                            "safe_to_write",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="safe to write",
                            ),
                        ),
                        (
                            "safe_to_leave_message",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="safe to leave a message",
                            ),
                        ),
                        (
                            "hours",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_contactmethod.hours",
                                default="",
                                max_length=120,
                                verbose_name="hours",
                            ),
                        ),
                        (
                            "code_word",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_contactmethod.code_word",
                                default="",
                                help_text="What to say, or to hear, before speaking of the case.",
                                max_length=60,
                                verbose_name="code word",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.contactmethod",
                                verbose_name="corrects",
                            ),
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
                                to="people.contactmethod",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("given", "Given by a colleague"),
                                    ("kept", "Kept by whoever restricted the file"),
                                ],
                                default="given",
                                editable=False,
                                max_length=5,
                                verbose_name="kind",
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("reason", staff.encryption.fields.EncryptedTextField(max_length=500, verbose_name="reason")),
                        (
                            "given_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="given at"
                            ),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="given by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="staff.team",
                                verbose_name="team",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "grant",
                        "verbose_name_plural": "grants",
                        "ordering": ("-given_at",),
                    },
                ),
                migrations.CreateModel(
                    name="GrantEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("given", "Given by a colleague"),
                                    ("kept", "Kept by whoever restricted the file"),
                                ],
                                default="given",
                                editable=False,
                                max_length=5,
                                verbose_name="kind",
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "reason",
                            staff.encryption.fields.EncryptedTextField(
                                bound_to="people_grant.reason", max_length=500, verbose_name="reason"
                            ),
                        ),
                        (
                            "given_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="given at"
                            ),
                        ),
                        (
                            "taken_back_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="given by",
                            ),
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
                                to="people.grant",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="staff.team",
                                verbose_name="team",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                migrations.CreateModel(
                    name="Identification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.identification",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="identifications",
                                to="people.cohort",
                                verbose_name="group",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "identification",
                        "verbose_name_plural": "identifications",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IdentityDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        ("number", staff.encryption.fields.EncryptedTextField(max_length=60, verbose_name="number")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="expires on")),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.identitydocument",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.documentkind",
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "identity document",
                        "verbose_name_plural": "identity documents",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Kinship",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("partner", "Wife, husband or partner"),
                                    ("child", "Son or daughter"),
                                    ("parent", "Mother or father"),
                                    ("sibling", "Brother or sister"),
                                    ("family", "Family, not said who"),
                                    ("other", "Other relative"),
                                ],
                                max_length=10,
                                verbose_name="relation",
                            ),
                        ),
                        (
                            "described_as",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                help_text="When the relative has no file: who it is.",
                                max_length=200,
                                verbose_name="described as",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.kinship",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "relative",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kin_of",
                                to="people.subject",
                                verbose_name="relative on file",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kinships",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "relative",
                        "verbose_name_plural": "relatives",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LegalStatus",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "may_work",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="may work",
                            ),
                        ),
                        ("began", people.fields.SpanField(blank=True, null=True, verbose_name="began")),
                        ("ended", people.fields.SpanField(blank=True, null=True, verbose_name="ended")),
                        (
                            "document",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=120, verbose_name="document"
                            ),
                        ),
                        (
                            "document_expires_on",
                            models.DateField(blank=True, null=True, verbose_name="document expires on"),
                        ),
                        (
                            "remark",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=500, multiline=True, verbose_name="remark"
                            ),
                        ),
                        (
                            "held",
                            models.GeneratedField(
                                db_persist=True,
                                expression=people.models.stay.SurelyHeld(models.F("began"), models.F("ended")),
                                output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.actor",
                                verbose_name="granting authority",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.legalstatus",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legal_statuses",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.legalstatuskind",
                                verbose_name="standing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "legal status",
                        "verbose_name_plural": "legal statuses",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Location",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        ("path", models.CharField(editable=False, max_length=400, unique=True)),
                        ("label_en", models.CharField(max_length=160, verbose_name="name in English")),
                        ("label_es", models.CharField(max_length=160, verbose_name="name in Spanish")),
                        (
                            "address",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=300, multiline=True, verbose_name="exact address"
                            ),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="latitude"
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.actor",
                                verbose_name="authority",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="people.location",
                                verbose_name="within",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="locations",
                                to="people.locationkind",
                                verbose_name="kind",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "location",
                        "verbose_name_plural": "locations",
                        "ordering": ("path",),
                    },
                ),
                migrations.CreateModel(
                    name="LegalStatusEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_legalstatus.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "may_work",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="may work",
                            ),
                        ),
                        ("began", people.fields.SpanField(blank=True, null=True, verbose_name="began")),
                        ("ended", people.fields.SpanField(blank=True, null=True, verbose_name="ended")),
                        (
                            "document",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_legalstatus.document",
                                default="",
                                max_length=120,
                                verbose_name="document",
                            ),
                        ),
                        (
                            "document_expires_on",
                            models.DateField(blank=True, null=True, verbose_name="document expires on"),
                        ),
                        (
                            "remark",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_legalstatus.remark",
                                default="",
                                max_length=500,
                                multiline=True,
                                verbose_name="remark",
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.actor",
                                verbose_name="granting authority",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.legalstatus",
                                verbose_name="corrects",
                            ),
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
                                to="people.legalstatus",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.legalstatuskind",
                                verbose_name="standing",
                            ),
                        ),
                        (
                            "country",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.location",
                                verbose_name="country",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="legalstatus",
                    name="country",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.location",
                        verbose_name="country",
                    ),
                ),
                migrations.CreateModel(
                    name="KinshipEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_kinship.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("partner", "Wife, husband or partner"),
                                    ("child", "Son or daughter"),
                                    ("parent", "Mother or father"),
                                    ("sibling", "Brother or sister"),
                                    ("family", "Family, not said who"),
                                    ("other", "Other relative"),
                                ],
                                max_length=10,
                                verbose_name="relation",
                            ),
                        ),
                        (
                            "described_as",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_kinship.described_as",
                                default="",
                                help_text="When the relative has no file: who it is.",
                                max_length=200,
                                verbose_name="described as",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.kinship",
                                verbose_name="corrects",
                            ),
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
                                to="people.kinship",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "relative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="relative on file",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.location",
                                verbose_name="where",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="kinship",
                    name="location",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.location",
                        verbose_name="where",
                    ),
                ),
                migrations.CreateModel(
                    name="IdentityDocumentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_identitydocument.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "number",
                            staff.encryption.fields.EncryptedTextField(
                                bound_to="people_identitydocument.number", max_length=60, verbose_name="number"
                            ),
                        ),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="expires on")),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.identitydocument",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.documentkind",
                                verbose_name="kind",
                            ),
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
                                to="people.identitydocument",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "country",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.location",
                                verbose_name="issued by the country",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="identitydocument",
                    name="country",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.location",
                        verbose_name="issued by the country",
                    ),
                ),
                migrations.CreateModel(
                    name="ActorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=60, verbose_name="code")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("government", "Government"),
                                    ("authority", "Authority"),
                                    ("organisation", "Organisation"),
                                    ("outlet", "News outlet"),
                                    ("figure", "Public figure"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("label_en", models.CharField(max_length=160, verbose_name="name in English")),
                        ("label_es", models.CharField(max_length=160, verbose_name="name in Spanish")),
                        (
                            "provides_support",
                            models.BooleanField(default=False, verbose_name="can be asked for support"),
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
                                to="people.actor",
                            ),
                        ),
                        (
                            "country",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.location",
                                verbose_name="country",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="actor",
                    name="country",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.location",
                        verbose_name="country",
                    ),
                ),
                migrations.CreateModel(
                    name="LocationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=60, verbose_name="code")),
                        ("path", models.CharField(editable=False, max_length=400)),
                        ("label_en", models.CharField(max_length=160, verbose_name="name in English")),
                        ("label_es", models.CharField(max_length=160, verbose_name="name in Spanish")),
                        (
                            "address",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_location.address",
                                default="",
                                max_length=300,
                                multiline=True,
                                verbose_name="exact address",
                            ),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="latitude"
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.actor",
                                verbose_name="authority",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.location",
                                verbose_name="within",
                            ),
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
                                to="people.location",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.locationkind",
                                verbose_name="kind",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MilitaryService",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "unit",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=120, verbose_name="unit"
                            ),
                        ),
                        ("began", people.fields.SpanField(blank=True, null=True, verbose_name="from")),
                        ("ended", people.fields.SpanField(blank=True, null=True, verbose_name="to")),
                        (
                            "branch",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.branch",
                                verbose_name="branch",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.militaryservice",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "rank",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.rank",
                                verbose_name="rank",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "military service",
                        "verbose_name_plural": "military service",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PersonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "given_names",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_person.given_names",
                                default="",
                                max_length=100,
                                verbose_name="given names",
                            ),
                        ),
                        (
                            "family_names",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_person.family_names",
                                default="",
                                max_length=100,
                                verbose_name="family names",
                            ),
                        ),
                        (
                            "birth",
                            people.fields.EncryptedSpanField(
                                blank=True, bound_to="people_person.birth", null=True, verbose_name="born"
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("female", "Female"),
                                    ("male", "Male"),
                                    ("other", "Other"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="sex",
                            ),
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
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "content_en",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                max_length=400,
                                multiline=True,
                                verbose_name="what was promised, English",
                            ),
                        ),
                        (
                            "content_es",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                max_length=400,
                                multiline=True,
                                verbose_name="what was promised, Spanish",
                            ),
                        ),
                        ("made", people.fields.SpanField(blank=True, null=True, verbose_name="made")),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.promise",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "promisee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="people.subject",
                                verbose_name="promised to",
                            ),
                        ),
                        (
                            "promisor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="people.actor",
                                verbose_name="promised by",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "promise",
                        "verbose_name_plural": "promises",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PromiseAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("kept", "Kept"),
                                    ("partly", "Partly kept"),
                                    ("broken", "Not kept"),
                                    ("denied", "Denied that it was made"),
                                    ("silent", "No position taken"),
                                    ("unknown", "Not known"),
                                ],
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("said", people.fields.SpanField(blank=True, null=True, verbose_name="said")),
                        (
                            "remark",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=400, multiline=True, verbose_name="remark"
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.promiseaccount",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="people.promise",
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "account of a promise",
                        "verbose_name_plural": "accounts of promises",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PromiseAccountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_promiseaccount.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("kept", "Kept"),
                                    ("partly", "Partly kept"),
                                    ("broken", "Not kept"),
                                    ("denied", "Denied that it was made"),
                                    ("silent", "No position taken"),
                                    ("unknown", "Not known"),
                                ],
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("said", people.fields.SpanField(blank=True, null=True, verbose_name="said")),
                        (
                            "remark",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_promiseaccount.remark",
                                default="",
                                max_length=400,
                                multiline=True,
                                verbose_name="remark",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promiseaccount",
                                verbose_name="corrects",
                            ),
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
                                to="people.promiseaccount",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promise",
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PromiseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_promise.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "content_en",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_promise.content_en",
                                default="",
                                max_length=400,
                                multiline=True,
                                verbose_name="what was promised, English",
                            ),
                        ),
                        (
                            "content_es",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_promise.content_es",
                                default="",
                                max_length=400,
                                multiline=True,
                                verbose_name="what was promised, Spanish",
                            ),
                        ),
                        ("made", people.fields.SpanField(blank=True, null=True, verbose_name="made")),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promise",
                                verbose_name="corrects",
                            ),
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
                                to="people.promise",
                            ),
                        ),
                        (
                            "promisee",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="promised to",
                            ),
                        ),
                        (
                            "promisor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.actor",
                                verbose_name="promised by",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MilitaryServiceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_militaryservice.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "unit",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_militaryservice.unit",
                                default="",
                                max_length=120,
                                verbose_name="unit",
                            ),
                        ),
                        ("began", people.fields.SpanField(blank=True, null=True, verbose_name="from")),
                        ("ended", people.fields.SpanField(blank=True, null=True, verbose_name="to")),
                        (
                            "branch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.branch",
                                verbose_name="branch",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.militaryservice",
                                verbose_name="corrects",
                            ),
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
                                to="people.militaryservice",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "rank",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.rank",
                                verbose_name="rank",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("article", "Newspaper article"),
                                    ("report", "Report"),
                                    ("interview", "Interview"),
                                    ("official", "Official document"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("title_es", models.CharField(blank=True, max_length=200, verbose_name="title in Spanish")),
                        ("published", people.fields.SpanField(blank=True, null=True, verbose_name="published")),
                        (
                            "language",
                            models.CharField(
                                blank=True, help_text="A code such as en or es.", max_length=10, verbose_name="language"
                            ),
                        ),
                        (
                            "sha256",
                            models.CharField(
                                blank=True,
                                max_length=64,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9a-f]{64}$", "A SHA-256 digest is 64 characters from 0 to 9 and a to f."
                                    )
                                ],
                                verbose_name="SHA-256 of the text",
                            ),
                        ),
                        (
                            "text",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", editable=False, multiline=True, verbose_name="text"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="people.source",
                                verbose_name="drawn from the source",
                            ),
                        ),
                        (
                            "publisher",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sources",
                                to="people.actor",
                                verbose_name="publisher",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "ordering": ("title",),
                    },
                ),
                migrations.CreateModel(
                    name="PassageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        ("paragraph", models.PositiveSmallIntegerField(verbose_name="paragraph")),
                        ("start", models.PositiveIntegerField(verbose_name="first character")),
                        ("end", models.PositiveIntegerField(verbose_name="character after the last")),
                        (
                            "sha256",
                            models.CharField(
                                max_length=64,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9a-f]{64}$", "A SHA-256 digest is 64 characters from 0 to 9 and a to f."
                                    )
                                ],
                                verbose_name="SHA-256 of the passage",
                            ),
                        ),
                        (
                            "paraphrase_en",
                            staff.encryption.fields.EncryptedTextField(
                                bound_to="people_passage.paraphrase_en",
                                max_length=600,
                                multiline=True,
                                verbose_name="in our words, English",
                            ),
                        ),
                        (
                            "paraphrase_es",
                            staff.encryption.fields.EncryptedTextField(
                                bound_to="people_passage.paraphrase_es",
                                max_length=600,
                                multiline=True,
                                verbose_name="in our words, Spanish",
                            ),
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
                                to="people.passage",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.source",
                                verbose_name="source",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="passage",
                    name="source",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="people.source",
                        verbose_name="source",
                    ),
                ),
                migrations.CreateModel(
                    name="SourceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.SlugField(db_index=False, max_length=60, verbose_name="code")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("article", "Newspaper article"),
                                    ("report", "Report"),
                                    ("interview", "Interview"),
                                    ("official", "Official document"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("title_es", models.CharField(blank=True, max_length=200, verbose_name="title in Spanish")),
                        ("published", people.fields.SpanField(blank=True, null=True, verbose_name="published")),
                        (
                            "language",
                            models.CharField(
                                blank=True, help_text="A code such as en or es.", max_length=10, verbose_name="language"
                            ),
                        ),
                        (
                            "sha256",
                            models.CharField(
                                blank=True,
                                max_length=64,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9a-f]{64}$", "A SHA-256 digest is 64 characters from 0 to 9 and a to f."
                                    )
                                ],
                                verbose_name="SHA-256 of the text",
                            ),
                        ),
                        (
                            "text",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_source.text",
                                default="",
                                editable=False,
                                multiline=True,
                                verbose_name="text",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.source",
                                verbose_name="drawn from the source",
                            ),
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
                                to="people.source",
                            ),
                        ),
                        (
                            "publisher",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.actor",
                                verbose_name="publisher",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("loss", "Loss"),
                                    ("threat", "Threat"),
                                    ("need", "Need"),
                                    ("opinion", "Opinion"),
                                    ("event", "Event"),
                                    ("role", "Role"),
                                    ("fate", "What became of them"),
                                ],
                                max_length=10,
                                verbose_name="topic",
                            ),
                        ),
                        ("happened", people.fields.SpanField(blank=True, null=True, verbose_name="when")),
                        (
                            "text_en",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                max_length=600,
                                multiline=True,
                                verbose_name="in our words, English",
                            ),
                        ),
                        (
                            "text_es",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                max_length=600,
                                multiline=True,
                                verbose_name="in our words, Spanish",
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.statement",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "statement",
                        "verbose_name_plural": "statements",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Citation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("asserted", "stated by the source"),
                                    ("reported", "reported by the source"),
                                    ("quoted", "quoted"),
                                    ("claimed", "claimed"),
                                    ("denied", "denied"),
                                ],
                                default="asserted",
                                max_length=10,
                                verbose_name="manner",
                            ),
                        ),
                        (
                            "certainty",
                            models.CharField(
                                choices=[
                                    ("verified", "verified"),
                                    ("probable", "probable"),
                                    ("unverified", "unverified"),
                                    ("contradicted", "contradicted"),
                                ],
                                default="unverified",
                                max_length=12,
                                verbose_name="certainty",
                            ),
                        ),
                        (
                            "inferred_en",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                max_length=300,
                                verbose_name="what was inferred and why, English",
                            ),
                        ),
                        (
                            "inferred_es",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                max_length=300,
                                verbose_name="what was inferred and why, Spanish",
                            ),
                        ),
                        (
                            "speaker_actor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.actor",
                                verbose_name="speaker",
                            ),
                        ),
                        (
                            "speaker_subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.subject",
                                verbose_name="speaker on file",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citations",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "overlap",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.cohortoverlap",
                                verbose_name="overlap of groups",
                            ),
                        ),
                        (
                            "contact_method",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.contactmethod",
                                verbose_name="way to reach",
                            ),
                        ),
                        (
                            "identification",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.identification",
                                verbose_name="identification",
                            ),
                        ),
                        (
                            "identity_document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.identitydocument",
                                verbose_name="identity document",
                            ),
                        ),
                        (
                            "kinship",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.kinship",
                                verbose_name="relative",
                            ),
                        ),
                        (
                            "legal_status",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.legalstatus",
                                verbose_name="legal status",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.militaryservice",
                                verbose_name="military service",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.passage",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.promise",
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "promise_account",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.promiseaccount",
                                verbose_name="account of a promise",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="people.statement",
                                verbose_name="statement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "citation",
                        "verbose_name_plural": "citations",
                        "ordering": ("id",),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StatementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_statement.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("loss", "Loss"),
                                    ("threat", "Threat"),
                                    ("need", "Need"),
                                    ("opinion", "Opinion"),
                                    ("event", "Event"),
                                    ("role", "Role"),
                                    ("fate", "What became of them"),
                                ],
                                max_length=10,
                                verbose_name="topic",
                            ),
                        ),
                        ("happened", people.fields.SpanField(blank=True, null=True, verbose_name="when")),
                        (
                            "text_en",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_statement.text_en",
                                default="",
                                max_length=600,
                                multiline=True,
                                verbose_name="in our words, English",
                            ),
                        ),
                        (
                            "text_es",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_statement.text_es",
                                default="",
                                max_length=600,
                                multiline=True,
                                verbose_name="in our words, Spanish",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.statement",
                                verbose_name="corrects",
                            ),
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
                                to="people.statement",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Stay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="public id"),
                        ),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "custody",
                            models.CharField(
                                choices=[
                                    ("free", "Not held"),
                                    ("detained", "Held in detention"),
                                    ("guest", "Guest of a mission"),
                                    ("sheltered", "Sheltered"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="custody",
                            ),
                        ),
                        ("began", people.fields.SpanField(blank=True, null=True, verbose_name="began")),
                        ("ended", people.fields.SpanField(blank=True, null=True, verbose_name="ended")),
                        (
                            "exact_place",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                default="",
                                help_text="Street, room or bed; shown only on demand.",
                                max_length=300,
                                verbose_name="exact place",
                            ),
                        ),
                        (
                            "remark",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=500, multiline=True, verbose_name="remark"
                            ),
                        ),
                        (
                            "held",
                            models.GeneratedField(
                                db_persist=True,
                                expression=people.models.stay.SurelyHeld(models.F("began"), models.F("ended")),
                                output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="people.stay",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stays",
                                to="people.location",
                                verbose_name="place",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stays",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stay",
                        "verbose_name_plural": "stays",
                        "ordering": ("-recorded_at", "-id"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CitationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("asserted", "stated by the source"),
                                    ("reported", "reported by the source"),
                                    ("quoted", "quoted"),
                                    ("claimed", "claimed"),
                                    ("denied", "denied"),
                                ],
                                default="asserted",
                                max_length=10,
                                verbose_name="manner",
                            ),
                        ),
                        (
                            "certainty",
                            models.CharField(
                                choices=[
                                    ("verified", "verified"),
                                    ("probable", "probable"),
                                    ("unverified", "unverified"),
                                    ("contradicted", "contradicted"),
                                ],
                                default="unverified",
                                max_length=12,
                                verbose_name="certainty",
                            ),
                        ),
                        (
                            "inferred_en",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_citation.inferred_en",
                                default="",
                                max_length=300,
                                verbose_name="what was inferred and why, English",
                            ),
                        ),
                        (
                            "inferred_es",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_citation.inferred_es",
                                default="",
                                max_length=300,
                                verbose_name="what was inferred and why, Spanish",
                            ),
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
                                to="people.citation",
                            ),
                        ),
                        (
                            "speaker_actor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.actor",
                                verbose_name="speaker",
                            ),
                        ),
                        (
                            "speaker_subject",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="speaker on file",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "overlap",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.cohortoverlap",
                                verbose_name="overlap of groups",
                            ),
                        ),
                        (
                            "contact_method",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.contactmethod",
                                verbose_name="way to reach",
                            ),
                        ),
                        (
                            "identification",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.identification",
                                verbose_name="identification",
                            ),
                        ),
                        (
                            "identity_document",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.identitydocument",
                                verbose_name="identity document",
                            ),
                        ),
                        (
                            "kinship",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.kinship",
                                verbose_name="relative",
                            ),
                        ),
                        (
                            "legal_status",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.legalstatus",
                                verbose_name="legal status",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.militaryservice",
                                verbose_name="military service",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.passage",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promise",
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "promise_account",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.promiseaccount",
                                verbose_name="account of a promise",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.statement",
                                verbose_name="statement",
                            ),
                        ),
                        (
                            "stay",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.stay",
                                verbose_name="stay",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="citation",
                    name="stay",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="people.stay",
                        verbose_name="stay",
                    ),
                ),
                migrations.CreateModel(
                    name="StayEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_stay.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "custody",
                            models.CharField(
                                choices=[
                                    ("free", "Not held"),
                                    ("detained", "Held in detention"),
                                    ("guest", "Guest of a mission"),
                                    ("sheltered", "Sheltered"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="custody",
                            ),
                        ),
                        ("began", people.fields.SpanField(blank=True, null=True, verbose_name="began")),
                        ("ended", people.fields.SpanField(blank=True, null=True, verbose_name="ended")),
                        (
                            "exact_place",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_stay.exact_place",
                                default="",
                                help_text="Street, room or bed; shown only on demand.",
                                max_length=300,
                                verbose_name="exact place",
                            ),
                        ),
                        (
                            "remark",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_stay.remark",
                                default="",
                                max_length=500,
                                multiline=True,
                                verbose_name="remark",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.stay",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "location",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.location",
                                verbose_name="place",
                            ),
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
                                to="people.stay",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SubjectEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("person", "Person"), ("cohort", "Group")], max_length=10, verbose_name="kind"
                            ),
                        ),
                        (
                            "restricted",
                            models.BooleanField(
                                default=False,
                                help_text="Only people whom it names see a restricted file.",
                                verbose_name="restricted",
                            ),
                        ),
                        (
                            "name",
                            staff.encryption.fields.EncryptedTextField(
                                bound_to="people_subject.name", max_length=200, verbose_name="name shown"
                            ),
                        ),
                        (
                            "name_es",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_subject.name_es",
                                default="",
                                help_text="For a group described in words. Empty where both languages use the same.",
                                max_length=200,
                                verbose_name="name shown in Spanish",
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made by the generator for training; no real person.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created at"
                            ),
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
                                to="people.subject",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="staff.team",
                                verbose_name="team",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IdentificationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "accepted",
                            models.BooleanField(
                                default=True,
                                help_text="We hold this to be so. A mere claim stays on file without it.",
                                verbose_name="accepted",
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back at"),
                        ),
                        (
                            "retraction_reason",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_identification.retraction_reason",
                                default="",
                                editable=False,
                                max_length=500,
                                verbose_name="why it was taken back",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.identification",
                                verbose_name="corrects",
                            ),
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
                                to="people.identification",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken back by",
                            ),
                        ),
                        (
                            "cohort",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.cohort",
                                verbose_name="group",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CohortOverlapEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "extent",
                            models.CharField(
                                choices=[
                                    ("unknown", "Not known"),
                                    ("none", "No one in common"),
                                    ("some", "Some in common"),
                                    ("within", "The first lies within the second"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="in common",
                            ),
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
                                to="people.cohortoverlap",
                            ),
                        ),
                        (
                            "one",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.cohort",
                                verbose_name="one group",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.cohort",
                                verbose_name="other group",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="cohortoverlap",
                    name="one",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overlaps",
                        to="people.cohort",
                        verbose_name="one group",
                    ),
                ),
                migrations.AddField(
                    model_name="cohortoverlap",
                    name="other",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overlapped_by",
                        to="people.cohort",
                        verbose_name="other group",
                    ),
                ),
                migrations.CreateModel(
                    name="CohortEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "description",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="people_cohort.description",
                                default="",
                                max_length=1000,
                                multiline=True,
                                verbose_name="who they are",
                            ),
                        ),
                        (
                            "size_as_said",
                            models.CharField(
                                blank=True,
                                help_text="In the words of the source, such as “a handful”.",
                                max_length=80,
                                verbose_name="size as said",
                            ),
                        ),
                        (
                            "size_as_said_es",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Empty where both languages use the same.",
                                max_length=80,
                                verbose_name="size as said, in Spanish",
                            ),
                        ),
                        ("at_least", models.PositiveIntegerField(blank=True, null=True, verbose_name="at least")),
                        ("at_most", models.PositiveIntegerField(blank=True, null=True, verbose_name="at most")),
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
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="people.cohort",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddConstraint(
                    model_name="cohort",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("at_most", None),
                            ("at_least", None),
                            ("at_most__gte", models.F("at_least")),
                            _connector="OR",
                        ),
                        name="cohort_bounds_are_ordered",
                        violation_error_message="A group cannot be smaller than its smallest estimate.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cohort",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_cohortevent" ("at_least", "at_most", "description", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size_as_said", "size_as_said_es", "subject_id") VALUES (NEW."at_least", NEW."at_most", NEW."description", _pgh_attach_context(), NOW(), \'insert\', NEW."subject_id", NEW."size_as_said", NEW."size_as_said_es", NEW."subject_id"); RETURN NULL;',
                            hash="229f90560ccd563348c6119e234c9f057ba471f6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_13b06",
                            table="people_cohort",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cohort",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_cohortevent" ("at_least", "at_most", "description", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size_as_said", "size_as_said_es", "subject_id") VALUES (NEW."at_least", NEW."at_most", NEW."description", _pgh_attach_context(), NOW(), \'update\', NEW."subject_id", NEW."size_as_said", NEW."size_as_said_es", NEW."subject_id"); RETURN NULL;',
                            hash="aa983338ff8bb33922fc640f2ebee3a39ec14f4d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4ade2",
                            table="people_cohort",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cohort",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_cohortevent" ("at_least", "at_most", "description", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size_as_said", "size_as_said_es", "subject_id") VALUES (OLD."at_least", OLD."at_most", OLD."description", _pgh_attach_context(), NOW(), \'delete\', OLD."subject_id", OLD."size_as_said", OLD."size_as_said_es", OLD."subject_id"); RETURN NULL;',
                            hash="3fbcaef446a0a4ae4626261cebb62f7014637b4e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4f0f6",
                            table="people_cohort",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="personevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="identitydocumentevent",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AddField(
                    model_name="identitydocument",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity_documents",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AddField(
                    model_name="identificationevent",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AddField(
                    model_name="identification",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifications",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AddField(
                    model_name="aliasevent",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
                migrations.AddField(
                    model_name="alias",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_personevent" ("birth", "family_names", "given_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sex", "subject_id") VALUES (NEW."birth", NEW."family_names", NEW."given_names", _pgh_attach_context(), NOW(), \'insert\', NEW."subject_id", NEW."sex", NEW."subject_id"); RETURN NULL;',
                            hash="567b8cf09444ca5882eb5a5fb3667db4097941dd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_65688",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_personevent" ("birth", "family_names", "given_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sex", "subject_id") VALUES (NEW."birth", NEW."family_names", NEW."given_names", _pgh_attach_context(), NOW(), \'update\', NEW."subject_id", NEW."sex", NEW."subject_id"); RETURN NULL;',
                            hash="bdc17ef92d3cdc3437f6f42b489551a2ea7be719",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de829",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_personevent" ("birth", "family_names", "given_names", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sex", "subject_id") VALUES (OLD."birth", OLD."family_names", OLD."given_names", _pgh_attach_context(), NOW(), \'delete\', OLD."subject_id", OLD."sex", OLD."subject_id"); RETURN NULL;',
                            hash="92e4f33c7ac4b26e2f0d7070b6cdeb55eacec2e9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2ca2d",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="subject",
                    index=django.contrib.postgres.indexes.GinIndex(fields=["name_tokens"], name="subject_name_tokens"),
                ),
                migrations.AddIndex(
                    model_name="subject",
                    index=models.Index(fields=["team", "-created_at", "-id"], name="subject_newest_in_team"),
                ),
                migrations.AddIndex(
                    model_name="subject",
                    index=models.Index(fields=["-created_at", "-id"], name="subject_newest"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="subject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_subjectevent" ("created_at", "id", "kind", "name", "name_es", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "restricted", "synthetic", "team_id") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."name", NEW."name_es", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."restricted", NEW."synthetic", NEW."team_id"); RETURN NULL;',
                            hash="22988fe070cb4e8df7a14190cbbce916e22fb538",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7a565",
                            table="people_subject",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="subject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_es" IS DISTINCT FROM (NEW."name_es") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."restricted" IS DISTINCT FROM (NEW."restricted") OR OLD."synthetic" IS DISTINCT FROM (NEW."synthetic") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id"))',
                            func='INSERT INTO "people_subjectevent" ("created_at", "id", "kind", "name", "name_es", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "restricted", "synthetic", "team_id") VALUES (NEW."created_at", NEW."id", NEW."kind", NEW."name", NEW."name_es", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."restricted", NEW."synthetic", NEW."team_id"); RETURN NULL;',
                            hash="fa6f80264a76e8ce696158ff72b29bf518557f81",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d81d1",
                            table="people_subject",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="subject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_subjectevent" ("created_at", "id", "kind", "name", "name_es", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "restricted", "synthetic", "team_id") VALUES (OLD."created_at", OLD."id", OLD."kind", OLD."name", OLD."name_es", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."restricted", OLD."synthetic", OLD."team_id"); RETURN NULL;',
                            hash="ffe5ec524a8e61abb154e72fae7fdf010c4dfd1a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7841d",
                            table="people_subject",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="contactmethod",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_contactmethod_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactmethod",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9d0d1a7398f66e3fd79ae4698681a76d8be5ee36",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_42a4f",
                            table="people_contactmethod",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactmethod",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."safe_to_call" IS DISTINCT FROM (NEW."safe_to_call") OR OLD."safe_to_write" IS DISTINCT FROM (NEW."safe_to_write") OR OLD."safe_to_leave_message" IS DISTINCT FROM (NEW."safe_to_leave_message") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."code_word" IS DISTINCT FROM (NEW."code_word"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="58f2b5bd369e26e3a212da50a77f7a920c1a92e9",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_a6087",
                            table="people_contactmethod",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactmethod",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="f97c7e183aea639d662aa7fbe694058aba6a096b",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_e6eef",
                            table="people_contactmethod",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactmethod",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_contactmethodevent" ("accepted", "code_word", "corrects_id", "hours", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "safe_to_call", "safe_to_leave_message", "safe_to_write", "subject_id", "value") VALUES (NEW."accepted", NEW."code_word", NEW."corrects_id", NEW."hours", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."safe_to_call", NEW."safe_to_leave_message", NEW."safe_to_write", NEW."subject_id", NEW."value"); RETURN NULL;',
                            hash="d27961be379ca48472d6d35992f185155a403532",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_84c00",
                            table="people_contactmethod",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactmethod",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_contactmethodevent" ("accepted", "code_word", "corrects_id", "hours", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "safe_to_call", "safe_to_leave_message", "safe_to_write", "subject_id", "value") VALUES (NEW."accepted", NEW."code_word", NEW."corrects_id", NEW."hours", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."safe_to_call", NEW."safe_to_leave_message", NEW."safe_to_write", NEW."subject_id", NEW."value"); RETURN NULL;',
                            hash="3d8d4178a352a76f4b70c90cc246fec35157279c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d6f7e",
                            table="people_contactmethod",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactmethod",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_contactmethodevent" ("accepted", "code_word", "corrects_id", "hours", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "safe_to_call", "safe_to_leave_message", "safe_to_write", "subject_id", "value") VALUES (OLD."accepted", OLD."code_word", OLD."corrects_id", OLD."hours", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."safe_to_call", OLD."safe_to_leave_message", OLD."safe_to_write", OLD."subject_id", OLD."value"); RETURN NULL;',
                            hash="730ad2db21159456fb7dc4532cdcd630c9814dee",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_21ba9",
                            table="people_contactmethod",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactmethodevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="be32760f8c8a15aec8a2ff277eb0f957e64f09be",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f444e",
                            table="people_contactmethodevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="grant",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("team__isnull", False), ("user", None)),
                            models.Q(("team", None), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="grant_is_to_a_user_or_a_team",
                        violation_error_message="Name either a user or a team, not both and not neither.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="grant",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("given_by__isnull", False),
                                ("kind", "kept"),
                                ("user", models.F("given_by")),
                                ("user__isnull", False),
                            ),
                            models.Q(
                                ("kind", "given"),
                                models.Q(
                                    ("user", None),
                                    ("given_by", None),
                                    models.Q(("user", models.F("given_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="nobody_grants_to_themselves",
                        violation_error_message="Nobody names themselves: ask a colleague who sees the file.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_grantevent" ("given_at", "given_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "subject_id", "taken_back_at", "taken_back_by_id", "team_id", "until", "user_id") VALUES (NEW."given_at", NEW."given_by_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."subject_id", NEW."taken_back_at", NEW."taken_back_by_id", NEW."team_id", NEW."until", NEW."user_id"); RETURN NULL;',
                            hash="13a47fb0bd7fbf6a6f65e0c23fbbb40680b27e73",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a2869",
                            table="people_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_grantevent" ("given_at", "given_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "subject_id", "taken_back_at", "taken_back_by_id", "team_id", "until", "user_id") VALUES (NEW."given_at", NEW."given_by_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."subject_id", NEW."taken_back_at", NEW."taken_back_by_id", NEW."team_id", NEW."until", NEW."user_id"); RETURN NULL;',
                            hash="e6bf92b4ca906779dbdffa6f8a0954253beb014f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_317e2",
                            table="people_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_grantevent" ("given_at", "given_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "subject_id", "taken_back_at", "taken_back_by_id", "team_id", "until", "user_id") VALUES (OLD."given_at", OLD."given_by_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."subject_id", OLD."taken_back_at", OLD."taken_back_by_id", OLD."team_id", OLD."until", OLD."user_id"); RETURN NULL;',
                            hash="5f246aa77140970a7d67e982c737e811a797116b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_75260",
                            table="people_grant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grantevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ba2d83a037acc614fb9e621e737a0aa8561ad992",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5277c",
                            table="people_grantevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalstatusevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="08c6ff868e37baae92c2692b4c7aef6c2214672d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3ba37",
                            table="people_legalstatusevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="legalstatus",
                    index=models.Index(
                        condition=models.Q(("retracted_at", None)),
                        fields=["subject", "-recorded_at"],
                        name="status_of_subject",
                    ),
                ),
                migrations.AddIndex(
                    model_name="legalstatus",
                    index=models.Index(
                        condition=models.Q(("ended", None), ("retracted_at", None)),
                        fields=["kind", "subject"],
                        name="status_now",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="legalstatus",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_legalstatus_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="legalstatus",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("began", None),
                            ("ended", None),
                            models.Q(("began__fully_gt", models.F("ended")), _negated=True),
                            _connector="OR",
                        ),
                        name="legal_status_begins_before_it_ends",
                        violation_error_message="A legal status cannot end before it began: check both dates.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="legalstatus",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("accepted", True), ("retracted_at", None)),
                        expressions=[("subject", "="), ("country", "="), ("held", "&&")],
                        name="accepted_legal_statuses_do_not_overlap",
                        violation_error_message="Another accepted legal status in this country covers some of these days: end that one first, or record this one as a claim.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalstatus",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="fbb4aab46c0c69a1d92508b731118d013764247d",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_3aace",
                            table="people_legalstatus",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalstatus",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."may_work" IS DISTINCT FROM (NEW."may_work") OR OLD."began" IS DISTINCT FROM (NEW."began") OR OLD."ended" IS DISTINCT FROM (NEW."ended") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."document_expires_on" IS DISTINCT FROM (NEW."document_expires_on") OR OLD."remark" IS DISTINCT FROM (NEW."remark"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="6939713911904ccb9b1121f924f18ac51dbd1d7c",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_79d70",
                            table="people_legalstatus",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalstatus",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a3c12ba8fe870490e0c621344a59c39bb3cdd961",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_53dc4",
                            table="people_legalstatus",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalstatus",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_legalstatusevent" ("accepted", "authority_id", "began", "corrects_id", "country_id", "document", "document_expires_on", "ended", "id", "kind_id", "may_work", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "remark", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id") VALUES (NEW."accepted", NEW."authority_id", NEW."began", NEW."corrects_id", NEW."country_id", NEW."document", NEW."document_expires_on", NEW."ended", NEW."id", NEW."kind_id", NEW."may_work", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."remark", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id"); RETURN NULL;',
                            hash="b4546e99af0978c77ad2ffdcd902dfe6e19af1fc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_07191",
                            table="people_legalstatus",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalstatus",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accepted" IS DISTINCT FROM (NEW."accepted") OR OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."began" IS DISTINCT FROM (NEW."began") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."document_expires_on" IS DISTINCT FROM (NEW."document_expires_on") OR OLD."ended" IS DISTINCT FROM (NEW."ended") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."may_work" IS DISTINCT FROM (NEW."may_work") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id"))',
                            func='INSERT INTO "people_legalstatusevent" ("accepted", "authority_id", "began", "corrects_id", "country_id", "document", "document_expires_on", "ended", "id", "kind_id", "may_work", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "remark", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id") VALUES (NEW."accepted", NEW."authority_id", NEW."began", NEW."corrects_id", NEW."country_id", NEW."document", NEW."document_expires_on", NEW."ended", NEW."id", NEW."kind_id", NEW."may_work", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."remark", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id"); RETURN NULL;',
                            hash="4f7ecf3d7e4cd98e616acd0d332521333863f139",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6af64",
                            table="people_legalstatus",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="legalstatus",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_legalstatusevent" ("accepted", "authority_id", "began", "corrects_id", "country_id", "document", "document_expires_on", "ended", "id", "kind_id", "may_work", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "remark", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id") VALUES (OLD."accepted", OLD."authority_id", OLD."began", OLD."corrects_id", OLD."country_id", OLD."document", OLD."document_expires_on", OLD."ended", OLD."id", OLD."kind_id", OLD."may_work", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."remark", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."subject_id"); RETURN NULL;',
                            hash="12489c5da4c0f9d4f165f88379516c8a69bd3368",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c9aeb",
                            table="people_legalstatus",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kinshipevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="71d723db2652892de3f8a2e01b254c06b64f061b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_56711",
                            table="people_kinshipevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="kinship",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_kinship_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="kinship",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("relative", None),
                            models.Q(("relative", models.F("subject")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_is_their_own_relative",
                        violation_error_message="Nobody is their own relative: choose another person.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kinship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="6396ee48513f07ff83f97dce1896692369af325e",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_72ce9",
                            table="people_kinship",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kinship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."relation" IS DISTINCT FROM (NEW."relation") OR OLD."relative_id" IS DISTINCT FROM (NEW."relative_id") OR OLD."described_as" IS DISTINCT FROM (NEW."described_as") OR OLD."location_id" IS DISTINCT FROM (NEW."location_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d14a08bcb28a524dea5406285cc500c8891d69f2",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_d48ea",
                            table="people_kinship",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kinship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="6f3cf43882ba56f4bebea394db7749887cd43541",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_90483",
                            table="people_kinship",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kinship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_kinshipevent" ("accepted", "corrects_id", "described_as", "id", "location_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "relation", "relative_id", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id") VALUES (NEW."accepted", NEW."corrects_id", NEW."described_as", NEW."id", NEW."location_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."relative_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id"); RETURN NULL;',
                            hash="1663709cb9f2c37d89e91e6b4295e717f0d1cc9e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_02d03",
                            table="people_kinship",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kinship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_kinshipevent" ("accepted", "corrects_id", "described_as", "id", "location_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "relation", "relative_id", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id") VALUES (NEW."accepted", NEW."corrects_id", NEW."described_as", NEW."id", NEW."location_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."relative_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id"); RETURN NULL;',
                            hash="a192ca5e4b07a060fbba7bb2f5964b183ad1b5a2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0c81f",
                            table="people_kinship",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="kinship",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_kinshipevent" ("accepted", "corrects_id", "described_as", "id", "location_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "relation", "relative_id", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id") VALUES (OLD."accepted", OLD."corrects_id", OLD."described_as", OLD."id", OLD."location_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."relation", OLD."relative_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."subject_id"); RETURN NULL;',
                            hash="6dd81d66092dbe165435b5687d1d94396e4ecbdf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fdc08",
                            table="people_kinship",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actorevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c7b79468f89ccb57aa753d159b22aa73954b1f08",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ac30b",
                            table="people_actorevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_actorevent" ("code", "country_id", "id", "kind", "label_en", "label_es", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provides_support") VALUES (NEW."code", NEW."country_id", NEW."id", NEW."kind", NEW."label_en", NEW."label_es", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provides_support"); RETURN NULL;',
                            hash="2bc5a4246a12c995b4a13c630d4b8f5f6d3fa316",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_85622",
                            table="people_actor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_actorevent" ("code", "country_id", "id", "kind", "label_en", "label_es", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provides_support") VALUES (NEW."code", NEW."country_id", NEW."id", NEW."kind", NEW."label_en", NEW."label_es", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provides_support"); RETURN NULL;',
                            hash="c07bf5667f956f019d3c57e1d6774c6e97bc3b3d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dbd09",
                            table="people_actor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_actorevent" ("code", "country_id", "id", "kind", "label_en", "label_es", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provides_support") VALUES (OLD."code", OLD."country_id", OLD."id", OLD."kind", OLD."label_en", OLD."label_es", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provides_support"); RETURN NULL;',
                            hash="f5eaf220fe2ebef0ca37eae54872f0f2312efb51",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d3e80",
                            table="people_actor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="locationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c70345f9c95c61996fa6b2a5f019fd1efad005f0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_890b0",
                            table="people_locationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="location",
                    index=models.Index(fields=["path"], name="location_path_prefix", opclasses=["varchar_pattern_ops"]),
                ),
                migrations.AddConstraint(
                    model_name="location",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                        ),
                        name="location_is_not_within_itself",
                        violation_error_message="A place cannot lie within itself: choose a larger place.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="location",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "path__endswith",
                                django.db.models.functions.text.Concat(models.F("code"), models.Value("/")),
                            )
                        ),
                        name="location_path_ends_in_its_code",
                        violation_error_message="The path of a place ends in its code.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="location",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__isnull", False),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__isnull", False),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="coordinates_come_in_pairs_on_earth",
                        violation_error_message="Give both a latitude from -90 to 90 and a longitude from -180 to 180, or neither.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="location",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_locationevent" ("address", "authority_id", "code", "id", "kind_id", "label_en", "label_es", "latitude", "longitude", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."address", NEW."authority_id", NEW."code", NEW."id", NEW."kind_id", NEW."label_en", NEW."label_es", NEW."latitude", NEW."longitude", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="da4b2d995f6341cca5fc92358231516c5b46fd73",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4a88f",
                            table="people_location",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="location",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_locationevent" ("address", "authority_id", "code", "id", "kind_id", "label_en", "label_es", "latitude", "longitude", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."address", NEW."authority_id", NEW."code", NEW."id", NEW."kind_id", NEW."label_en", NEW."label_es", NEW."latitude", NEW."longitude", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="d1c4e951631c52c237ffa6742bf86f8e7070a5a5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_08321",
                            table="people_location",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="location",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_locationevent" ("address", "authority_id", "code", "id", "kind_id", "label_en", "label_es", "latitude", "longitude", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."address", OLD."authority_id", OLD."code", OLD."id", OLD."kind_id", OLD."label_en", OLD."label_es", OLD."latitude", OLD."longitude", OLD."parent_id", OLD."path", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="9bd9f9e4165c1a5d5fb966767241d78ff96d3dcf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cf51f",
                            table="people_location",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="promise",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_promise_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="64eaaf7f263a63141d2726e09cf2ae634e9d3be8",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_5493a",
                            table="people_promise",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."promisor_id" IS DISTINCT FROM (NEW."promisor_id") OR OLD."promisee_id" IS DISTINCT FROM (NEW."promisee_id") OR OLD."content_en" IS DISTINCT FROM (NEW."content_en") OR OLD."content_es" IS DISTINCT FROM (NEW."content_es") OR OLD."made" IS DISTINCT FROM (NEW."made"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="2d2007a733737917b202a72181d42294be788786",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_224a4",
                            table="people_promise",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d46b5652a9278a7cf009b40802ca2a7b71afac53",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_446e8",
                            table="people_promise",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_promiseevent" ("accepted", "content_en", "content_es", "corrects_id", "id", "made", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promisee_id", "promisor_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason") VALUES (NEW."accepted", NEW."content_en", NEW."content_es", NEW."corrects_id", NEW."id", NEW."made", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promisee_id", NEW."promisor_id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason"); RETURN NULL;',
                            hash="189405844ce00f5a2d57b01808353637814e22cf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f4952",
                            table="people_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_promiseevent" ("accepted", "content_en", "content_es", "corrects_id", "id", "made", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promisee_id", "promisor_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason") VALUES (NEW."accepted", NEW."content_en", NEW."content_es", NEW."corrects_id", NEW."id", NEW."made", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promisee_id", NEW."promisor_id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason"); RETURN NULL;',
                            hash="84711dfe439df66bbe749f9114f47acf91611265",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_199b8",
                            table="people_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_promiseevent" ("accepted", "content_en", "content_es", "corrects_id", "id", "made", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promisee_id", "promisor_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason") VALUES (OLD."accepted", OLD."content_en", OLD."content_es", OLD."corrects_id", OLD."id", OLD."made", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."promisee_id", OLD."promisor_id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason"); RETURN NULL;',
                            hash="a9434aa8573adea9c594035490841a36a37a989b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f7a1c",
                            table="people_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="promiseaccount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_promiseaccount_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promiseaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="0fc6d492f2256d2e38ac28eeda08cefb5a7f388d",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_a9579",
                            table="people_promiseaccount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promiseaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."promise_id" IS DISTINCT FROM (NEW."promise_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."said" IS DISTINCT FROM (NEW."said") OR OLD."remark" IS DISTINCT FROM (NEW."remark"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="8cfab93dbacf9a86ae60d3c760bdaa11e6a466f7",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_a7ad1",
                            table="people_promiseaccount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promiseaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="8ff2869dc0ab28fa78a8a681e2fe41642b699f33",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_64677",
                            table="people_promiseaccount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promiseaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_promiseaccountevent" ("accepted", "corrects_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "public_id", "recorded_at", "recorded_by_id", "remark", "retracted_at", "retracted_by_id", "retraction_reason", "said", "state") VALUES (NEW."accepted", NEW."corrects_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promise_id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."remark", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."said", NEW."state"); RETURN NULL;',
                            hash="4d14b9dfc60f4b7796c782dbefeee33d9a0e1081",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ca8e3",
                            table="people_promiseaccount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promiseaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_promiseaccountevent" ("accepted", "corrects_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "public_id", "recorded_at", "recorded_by_id", "remark", "retracted_at", "retracted_by_id", "retraction_reason", "said", "state") VALUES (NEW."accepted", NEW."corrects_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promise_id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."remark", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."said", NEW."state"); RETURN NULL;',
                            hash="2a90ad0dde5036bdeba50b01db64a6b7a7841385",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4f4ec",
                            table="people_promiseaccount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promiseaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_promiseaccountevent" ("accepted", "corrects_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "public_id", "recorded_at", "recorded_by_id", "remark", "retracted_at", "retracted_by_id", "retraction_reason", "said", "state") VALUES (OLD."accepted", OLD."corrects_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."promise_id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."remark", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."said", OLD."state"); RETURN NULL;',
                            hash="9c95b3d9d118d4dbdb626c4463231ed7113dde5d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0bc0f",
                            table="people_promiseaccount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promiseaccountevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3f256c13dc4ffc76202a73c248c7cf0d499ca759",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_774d9",
                            table="people_promiseaccountevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promiseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="390ceb464f1e727ac48b322345b769097e74a5b8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d5dce",
                            table="people_promiseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="militaryserviceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cb9dab6e46131ae6039e3a67c505908e16bb0457",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cf60d",
                            table="people_militaryserviceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="militaryservice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_militaryservice_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="militaryservice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("branch__isnull", False),
                            ("rank__isnull", False),
                            ("began__isnull", False),
                            ("ended__isnull", False),
                            _connector="OR",
                        ),
                        name="service_says_something",
                        violation_error_message="Give a branch, a rank or a time of service.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="militaryservice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("began", None),
                            ("ended", None),
                            models.Q(("began__fully_gt", models.F("ended")), _negated=True),
                            _connector="OR",
                        ),
                        name="service_begins_before_it_ends",
                        violation_error_message="Service cannot end before it began: check both dates.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="militaryservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="1e4a39a9cfb5436114cae3392837a16fcba678b7",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_8b8b0",
                            table="people_militaryservice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="militaryservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."branch_id" IS DISTINCT FROM (NEW."branch_id") OR OLD."rank_id" IS DISTINCT FROM (NEW."rank_id") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."began" IS DISTINCT FROM (NEW."began") OR OLD."ended" IS DISTINCT FROM (NEW."ended"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="0c58735cc9f52cb3ec48df6616d49703db824935",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_0ba6b",
                            table="people_militaryservice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="militaryservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b2f7d95d597d267c8482f405547b22de9f3ef15f",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_39a8c",
                            table="people_militaryservice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="militaryservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_militaryserviceevent" ("accepted", "began", "branch_id", "corrects_id", "ended", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rank_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id", "unit") VALUES (NEW."accepted", NEW."began", NEW."branch_id", NEW."corrects_id", NEW."ended", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."rank_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id", NEW."unit"); RETURN NULL;',
                            hash="d02389d423e1688dc01cad562fec4ec4c9a82a5c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cd473",
                            table="people_militaryservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="militaryservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_militaryserviceevent" ("accepted", "began", "branch_id", "corrects_id", "ended", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rank_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id", "unit") VALUES (NEW."accepted", NEW."began", NEW."branch_id", NEW."corrects_id", NEW."ended", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."rank_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id", NEW."unit"); RETURN NULL;',
                            hash="58579ca2a72e049e181f3833da08a83be5e7100a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6c2bf",
                            table="people_militaryservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="militaryservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_militaryserviceevent" ("accepted", "began", "branch_id", "corrects_id", "ended", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rank_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id", "unit") VALUES (OLD."accepted", OLD."began", OLD."branch_id", OLD."corrects_id", OLD."ended", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."rank_id", OLD."recorded_at", OLD."recorded_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."subject_id", OLD."unit"); RETURN NULL;',
                            hash="3aaf8eb90c4791f5c5880f47dd14bc1cb907ea92",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e4105",
                            table="people_militaryservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_sourceevent" ("code", "id", "kind", "language", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher_id", "sha256", "text", "title", "title_es") VALUES (NEW."code", NEW."id", NEW."kind", NEW."language", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published", NEW."publisher_id", NEW."sha256", NEW."text", NEW."title", NEW."title_es"); RETURN NULL;',
                            hash="b21d8ea69137481f93c00678e3ccac7a0f51d762",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0fd65",
                            table="people_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_sourceevent" ("code", "id", "kind", "language", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher_id", "sha256", "text", "title", "title_es") VALUES (NEW."code", NEW."id", NEW."kind", NEW."language", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published", NEW."publisher_id", NEW."sha256", NEW."text", NEW."title", NEW."title_es"); RETURN NULL;',
                            hash="4215731c7c02c4e86da596fdb87a93f7342e8574",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a8ea9",
                            table="people_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_sourceevent" ("code", "id", "kind", "language", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "publisher_id", "sha256", "text", "title", "title_es") VALUES (OLD."code", OLD."id", OLD."kind", OLD."language", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published", OLD."publisher_id", OLD."sha256", OLD."text", OLD."title", OLD."title_es"); RETURN NULL;',
                            hash="94938515b97f9add857d9f2bd59ff06e8fe3bdfa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e5daf",
                            table="people_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="passageevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4a2cee7ef63f977b145324964889e28ea4ed5e18",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a2662",
                            table="people_passageevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="passage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="passage_has_length",
                        violation_error_message="A passage ends after it starts: check the two character numbers.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="passage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("paragraph__gte", 1)),
                        name="paragraphs_count_from_one",
                        violation_error_message="Paragraphs are counted from 1.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="passage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_passageevent" ("end", "id", "paragraph", "paraphrase_en", "paraphrase_es", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "source_id", "start") VALUES (NEW."end", NEW."id", NEW."paragraph", NEW."paraphrase_en", NEW."paraphrase_es", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."sha256", NEW."source_id", NEW."start"); RETURN NULL;',
                            hash="f0da033e1d1e10b0dad2d58182c2fe81c0fe8c6a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_892b4",
                            table="people_passage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="passage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_passageevent" ("end", "id", "paragraph", "paraphrase_en", "paraphrase_es", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "source_id", "start") VALUES (NEW."end", NEW."id", NEW."paragraph", NEW."paraphrase_en", NEW."paraphrase_es", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."sha256", NEW."source_id", NEW."start"); RETURN NULL;',
                            hash="c844ac860f3a5446f8bf2d8450d36c974845e562",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6772d",
                            table="people_passage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="passage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_passageevent" ("end", "id", "paragraph", "paraphrase_en", "paraphrase_es", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "source_id", "start") VALUES (OLD."end", OLD."id", OLD."paragraph", OLD."paraphrase_en", OLD."paraphrase_es", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."sha256", OLD."source_id", OLD."start"); RETURN NULL;',
                            hash="2b7932cd5b2ad233f44c6068e7d94e62d905c3b8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_67ebd",
                            table="people_passage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sourceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ce925b0faa38abde29ffff58379c3fc92d00eb6b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5de71",
                            table="people_sourceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="statement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_statement_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="0d5778b481f13e90c52ed1bb2f42211e77d50a19",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_08596",
                            table="people_statement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."topic" IS DISTINCT FROM (NEW."topic") OR OLD."happened" IS DISTINCT FROM (NEW."happened") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_es" IS DISTINCT FROM (NEW."text_es"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="e4071622d6838289d8ac5c09627bc8199d22b778",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_9c48c",
                            table="people_statement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="3161f09e6f3f56fe7272ce728202d10d693b4b04",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_85fb1",
                            table="people_statement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_statementevent" ("accepted", "corrects_id", "happened", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id", "text_en", "text_es", "topic") VALUES (NEW."accepted", NEW."corrects_id", NEW."happened", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id", NEW."text_en", NEW."text_es", NEW."topic"); RETURN NULL;',
                            hash="69f6e6e9a8dfd29582c8d899f0c47467daae7724",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ee6a6",
                            table="people_statement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_statementevent" ("accepted", "corrects_id", "happened", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id", "text_en", "text_es", "topic") VALUES (NEW."accepted", NEW."corrects_id", NEW."happened", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id", NEW."text_en", NEW."text_es", NEW."topic"); RETURN NULL;',
                            hash="07c759a6537e23ddf017b826ec1935595c665f69",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fb2d9",
                            table="people_statement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_statementevent" ("accepted", "corrects_id", "happened", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id", "text_en", "text_es", "topic") VALUES (OLD."accepted", OLD."corrects_id", OLD."happened", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."subject_id", OLD."text_en", OLD."text_es", OLD."topic"); RETURN NULL;',
                            hash="50904905f9f632daf67993c14963dddd5a4ee46e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_11a42",
                            table="people_statement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5a1101a0b64b1bfbf47611c1e3fc60d64d9d2bcd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4b108",
                            table="people_statementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="stay",
                    index=models.Index(
                        condition=models.Q(("retracted_at", None)),
                        fields=["subject", "-recorded_at"],
                        name="stay_of_subject",
                    ),
                ),
                migrations.AddIndex(
                    model_name="stay",
                    index=models.Index(
                        condition=models.Q(("ended", None), ("retracted_at", None)),
                        fields=["location", "subject"],
                        name="stay_here_now",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stay",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_stay_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stay",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("began", None),
                            ("ended", None),
                            models.Q(("began__fully_gt", models.F("ended")), _negated=True),
                            _connector="OR",
                        ),
                        name="stay_begins_before_it_ends",
                        violation_error_message="A stay cannot end before it began: check both dates.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stay",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("accepted", True), ("retracted_at", None)),
                        expressions=[("subject", "="), ("held", "&&")],
                        name="accepted_stays_do_not_overlap",
                        violation_error_message="Another accepted stay covers some of these days: end that one first, or record this one as a claim.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stay",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="84bdb06a6783a1744f59da57575a618155b1a002",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_933aa",
                            table="people_stay",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stay",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."location_id" IS DISTINCT FROM (NEW."location_id") OR OLD."custody" IS DISTINCT FROM (NEW."custody") OR OLD."began" IS DISTINCT FROM (NEW."began") OR OLD."ended" IS DISTINCT FROM (NEW."ended") OR OLD."exact_place" IS DISTINCT FROM (NEW."exact_place") OR OLD."remark" IS DISTINCT FROM (NEW."remark"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="108e27854011890f4111fdc8881df4786a06bdec",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_7fed0",
                            table="people_stay",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stay",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="0cdbb28b7226eceba354c00efcde3a445edf6009",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_77991",
                            table="people_stay",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stay",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_stayevent" ("accepted", "began", "corrects_id", "custody", "ended", "exact_place", "id", "location_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "remark", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id") VALUES (NEW."accepted", NEW."began", NEW."corrects_id", NEW."custody", NEW."ended", NEW."exact_place", NEW."id", NEW."location_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."remark", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id"); RETURN NULL;',
                            hash="589c4f11711e9046de4432f47799857141c90593",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_38f5c",
                            table="people_stay",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stay",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accepted" IS DISTINCT FROM (NEW."accepted") OR OLD."began" IS DISTINCT FROM (NEW."began") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."custody" IS DISTINCT FROM (NEW."custody") OR OLD."ended" IS DISTINCT FROM (NEW."ended") OR OLD."exact_place" IS DISTINCT FROM (NEW."exact_place") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."location_id" IS DISTINCT FROM (NEW."location_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."retracted_at" IS DISTINCT FROM (NEW."retracted_at") OR OLD."retracted_by_id" IS DISTINCT FROM (NEW."retracted_by_id") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id"))',
                            func='INSERT INTO "people_stayevent" ("accepted", "began", "corrects_id", "custody", "ended", "exact_place", "id", "location_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "remark", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id") VALUES (NEW."accepted", NEW."began", NEW."corrects_id", NEW."custody", NEW."ended", NEW."exact_place", NEW."id", NEW."location_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."remark", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason", NEW."subject_id"); RETURN NULL;',
                            hash="5f741572c56989888e76f579a7bd0fbd87051a67",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c068f",
                            table="people_stay",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stay",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_stayevent" ("accepted", "began", "corrects_id", "custody", "ended", "exact_place", "id", "location_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "remark", "retracted_at", "retracted_by_id", "retraction_reason", "subject_id") VALUES (OLD."accepted", OLD."began", OLD."corrects_id", OLD."custody", OLD."ended", OLD."exact_place", OLD."id", OLD."location_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."remark", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason", OLD."subject_id"); RETURN NULL;',
                            hash="d9b1d1fd5d71630e7a5d7f52ae1650ca301a9eb6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9bdd1",
                            table="people_stay",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5e81e08954ea8d012c3156a0c75221a67cdbe676",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a65d8",
                            table="people_citationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="citation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "asserted"), ("speaker_actor", None), ("speaker_subject", None)),
                            models.Q(
                                models.Q(("mode", "asserted"), _negated=True),
                                models.Q(
                                    models.Q(("speaker_actor__isnull", False), ("speaker_subject", None)),
                                    models.Q(("speaker_actor", None), ("speaker_subject__isnull", False)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="people_citation_has_a_speaker_unless_the_source_speaks",
                        violation_error_message="What the source itself states has no other speaker; anything else has exactly one: an actor or someone on file.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="citation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", False),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", False),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", False),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", False),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", False),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", False),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", False),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", False),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", False),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", False),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", False),
                                ("promise_account__isnull", True),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            models.Q(
                                ("contact_method__isnull", True),
                                ("identification__isnull", True),
                                ("identity_document__isnull", True),
                                ("kinship__isnull", True),
                                ("legal_status__isnull", True),
                                ("overlap__isnull", True),
                                ("promise__isnull", True),
                                ("promise_account__isnull", False),
                                ("service__isnull", True),
                                ("statement__isnull", True),
                                ("stay__isnull", True),
                                ("subject__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="citation_belongs_to_exactly_one_fact",
                        violation_error_message="A citation belongs to exactly one fact.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_citationevent" ("certainty", "contact_method_id", "id", "identification_id", "identity_document_id", "inferred_en", "inferred_es", "kinship_id", "legal_status_id", "mode", "overlap_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_account_id", "promise_id", "public_id", "service_id", "speaker_actor_id", "speaker_subject_id", "statement_id", "stay_id", "subject_id") VALUES (NEW."certainty", NEW."contact_method_id", NEW."id", NEW."identification_id", NEW."identity_document_id", NEW."inferred_en", NEW."inferred_es", NEW."kinship_id", NEW."legal_status_id", NEW."mode", NEW."overlap_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promise_account_id", NEW."promise_id", NEW."public_id", NEW."service_id", NEW."speaker_actor_id", NEW."speaker_subject_id", NEW."statement_id", NEW."stay_id", NEW."subject_id"); RETURN NULL;',
                            hash="1ba1f9be203559c595629a44b5ae29dc9db738c1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1b271",
                            table="people_citation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_citationevent" ("certainty", "contact_method_id", "id", "identification_id", "identity_document_id", "inferred_en", "inferred_es", "kinship_id", "legal_status_id", "mode", "overlap_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_account_id", "promise_id", "public_id", "service_id", "speaker_actor_id", "speaker_subject_id", "statement_id", "stay_id", "subject_id") VALUES (NEW."certainty", NEW."contact_method_id", NEW."id", NEW."identification_id", NEW."identity_document_id", NEW."inferred_en", NEW."inferred_es", NEW."kinship_id", NEW."legal_status_id", NEW."mode", NEW."overlap_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promise_account_id", NEW."promise_id", NEW."public_id", NEW."service_id", NEW."speaker_actor_id", NEW."speaker_subject_id", NEW."statement_id", NEW."stay_id", NEW."subject_id"); RETURN NULL;',
                            hash="10df003eb58d12199696f2902ab69a2291b725fe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4b439",
                            table="people_citation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_citationevent" ("certainty", "contact_method_id", "id", "identification_id", "identity_document_id", "inferred_en", "inferred_es", "kinship_id", "legal_status_id", "mode", "overlap_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_account_id", "promise_id", "public_id", "service_id", "speaker_actor_id", "speaker_subject_id", "statement_id", "stay_id", "subject_id") VALUES (OLD."certainty", OLD."contact_method_id", OLD."id", OLD."identification_id", OLD."identity_document_id", OLD."inferred_en", OLD."inferred_es", OLD."kinship_id", OLD."legal_status_id", OLD."mode", OLD."overlap_id", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."promise_account_id", OLD."promise_id", OLD."public_id", OLD."service_id", OLD."speaker_actor_id", OLD."speaker_subject_id", OLD."statement_id", OLD."stay_id", OLD."subject_id"); RETURN NULL;',
                            hash="ec66d8dd201f4a50c09f4479e2770951f394a0ec",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b9b88",
                            table="people_citation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stayevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5266d155d8bf02b64cdcd1dd04335f7acae5d31e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a97a1",
                            table="people_stayevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="subjectevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="09b66de893c7d4992f45862b1e3efa6aebffa877",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3fcb6",
                            table="people_subjectevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cohortoverlapevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="66a0545038ef1a7e2c00751e6734a7caeef2dbb6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_01179",
                            table="people_cohortoverlapevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cohortoverlap",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True),
                        name="cohort_overlaps_another_cohort",
                        violation_error_message="A group cannot overlap itself: choose another group.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cohortoverlap",
                    constraint=models.UniqueConstraint(
                        fields=("one", "other"),
                        name="one_overlap_per_pair",
                        violation_error_message="The overlap of these two groups is already on file.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cohortoverlap",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_cohortoverlapevent" ("extent", "id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."extent", NEW."id", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id"); RETURN NULL;',
                            hash="b61b5d4190a067fbce1873e26a77877e6767c7df",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_354b0",
                            table="people_cohortoverlap",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cohortoverlap",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_cohortoverlapevent" ("extent", "id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."extent", NEW."id", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id"); RETURN NULL;',
                            hash="78ba179d3ef0ff4b2936b74c0639c827323a15c0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_16d38",
                            table="people_cohortoverlap",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cohortoverlap",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_cohortoverlapevent" ("extent", "id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (OLD."extent", OLD."id", OLD."one_id", OLD."other_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id"); RETURN NULL;',
                            hash="491834646f3885cb841515593630942e08164893",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_793ce",
                            table="people_cohortoverlap",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cohortevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4fe573fdacd4dd15f2cb9d7f48171886ee21dbbe",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c5870",
                            table="people_cohortevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="personevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="35abda29df77c17d89d5efdc2f5d2acf63e59c13",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1d49f",
                            table="people_personevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identitydocumentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="76a9e96c10d8fa726f7393c2e52b42196feb7b24",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f010b",
                            table="people_identitydocumentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identitydocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_identitydocument_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identitydocument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("issued_on", None),
                            ("expires_on", None),
                            ("expires_on__gt", models.F("issued_on")),
                            _connector="OR",
                        ),
                        name="document_expires_after_its_issue",
                        violation_error_message="A document expires after the day it was issued: check both days.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identitydocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="d904317a7377b1c76bc662a277ecc6168188298d",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_0eefc",
                            table="people_identitydocument",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identitydocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c0550bc4fc936e0701afd38a2cb0dcf65e563ff5",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_25f16",
                            table="people_identitydocument",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identitydocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="41268fe840bb11cd76849aabc36f81661479bf99",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_f836e",
                            table="people_identitydocument",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identitydocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_identitydocumentevent" ("accepted", "corrects_id", "country_id", "expires_on", "id", "issued_on", "kind_id", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason") VALUES (NEW."accepted", NEW."corrects_id", NEW."country_id", NEW."expires_on", NEW."id", NEW."issued_on", NEW."kind_id", NEW."number", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason"); RETURN NULL;',
                            hash="8e4d0f6d0925425d9529efd7fd4547dfd422d5e6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_50f20",
                            table="people_identitydocument",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identitydocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_identitydocumentevent" ("accepted", "corrects_id", "country_id", "expires_on", "id", "issued_on", "kind_id", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason") VALUES (NEW."accepted", NEW."corrects_id", NEW."country_id", NEW."expires_on", NEW."id", NEW."issued_on", NEW."kind_id", NEW."number", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason"); RETURN NULL;',
                            hash="c68bdc62c173a43eb4db12a4f66f14c74c7dd367",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ef290",
                            table="people_identitydocument",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identitydocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_identitydocumentevent" ("accepted", "corrects_id", "country_id", "expires_on", "id", "issued_on", "kind_id", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason") VALUES (OLD."accepted", OLD."corrects_id", OLD."country_id", OLD."expires_on", OLD."id", OLD."issued_on", OLD."kind_id", OLD."number", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason"); RETURN NULL;',
                            hash="4c1805a1921c072d59df12ad9fed927da45e4fb1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9fb7a",
                            table="people_identitydocument",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identificationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5012d85af4378afcbd5995419df96181e18f617e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_95456",
                            table="people_identificationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identification",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("retracted_at", None), ("retracted_at__gte", models.F("recorded_at")), _connector="OR"
                        ),
                        name="people_identification_is_retracted_after_it_is_recorded",
                        violation_error_message="A fact cannot be taken back before it was recorded.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="identification",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("cohort", "person"),
                        name="identified_once_per_cohort",
                        violation_error_message="This person is already identified as a member of this group.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="2cc1a3772cf2ca02fc1806ed408606680d274943",
                            operation="DELETE",
                            pgid="pgtrigger_fact_is_never_deleted_dc4f3",
                            table="people_identification",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_stays_as_recorded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."cohort_id" IS DISTINCT FROM (NEW."cohort_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="da427d2b0f3a006ec2ac2e7382f56bc4190fc674",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_stays_as_recorded_5b645",
                            table="people_identification",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fact_is_taken_back_for_good",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."retracted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="3ffe8b428805b1d0f18a6fdc41abf7d069a0171b",
                            operation="UPDATE",
                            pgid="pgtrigger_fact_is_taken_back_for_good_e31b1",
                            table="people_identification",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_identificationevent" ("accepted", "cohort_id", "corrects_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason") VALUES (NEW."accepted", NEW."cohort_id", NEW."corrects_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason"); RETURN NULL;',
                            hash="c9c3e84c50bb9f447e7d064512e0c2b51d213e39",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_25349",
                            table="people_identification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_identificationevent" ("accepted", "cohort_id", "corrects_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason") VALUES (NEW."accepted", NEW."cohort_id", NEW."corrects_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_at", NEW."recorded_by_id", NEW."retracted_at", NEW."retracted_by_id", NEW."retraction_reason"); RETURN NULL;',
                            hash="d4a83d6a7233e07ee545066ca08c30428b292d9b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_250b2",
                            table="people_identification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_identificationevent" ("accepted", "cohort_id", "corrects_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id", "retraction_reason") VALUES (OLD."accepted", OLD."cohort_id", OLD."corrects_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_at", OLD."recorded_by_id", OLD."retracted_at", OLD."retracted_by_id", OLD."retraction_reason"); RETURN NULL;',
                            hash="33626153a7ac1217db97d85dab349a8c0e2bea88",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d0e8f",
                            table="people_identification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="aliasevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3a0b82e710ad4131e36682ebf42692507027fded",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8340e",
                            table="people_aliasevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="alias",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_aliasevent" ("id", "kind", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."id", NEW."kind", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id"); RETURN NULL;',
                            hash="1dfb7ede8ba0fdd95a30b75c5d42af34981a5743",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1e2c7",
                            table="people_alias",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="alias",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_aliasevent" ("id", "kind", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."id", NEW."kind", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id"); RETURN NULL;',
                            hash="af80872725892dcdcca40730dffd08a04947bce9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d297c",
                            table="people_alias",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="alias",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_aliasevent" ("id", "kind", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (OLD."id", OLD."kind", OLD."name", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id"); RETURN NULL;',
                            hash="04cbdcd81feb0d52a9bfb182ddec3c51d996248a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e7022",
                            table="people_alias",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        )
    ]
