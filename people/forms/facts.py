"""One form for each kind of fact, to record it and to correct it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from people.actions import copy_of
from people.forms.choices import CodeChoice, DayInput, PlaceChoice, countries, places
from people.models import (
    Actor,
    ContactMethod,
    Fact,
    Identification,
    IdentityDocument,
    Kinship,
    LegalStatus,
    MilitaryService,
    Promise,
    PromiseAccount,
    Statement,
    Stay,
    Subject,
    kind_of,
)

DASHES = BLANK_CHOICE_DASH[0][1]
ACCEPTED = {"accepted": _("We hold this to be so")}
ACCEPTED_HELP = {"accepted": _("Without it this stays on file as a claim.")}


class FactForm(forms.ModelForm):  # type: ignore[type-arg]  # each form below names its model
    """What is known of one kind. With `old` it corrects that fact; else it records a new one on `instance`.

    Fields that pages mask are never filled in: left empty, a correction keeps what is on file.
    """

    both_languages: ClassVar[tuple[str, str] | None] = None

    def __init__(self, *args: Any, instance: Fact, subject: Subject, old: Fact | None = None, **kwargs: Any) -> None:
        self.subject, self.old = subject, old
        super().__init__(*args, **{"instance": copy_of(old) if old else instance, **kwargs})
        for name, field in self.fields.items():
            _say_what_nothing_means(field)
            if isinstance(field, CodeChoice) and getattr(self.instance, f"{name}_id", None):
                self.initial[name] = getattr(self.instance, name)
        self.kept = [name for name in kind_of(old).masked_in(old) if name in self.fields] if old else []
        for name in self.kept:
            self.initial.pop(name, None)
            self.fields[name].required = False
            self.fields[name].help_text = _("Left empty, it stays as it is on file.")

    def clean(self) -> dict[str, Any]:
        """Keep what was masked, and ask for words in at least one language."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.kept:
            if name in cleaned and not cleaned[name]:
                cleaned[name] = getattr(self.old, name)
        if self.both_languages and not any(cleaned.get(name) for name in self.both_languages):
            self.add_error(self.both_languages[0], _("Write it in one language at least."))
        return cleaned


def _say_what_nothing_means(field: Any) -> None:
    """Put words in the place of the dashes that stand for no choice."""
    nothing = _("Choose") if field.required else _("Not known")
    if getattr(field, "empty_label", None) == DASHES:
        field.empty_label = nothing
    elif not hasattr(field, "queryset") and hasattr(field, "choices"):
        field.choices = [(value, label if value else nothing) for value, label in field.choices]


class ServiceForm(FactForm):
    """Where and as what someone served."""

    class Meta:
        model = MilitaryService
        fields = ("branch", "rank", "unit", "began", "ended", "accepted")
        labels, help_texts = ACCEPTED, ACCEPTED_HELP


class EndingForm(FactForm):
    """A fact that may end the one that stood before it."""

    # A person is in one place at a time, but may hold a standing in two countries.
    always_ends_the_only_one = False

    ends: Any = forms.ModelChoiceField(
        Stay.objects.none(),
        label=_("This ends the earlier one"),
        to_field_name="public_id",
        required=False,
        empty_label=_("No: nothing on file ends by it"),
        help_text=_("The earlier one is corrected: it ended when this one began."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = self.earlier()
        if self.old is not None or not earlier:
            del self.fields["ends"]
            return
        if len(earlier) == 1 and self.always_ends_the_only_one:
            self.initial["ends"] = earlier[0].public_id
        self.order_fields([name for name in self.fields if name not in ("remark", "accepted", "ends")] + ["ends"])
        field = self.fields["ends"]
        field.queryset = self.instance.__class__.objects.filter(pk__in=[fact.pk for fact in earlier])  # type: ignore[attr-defined]
        names = {fact.public_id: self.name_of(fact) for fact in earlier}
        field.choices = [("", field.empty_label), *names.items()]  # type: ignore[attr-defined]

    def earlier(self) -> list[Any]:
        """What is held to go on, and may end now."""
        raise NotImplementedError

    def name_of(self, fact: Any) -> str:
        """How the choice names it."""
        raise NotImplementedError


class StayForm(EndingForm):
    """Time in a place."""

    always_ends_the_only_one = True

    location = PlaceChoice(None, label=_("Place"), empty_label=_("Choose a place"))

    class Meta:
        model = Stay
        fields = ("location", "custody", "began", "ended", "exact_place", "remark", "accepted")
        labels, help_texts = ACCEPTED, ACCEPTED_HELP
        widgets = {"remark": forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = places()  # type: ignore[attr-defined]

    def earlier(self) -> list[Stay]:
        """Accepted stays that are not known to have ended."""
        return list(Stay.objects.accepted().filter(subject=self.subject, ended=None).select_related("location"))

    def name_of(self, fact: Stay) -> str:
        """The place."""
        return fact.location.label


class LegalStatusForm(EndingForm):
    """Standing in the law of one country."""

    country = PlaceChoice(None, label=_("Country"), empty_label=_("Choose a country"))
    authority = CodeChoice(None, label=_("Granting authority"), required=False)

    class Meta:
        model = LegalStatus
        fields = (
            "kind",
            "country",
            "may_work",
            "authority",
            "began",
            "ended",
            "document",
            "document_expires_on",
            "remark",
            "accepted",
        )
        labels, help_texts = ACCEPTED, ACCEPTED_HELP
        widgets = {
            "document_expires_on": DayInput(),
            "remark": forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = self.fields["kind"].queryset.offered()  # type: ignore[attr-defined]
        self.fields["country"].queryset = countries()  # type: ignore[attr-defined]
        self.fields["authority"].queryset = Actor.objects.all()  # type: ignore[attr-defined]

    def earlier(self) -> list[LegalStatus]:
        """Accepted statuses that are not known to have ended."""
        standing = LegalStatus.objects.accepted().filter(subject=self.subject, ended=None)
        return list(standing.select_related("kind", "country"))

    def name_of(self, fact: LegalStatus) -> str:
        """The standing and the country."""
        return f"{fact.kind.label}, {fact.country.label}"


class KinshipForm(FactForm):
    """A relative, on file or only described."""

    location = PlaceChoice(None, label=_("Where"), required=False)

    class Meta:
        model = Kinship
        fields = ("relation", "described_as", "location", "accepted")
        labels, help_texts = ACCEPTED, ACCEPTED_HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = places()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Someone is described, or is on file."""
        cleaned = super().clean()
        if not cleaned.get("described_as") and self.instance.relative_id is None:
            self.add_error("described_as", _("Say who it is, or choose a person who is on file."))
        return cleaned


class ContactForm(FactForm):
    """A way to reach someone, and whether it is safe."""

    class Meta:
        model = ContactMethod
        fields = (
            "kind",
            "value",
            "safe_to_call",
            "safe_to_write",
            "safe_to_leave_message",
            "hours",
            "code_word",
            "accepted",
        )
        labels, help_texts = ACCEPTED, ACCEPTED_HELP


class DocumentForm(FactForm):
    """A paper that says who someone is."""

    country = PlaceChoice(None, label=_("Issued by the country"), required=False)

    class Meta:
        model = IdentityDocument
        fields = ("kind", "number", "country", "issued_on", "expires_on", "accepted")
        labels, help_texts = ACCEPTED, ACCEPTED_HELP
        widgets = {"issued_on": DayInput(), "expires_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = self.fields["kind"].queryset.offered()  # type: ignore[attr-defined]
        self.fields["country"].queryset = countries()  # type: ignore[attr-defined]


class StatementForm(FactForm):
    """Something said that no other kind of fact holds."""

    both_languages = ("text_en", "text_es")

    class Meta:
        model = Statement
        fields = ("topic", "happened", "text_en", "text_es", "accepted")
        labels, help_texts = ACCEPTED, ACCEPTED_HELP


class PromiseForm(FactForm):
    """What someone undertook to do for this person or group."""

    both_languages = ("content_en", "content_es")
    promisor = CodeChoice(None, label=_("Promised by"))

    class Meta:
        model = Promise
        fields = ("promisor", "content_en", "content_es", "made", "accepted")
        labels, help_texts = ACCEPTED, ACCEPTED_HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["promisor"].queryset = Actor.objects.all()  # type: ignore[attr-defined]


class AccountForm(FactForm):
    """What someone says became of a promise."""

    class Meta:
        model = PromiseAccount
        fields = ("state", "said", "remark", "accepted")
        labels, help_texts = ACCEPTED, ACCEPTED_HELP


class MemberForm(FactForm):
    """That a person is one of a group."""

    class Meta:
        model = Identification
        fields = ("accepted",)
        labels, help_texts = ACCEPTED, ACCEPTED_HELP


FORMS: dict[str, type[FactForm]] = {
    "service": ServiceForm,
    "stay": StayForm,
    "legal-status": LegalStatusForm,
    "relative": KinshipForm,
    "way-to-reach": ContactForm,
    "document": DocumentForm,
    "statement": StatementForm,
    "promise": PromiseForm,
    "account": AccountForm,
    "member": MemberForm,
}
