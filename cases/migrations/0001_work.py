import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import staff.encryption.fields
from staff.migrations._at_once import AtOnce


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_what_is_known"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("staff", "0001_staff"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="RequestKind",
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
                        "verbose_name": "kind of support request",
                        "verbose_name_plural": "kinds of support request",
                        "ordering": ("position", "code"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                max_length=20,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^AMP-\\d{4}-\\d{6}$", "A reference looks like AMP-2026-000001."
                                    )
                                ],
                                verbose_name="reference",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("intake", "Intake"),
                                    ("assessment", "Assessment"),
                                    ("plan", "Plan"),
                                    ("action", "Action"),
                                    ("follow-up", "Follow-up"),
                                    ("closed", "Closed"),
                                ],
                                default="intake",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "stage_since",
                            models.DateField(
                                default=django.utils.timezone.localdate, verbose_name="in this stage since"
                            ),
                        ),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Not assessed"), (1, "Low"), (2, "Medium"), (3, "High"), (4, "Critical")],
                                default=0,
                                verbose_name="priority",
                            ),
                        ),
                        (
                            "risk",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Not assessed"), (1, "Low"), (2, "Medium"), (3, "High"), (4, "Critical")],
                                default=0,
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "next_actor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("us", "We"),
                                    ("person", "The person or group"),
                                    ("partner", "A partner organisation"),
                                    ("authority", "An authority"),
                                    ("court", "A court"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="who must act next",
                            ),
                        ),
                        (
                            "next_step",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=200, verbose_name="next step"
                            ),
                        ),
                        ("next_due_on", models.DateField(blank=True, null=True, verbose_name="next step due on")),
                        (
                            "opened_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="opened on"),
                        ),
                        (
                            "last_activity_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="last activity"),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("goals-achieved", "Goals achieved"),
                                    ("partly", "Goals partly achieved"),
                                    ("withdrew", "They no longer wish for our help"),
                                    ("lost-contact", "Contact lost"),
                                    ("transferred", "Taken on by others"),
                                    ("ineligible", "Outside what we do"),
                                    ("deceased", "Deceased"),
                                    ("other", "Other"),
                                ],
                                default="",
                                max_length=16,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "due_key",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.functions.comparison.Coalesce(
                                    models.F("next_due_on"), models.Value(datetime.date(9999, 12, 31))
                                ),
                                output_field=models.DateField(),
                            ),
                        ),
                        (
                            "caseworker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="caseworker",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="people.subject",
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="staff.team",
                                verbose_name="team",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "case",
                        "verbose_name_plural": "cases",
                        "ordering": ("due_key", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="CaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "reference",
                            models.CharField(
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^AMP-\\d{4}-\\d{6}$", "A reference looks like AMP-2026-000001."
                                    )
                                ],
                                verbose_name="reference",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("intake", "Intake"),
                                    ("assessment", "Assessment"),
                                    ("plan", "Plan"),
                                    ("action", "Action"),
                                    ("follow-up", "Follow-up"),
                                    ("closed", "Closed"),
                                ],
                                default="intake",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "stage_since",
                            models.DateField(
                                default=django.utils.timezone.localdate, verbose_name="in this stage since"
                            ),
                        ),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Not assessed"), (1, "Low"), (2, "Medium"), (3, "High"), (4, "Critical")],
                                default=0,
                                verbose_name="priority",
                            ),
                        ),
                        (
                            "risk",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Not assessed"), (1, "Low"), (2, "Medium"), (3, "High"), (4, "Critical")],
                                default=0,
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "next_actor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("us", "We"),
                                    ("person", "The person or group"),
                                    ("partner", "A partner organisation"),
                                    ("authority", "An authority"),
                                    ("court", "A court"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="who must act next",
                            ),
                        ),
                        (
                            "next_step",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="cases_case.next_step",
                                default="",
                                max_length=200,
                                verbose_name="next step",
                            ),
                        ),
                        ("next_due_on", models.DateField(blank=True, null=True, verbose_name="next step due on")),
                        (
                            "opened_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="opened on"),
                        ),
                        (
                            "last_activity_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="last activity"),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("goals-achieved", "Goals achieved"),
                                    ("partly", "Goals partly achieved"),
                                    ("withdrew", "They no longer wish for our help"),
                                    ("lost-contact", "Contact lost"),
                                    ("transferred", "Taken on by others"),
                                    ("ineligible", "Outside what we do"),
                                    ("deceased", "Deceased"),
                                    ("other", "Other"),
                                ],
                                default="",
                                max_length=16,
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "caseworker",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="caseworker",
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
                                to="cases.case",
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
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verb",
                            models.CharField(
                                choices=[
                                    ("opened", "opened the case"),
                                    ("assigned", "gave the case to a caseworker"),
                                    ("moved", "moved the case to another stage"),
                                    ("closed", "closed the case"),
                                    ("reopened", "reopened the case"),
                                    ("next-set", "said who must act next"),
                                    ("rated", "set risk and priority"),
                                    ("request-added", "added a support request"),
                                    ("request-settled", "settled a support request"),
                                    ("task-added", "added a task"),
                                    ("task-done", "finished a task"),
                                    ("task-undone", "took a task up again"),
                                    ("note-added", "added a note"),
                                    ("stay-recorded", "recorded a stay"),
                                    ("status-recorded", "recorded a legal status"),
                                    ("referred", "referred the case to a partner"),
                                    ("recalled", "called a referral back"),
                                ],
                                max_length=20,
                                verbose_name="what",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                        ("detail", models.JSONField(blank=True, default=dict, verbose_name="detail")),
                        (
                            "why",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=500, multiline=True, verbose_name="why"
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="cases.case",
                                verbose_name="case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line of the story",
                        "verbose_name_plural": "story",
                        "ordering": ("-at", "-id"),
                    },
                ),
                migrations.CreateModel(
                    name="Note",
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
                                    ("note", "Note"),
                                    ("call", "Call"),
                                    ("visit", "Visit"),
                                    ("meeting", "Meeting"),
                                ],
                                default="note",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "text",
                            staff.encryption.fields.EncryptedTextField(
                                max_length=10000, multiline=True, verbose_name="text"
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="entered at"
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="cases.case",
                                verbose_name="case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "note",
                        "verbose_name_plural": "notes",
                        "ordering": ("-made_at", "-id"),
                    },
                ),
                migrations.CreateModel(
                    name="NoteEvent",
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
                                    ("note", "Note"),
                                    ("call", "Call"),
                                    ("visit", "Visit"),
                                    ("meeting", "Meeting"),
                                ],
                                default="note",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "text",
                            staff.encryption.fields.EncryptedTextField(
                                bound_to="cases_note.text", max_length=10000, multiline=True, verbose_name="text"
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="entered at"
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                                verbose_name="case",
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
                                to="cases.note",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RequestCitation",
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
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.passage",
                                verbose_name="passage",
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
                    ],
                    options={
                        "verbose_name": "citation of a request",
                        "verbose_name_plural": "citations of requests",
                        "ordering": ("id",),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SupportRequest",
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
                            "detail",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=1000, multiline=True, verbose_name="in detail"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="wanted by")),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("asked", "Asked"),
                                    ("waiting", "Waiting"),
                                    ("settled", "Settled"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="progress",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("partly", "Partly met"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="settled on")),
                        (
                            "result",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True, default="", max_length=1000, multiline=True, verbose_name="what came of it"
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="entered at"
                            ),
                        ),
                        (
                            "asked_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.actor",
                                verbose_name="asked of",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="cases.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="cases.requestkind",
                                verbose_name="what is asked",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.actor",
                                verbose_name="provider",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "support request",
                        "verbose_name_plural": "support requests",
                        "ordering": ("made_at", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="RequestCitationEvent",
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
                                bound_to="cases_requestcitation.inferred_en",
                                default="",
                                max_length=300,
                                verbose_name="what was inferred and why, English",
                            ),
                        ),
                        (
                            "inferred_es",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="cases_requestcitation.inferred_es",
                                default="",
                                max_length=300,
                                verbose_name="what was inferred and why, Spanish",
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
                                to="cases.requestcitation",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.supportrequest",
                                verbose_name="support request",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="requestcitation",
                    name="request",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="cases.supportrequest",
                        verbose_name="support request",
                    ),
                ),
                migrations.CreateModel(
                    name="SupportRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "detail",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="cases_supportrequest.detail",
                                default="",
                                max_length=1000,
                                multiline=True,
                                verbose_name="in detail",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="wanted by")),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("asked", "Asked"),
                                    ("waiting", "Waiting"),
                                    ("settled", "Settled"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="progress",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("partly", "Partly met"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="settled on")),
                        (
                            "result",
                            staff.encryption.fields.EncryptedTextField(
                                blank=True,
                                bound_to="cases_supportrequest.result",
                                default="",
                                max_length=1000,
                                multiline=True,
                                verbose_name="what came of it",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="entered at"
                            ),
                        ),
                        (
                            "asked_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.actor",
                                verbose_name="asked of",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.requestkind",
                                verbose_name="what is asked",
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
                                to="cases.supportrequest",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.actor",
                                verbose_name="provider",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Task",
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
                            "title",
                            staff.encryption.fields.EncryptedTextField(max_length=200, verbose_name="what to do"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="entered at"
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="cases.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="done by",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who does it",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "task",
                        "verbose_name_plural": "tasks",
                        "ordering": (models.OrderBy(models.F("due_on"), nulls_last=True), "id"),
                    },
                ),
                migrations.CreateModel(
                    name="TaskEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="public id")),
                        (
                            "title",
                            staff.encryption.fields.EncryptedTextField(
                                bound_to="cases_task.title", max_length=200, verbose_name="what to do"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="entered at"
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="done by",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who does it",
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
                                to="cases.task",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["team", "due_key", "id"],
                        name="case_most_urgent",
                    ),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["due_key", "id"], name="case_by_urgency"),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["-last_activity_at", "-id"], name="case_by_activity"),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["-opened_on", "-id"], name="case_by_opening"),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["caseworker", "due_key", "id"], name="case_of_caseworker"),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["stage", "due_key", "id"], name="case_in_stage"),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", False),
                                ("stage", "closed"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("stage", "closed"), _negated=True), ("closed_on", None), ("outcome", "")
                            ),
                            _connector="OR",
                        ),
                        name="closed_case_has_an_outcome_and_a_day",
                        violation_error_message="A closed case has an outcome and a day; an open one has neither.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                        ),
                        name="case_closes_after_it_opens",
                        violation_error_message="A case cannot close before it was opened.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reference__regex", "^AMP-[0-9]{4}-[0-9]{6}$")),
                        name="case_reference_is_well_formed",
                        violation_error_message="A reference looks like AMP-2026-000001.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="case_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="21e5288df602be763916094be9700e03497e5b4f",
                            operation="DELETE",
                            pgid="pgtrigger_case_is_never_deleted_7022a",
                            table="cases_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_caseevent" ("caseworker_id", "closed_on", "id", "last_activity_at", "next_actor", "next_due_on", "next_step", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "reference", "risk", "stage", "stage_since", "subject_id", "team_id") VALUES (NEW."caseworker_id", NEW."closed_on", NEW."id", NEW."last_activity_at", NEW."next_actor", NEW."next_due_on", NEW."next_step", NEW."opened_on", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority", NEW."reference", NEW."risk", NEW."stage", NEW."stage_since", NEW."subject_id", NEW."team_id"); RETURN NULL;',
                            hash="05019715e55c2b06c3f11604030697f2dc9e327a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0b483",
                            table="cases_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."caseworker_id" IS DISTINCT FROM (NEW."caseworker_id") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_activity_at" IS DISTINCT FROM (NEW."last_activity_at") OR OLD."next_actor" IS DISTINCT FROM (NEW."next_actor") OR OLD."next_due_on" IS DISTINCT FROM (NEW."next_due_on") OR OLD."next_step" IS DISTINCT FROM (NEW."next_step") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."risk" IS DISTINCT FROM (NEW."risk") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."stage_since" IS DISTINCT FROM (NEW."stage_since") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id"))',
                            func='INSERT INTO "cases_caseevent" ("caseworker_id", "closed_on", "id", "last_activity_at", "next_actor", "next_due_on", "next_step", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "reference", "risk", "stage", "stage_since", "subject_id", "team_id") VALUES (NEW."caseworker_id", NEW."closed_on", NEW."id", NEW."last_activity_at", NEW."next_actor", NEW."next_due_on", NEW."next_step", NEW."opened_on", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority", NEW."reference", NEW."risk", NEW."stage", NEW."stage_since", NEW."subject_id", NEW."team_id"); RETURN NULL;',
                            hash="32d1845a7b32e80d9f22a3b3e0d8aa9305a4822b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f5146",
                            table="cases_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_caseevent" ("caseworker_id", "closed_on", "id", "last_activity_at", "next_actor", "next_due_on", "next_step", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "reference", "risk", "stage", "stage_since", "subject_id", "team_id") VALUES (OLD."caseworker_id", OLD."closed_on", OLD."id", OLD."last_activity_at", OLD."next_actor", OLD."next_due_on", OLD."next_step", OLD."opened_on", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority", OLD."reference", OLD."risk", OLD."stage", OLD."stage_since", OLD."subject_id", OLD."team_id"); RETURN NULL;',
                            hash="c0939c5ccac341b21b51c0df2da32f6ee4cc7d60",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8d49e",
                            table="cases_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="caseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="65b17c5dc231aae95e4a5d286bcd92a634f3ebd3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_320b9",
                            table="cases_caseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="event",
                    index=models.Index(fields=["case", "-at", "-id"], name="event_newest_of_case"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="event",
                    trigger=pgtrigger.compiler.Trigger(
                        name="story_is_never_rewritten",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6109d21c6c6397edd0b992ebc2c212f6f354a437",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_story_is_never_rewritten_2c338",
                            table="cases_event",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="note",
                    index=models.Index(fields=["case", "-made_at", "-id"], name="note_newest_of_case"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_noteevent" ("author_id", "case_id", "id", "kind", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text") VALUES (NEW."author_id", NEW."case_id", NEW."id", NEW."kind", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."text"); RETURN NULL;',
                            hash="f11c5a1482d0b873d0ec592a5483fb9f1bb85498",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_11671",
                            table="cases_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_noteevent" ("author_id", "case_id", "id", "kind", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text") VALUES (NEW."author_id", NEW."case_id", NEW."id", NEW."kind", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."text"); RETURN NULL;',
                            hash="c2ed5ce2f6f219a99f141a33bb6db6fef8e02bac",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_98d44",
                            table="cases_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_noteevent" ("author_id", "case_id", "id", "kind", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text") VALUES (OLD."author_id", OLD."case_id", OLD."id", OLD."kind", OLD."made_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."text"); RETURN NULL;',
                            hash="b1e1870349d0f3f6755943a6bf8c32006d1d0a85",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c56dc",
                            table="cases_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f0b55597f88239f1386469a3b9516459ec06b7f1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b8234",
                            table="cases_noteevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="supportrequest",
                    index=models.Index(fields=["kind", "outcome", "case"], name="request_by_kind_and_outcome"),
                ),
                migrations.AddConstraint(
                    model_name="supportrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("progress", "settled"),
                                ("settled_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("progress", "settled"), _negated=True), ("outcome", ""), ("settled_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="settled_request_has_an_outcome_and_a_day",
                        violation_error_message="A settled request has an outcome and a day; an open one has neither.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="request_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="e80c59ff441ec3b4719c23618ff930c7c8fd5942",
                            operation="DELETE",
                            pgid="pgtrigger_request_is_never_deleted_feee7",
                            table="cases_supportrequest",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_supportrequestevent" ("asked_of_id", "case_id", "detail", "due_on", "id", "kind_id", "made_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "provider_id", "public_id", "result", "settled_on") VALUES (NEW."asked_of_id", NEW."case_id", NEW."detail", NEW."due_on", NEW."id", NEW."kind_id", NEW."made_at", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."progress", NEW."provider_id", NEW."public_id", NEW."result", NEW."settled_on"); RETURN NULL;',
                            hash="e11ec784fa6fdb363c49f6bbfc1cb8f20f493267",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f60ff",
                            table="cases_supportrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_supportrequestevent" ("asked_of_id", "case_id", "detail", "due_on", "id", "kind_id", "made_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "provider_id", "public_id", "result", "settled_on") VALUES (NEW."asked_of_id", NEW."case_id", NEW."detail", NEW."due_on", NEW."id", NEW."kind_id", NEW."made_at", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."progress", NEW."provider_id", NEW."public_id", NEW."result", NEW."settled_on"); RETURN NULL;',
                            hash="0c802fd574d13a281b3309eb9ad8dd2ad16b358a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_87d75",
                            table="cases_supportrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_supportrequestevent" ("asked_of_id", "case_id", "detail", "due_on", "id", "kind_id", "made_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "provider_id", "public_id", "result", "settled_on") VALUES (OLD."asked_of_id", OLD."case_id", OLD."detail", OLD."due_on", OLD."id", OLD."kind_id", OLD."made_at", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."progress", OLD."provider_id", OLD."public_id", OLD."result", OLD."settled_on"); RETURN NULL;',
                            hash="0e05f0b0f03e6f8197da85ebc206479586633dfd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b3b0c",
                            table="cases_supportrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestcitationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5773f0aaf34c0c7c39197ffa65273bb2d38a1fb3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9d6c4",
                            table="cases_requestcitationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="requestcitation",
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
                        name="cases_requestcitation_has_a_speaker_unless_the_source_speaks",
                        violation_error_message="What the source itself states has no other speaker; anything else has exactly one: an actor or someone on file.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_requestcitationevent" ("certainty", "id", "inferred_en", "inferred_es", "mode", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "request_id", "speaker_actor_id", "speaker_subject_id") VALUES (NEW."certainty", NEW."id", NEW."inferred_en", NEW."inferred_es", NEW."mode", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."request_id", NEW."speaker_actor_id", NEW."speaker_subject_id"); RETURN NULL;',
                            hash="ac041cfaa033e17eb1241b3b953fdb9b690da4a3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2a17e",
                            table="cases_requestcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_requestcitationevent" ("certainty", "id", "inferred_en", "inferred_es", "mode", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "request_id", "speaker_actor_id", "speaker_subject_id") VALUES (NEW."certainty", NEW."id", NEW."inferred_en", NEW."inferred_es", NEW."mode", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."request_id", NEW."speaker_actor_id", NEW."speaker_subject_id"); RETURN NULL;',
                            hash="b39266a29f4bbf0546a97e85dbbce00da94ee48b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_37269",
                            table="cases_requestcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requestcitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_requestcitationevent" ("certainty", "id", "inferred_en", "inferred_es", "mode", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "request_id", "speaker_actor_id", "speaker_subject_id") VALUES (OLD."certainty", OLD."id", OLD."inferred_en", OLD."inferred_es", OLD."mode", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."request_id", OLD."speaker_actor_id", OLD."speaker_subject_id"); RETURN NULL;',
                            hash="93ef9f66c0d5bd6fa70cecfaf25cdfd000c9384e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0e98b",
                            table="cases_requestcitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supportrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ba020d5586c0a835edb845eeabd031dc352d684e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d60e4",
                            table="cases_supportrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="task",
                    index=models.Index(
                        condition=models.Q(("done_at", None)), fields=["owner", "due_on"], name="task_of_owner"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="task",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="whoever_did_a_task_is_named_with_the_moment",
                        violation_error_message="A task that is done names who did it and when.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_taskevent" ("case_id", "done_at", "done_by_id", "due_on", "id", "made_at", "made_by_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title") VALUES (NEW."case_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."title"); RETURN NULL;',
                            hash="81fffb21226b7243ce8f557c1da249bfd7d68a1f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_62e7a",
                            table="cases_task",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_taskevent" ("case_id", "done_at", "done_by_id", "due_on", "id", "made_at", "made_by_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title") VALUES (NEW."case_id", NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."title"); RETURN NULL;',
                            hash="a2ff6dacd94262e3a0562106736ca3f0b475b2c4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e050d",
                            table="cases_task",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_taskevent" ("case_id", "done_at", "done_by_id", "due_on", "id", "made_at", "made_by_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title") VALUES (OLD."case_id", OLD."done_at", OLD."done_by_id", OLD."due_on", OLD."id", OLD."made_at", OLD."made_by_id", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."title"); RETURN NULL;',
                            hash="ca40c9cdac7f2ad30bd8ff774f9b40f16c3fcd91",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7669",
                            table="cases_task",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taskevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d6c50f0daa5fdc717d01fc307f845a8c7f100453",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7007f",
                            table="cases_taskevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
