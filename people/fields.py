"""Spans of days as model fields and form fields."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from people.span import Span
from people.span_text import EARLIEST_YEAR, LATEST_YEAR, LONGEST_TEXT
from staff.encryption.fields import GetT, SealedField, SetT

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    BaseRangeField = models.Field[Span | None, Span | None]
else:
    BaseRangeField = DateRangeField

ONE_DAY = timedelta(days=1)


class SpanFormField(forms.Field):
    """One line in which a date is written as precisely as it is known, in English or Spanish. Gives Span or None."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or _(
            "As precisely as it is known: 2019, April 2019 or 30 April 2019."
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Span | None:
        """Read what was written, or raise ValidationError with a sentence that says what would be right."""
        if isinstance(value, Span):
            return value
        text = str(value or "").strip()
        return Span.parse(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """Show a known span in words that this field reads back; show what was typed as it was typed."""
        return value.label() if isinstance(value, Span) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another span is meant, however it is written."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No browser offers earlier dates, and no text is longer than can be read."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "maxlength": LONGEST_TEXT}


class SpanField(BaseRangeField):
    """A span of days in a daterange column. The database refuses every range that is not a Span."""

    description = _("Span of days")

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """No empty range, none without any end, and no year that Span would refuse."""
        column = connection.ops.quote_name(str(self.column))
        return (
            f"NOT isempty({column}) AND NOT (lower_inf({column}) AND upper_inf({column})) "
            f"AND lower({column}) >= '{EARLIEST_YEAR}-01-01' AND upper({column}) <= '{LATEST_YEAR + 1}-01-01'"
        )

    def from_db_value(self, value: Any, expression: object, connection: object) -> Span | None:
        """PostgreSQL keeps whole days as [first, day after the last)."""
        if value is None:
            return None
        return Span(value.lower, value.upper - ONE_DAY if value.upper else None)

    def get_prep_value(self, value: Any) -> Any:
        """Take a Span, or text that Span reads; leave dates and ranges, which lookups compare with."""
        if isinstance(value, str):
            value = Span.parse(value)
        if isinstance(value, Span):
            return DateRange(value.first, value.last + ONE_DAY if value.last else None, "[)")
        return super().get_prep_value(value)

    def to_python(self, value: Any) -> Any:
        """Read machine text, as fixtures hold it."""
        if value in (None, ""):
            return None
        return Span.parse(value) if isinstance(value, str) else value

    def value_to_string(self, obj: models.Model) -> str:
        """Machine text. (The serializers write an empty value themselves.)"""
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs: Any) -> Any:
        """One line, written as precisely as it is known."""
        return super().formfield(**{"form_class": SpanFormField, **kwargs})


class EncryptedSpanField(SealedField[SetT, GetT]):
    """A span of days that is stored sealed: a date of birth tells who someone is."""

    _pyi_private_set_type: Span
    _pyi_private_get_type: Span

    description = _("Sealed span of days")
    empty_strings_allowed = False

    def to_text(self, value: Any) -> str:
        """Machine text."""
        return str(value if isinstance(value, Span) else Span.parse(value))

    def from_text(self, text: str) -> Span | None:
        """The span that the text tells; none for no text."""
        return Span.parse(text) if text else None

    def formfield(self, **kwargs: Any) -> Any:
        """One line, written as precisely as it is known."""
        return super().formfield(**{"form_class": SpanFormField, **kwargs})
