"""Who says so: the part of a fact's form that ties it to a passage of a source."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.forms.choices import CodeChoice
from people.models import CITABLE, Actor, Citation, Passage, Source, Subject


class PassageChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument when it runs
    """A passage of the chosen source."""

    def label_from_instance(self, obj: Any) -> str:
        """The paragraph and how our paraphrase begins."""
        return f"¶ {obj.paragraph} · {Truncator(obj.paraphrase).chars(90)}"


class CitationForm(forms.Form):
    """Where it is said, by whom, and how sure we are. Left without a source it cites nothing."""

    source = CodeChoice(
        Source.objects.none(),
        label=_("Source"),
        required=False,
        empty_label=_("None: our own observation"),
    )
    passage = PassageChoice(
        Passage.objects.none(),
        label=_("Passage"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Choose a passage"),
    )
    speaker = forms.ChoiceField(label=_("Who speaks there"), required=False)
    mode = forms.ChoiceField(label=_("Manner"), choices=Citation.Mode, initial=Citation.Mode.ASSERTED)
    certainty = forms.ChoiceField(
        label=_("How sure we are"), choices=Citation.Certainty, initial=Citation.Certainty.UNVERIFIED
    )
    inferred = forms.CharField(
        label=_("What we inferred, and why"),
        required=False,
        max_length=300,
        help_text=_("For example a year that the source does not print."),
    )

    def __init__(self, *args: Any, subject: Subject, must_cite: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "cite", **kwargs})
        self.subject = subject
        self.must_cite = must_cite
        sources = Source.objects.only("code", "title")
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        self.fields["speaker"].choices = self._speakers()  # type: ignore[attr-defined]
        if chosen := self._chosen_source(list(sources[:2])):
            self.initial.setdefault("source", chosen if must_cite else "")
            self.fields["passage"].queryset = Passage.objects.filter(source__code=chosen)  # type: ignore[attr-defined]

    @property
    def is_wanted(self) -> bool:
        """Whether the reader began to cite something."""
        return bool(self.data.get(self.add_prefix("source")) or self.data.get(self.add_prefix("passage")))

    def clean(self) -> dict[str, Any]:
        """A citation names a passage of its source, and speaks with one voice."""
        cleaned = super().clean() or self.cleaned_data
        source, passage = cleaned.get("source"), cleaned.get("passage")
        if passage is None and "passage" not in self.errors and (source or self.must_cite):
            self.add_error("passage", _("Choose the passage: first a source, then “Show its passages”."))
        if passage is not None and not self.errors:
            try:
                self._build().validate_constraints(exclude=list(CITABLE))
            except ValidationError as error:
                self.add_error("speaker", error.messages)
        return cleaned

    def to_citation(self) -> Citation | None:
        """The citation, not saved and of no fact yet; None where no source was chosen."""
        return self._build() if self.cleaned_data.get("passage") else None

    def _build(self) -> Citation:
        told = self.cleaned_data
        speaker = told.get("speaker", "")
        citation = Citation(passage=told["passage"], mode=told["mode"], certainty=told["certainty"])
        if speaker == "file":
            citation.speaker_subject = self.subject
        elif speaker:
            citation.speaker_actor = Actor.objects.get(code=speaker.removeprefix("actor:"))
        if (get_language() or "").startswith("es"):
            citation.inferred_es = told.get("inferred", "")
        else:
            citation.inferred_en = told.get("inferred", "")
        return citation

    def _chosen_source(self, first_two: list[Source]) -> str:
        chosen: str = self.data.get(self.add_prefix("source"), "").replace("\x00", "")
        return chosen or (first_two[0].code if len(first_two) == 1 else "")

    def _speakers(self) -> list[tuple[str, Any]]:
        here = _("The person of this file") if self.subject.is_person else _("The group of this file")
        return [
            ("", _("The source itself")),
            ("file", here),
            (str(_("Actors")), [(f"actor:{actor.code}", actor.label) for actor in Actor.objects.all()]),
        ]
