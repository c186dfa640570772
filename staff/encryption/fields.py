"""Model fields whose column holds only sealed bytes. The dump of the database, its indexes and its log name no one."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from django import forms
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldError, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.expressions import Col
from django.utils.translation import gettext_lazy as _

from staff.encryption.cipher import UnsealError, is_sealed_with_current_key, seal, unseal

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    BaseField = models.Field
else:

    class BaseField(models.Field):
        """Django's field, which at run time does not take the types that its stubs ask for."""

        def __class_getitem__(cls, types: object) -> type:
            return cls


SetT = TypeVar("SetT")
GetT = TypeVar("GetT")

SEALED_FORM = "sealed:"


class SealedLookupError(FieldError, TypeError):
    """A query asked the database to look into a sealed column."""


def refuse_unstorable(value: object) -> None:
    """Refuse typed text with NUL or half characters (lone surrogates): nobody means to write them."""
    if isinstance(value, str) and ("\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value)):
        raise ValidationError(_("This text holds characters that cannot be stored: type it again."), code="unstorable")


class SealedField(BaseField[SetT, GetT]):
    """A value that is written as text and stored sealed (bytea), bound to its table and column.

    Subclasses say how the value reads as text. The bytes that a value came with are kept beside it, so that saving a
    row again without a change writes the same bytes: row history then tells only what did change.

    After a table or column is renamed, `bound_to` must name the old place ("table.column"), or nothing opens any more.
    """

    def __init__(self, *args: Any, bound_to: str = "", **kwargs: Any) -> None:
        self._bound_to = bound_to
        super().__init__(*args, **kwargs)

    # How the value reads as text: subclasses answer these two.

    def to_text(self, value: Any) -> str:
        """The value as the text to seal."""
        raise NotImplementedError

    def from_text(self, text: str) -> Any:
        """The value that `to_text` wrote; a fresh object that can carry the attribute `sealed_as`."""
        raise NotImplementedError

    # Where the value belongs.

    @property
    def bound_to(self) -> str:
        """The place that sealed values are bound to, "table.column".

        A row-history model copies the sealed bytes of the model it tracks, so it shares that model's places.
        """
        if self._bound_to:
            return self._bound_to
        tracked = getattr(self.model, "pgh_tracked_model", None)
        if tracked is not None:
            place: str = tracked._meta.get_field(self.name).bound_to
            return place
        return f"{self.model._meta.db_table}.{self.column}"

    def deconstruct(self) -> Any:
        """Migrations know nothing of tracked models, so a history model's field names its place outright."""
        name, path, args, kwargs = super().deconstruct()
        if self._bound_to or getattr(getattr(self, "model", None), "pgh_tracked_model", None) is not None:
            kwargs["bound_to"] = self.bound_to
        return name, path, args, kwargs

    # To and from the database.

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Bytes, whatever the value reads as."""
        return "bytea"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> bytes | None:
        """Seal the value, or give the bytes it came with when they are this place's and of the current key."""
        value = self.get_prep_value(value)
        if value is None:
            return None
        place, sealed = getattr(value, "sealed_as", (None, b""))
        if place == self.bound_to and (not sealed or is_sealed_with_current_key(sealed)):
            return bytes(sealed)
        return self._seal(value)

    def from_db_value(self, value: bytes | memoryview | None, expression: object, connection: object) -> Any:
        """Open what the database gave, or raise UnsealError: never a page with garbage on it."""
        return None if value is None else self._open(bytes(value))

    def get_placeholder(self, value: Any, compiler: object, connection: object) -> str:
        """Refuse to copy another sealed column in SQL: its bytes would never open here."""
        for part in value.flatten() if hasattr(value, "flatten") else ():
            if isinstance(part, Col) and isinstance(part.target, SealedField) and part.target.bound_to != self.bound_to:
                raise SealedLookupError(
                    f"{part.target.bound_to} cannot be copied to {self.bound_to} inside the database."
                )
        return "%s"

    def get_lookup(self, lookup_name: str) -> Any:
        """Whether there is a value, and (triggers ask it) whether the bytes changed, can be asked of sealed bytes."""
        return super().get_lookup(lookup_name) if lookup_name in ("isnull", "df") else self._refuse(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        """Nothing can be computed from sealed bytes."""
        self._refuse(lookup_name)

    # To and from fixtures.

    def value_to_string(self, obj: models.Model) -> str:
        """The sealed form, so that a dump names no one. (The serializers write an empty value themselves.)"""
        sealed = self.get_db_prep_value(self.value_from_object(obj), None)  # type: ignore[arg-type]  # it needs none
        return SEALED_FORM + base64.urlsafe_b64encode(sealed or b"").decode()

    def to_python(self, value: Any) -> Any:
        """Read a fixture: the sealed form is opened, plain text is taken as it is. Forms use `clean`, not this."""
        if not isinstance(value, str):
            return value
        if not value.startswith(SEALED_FORM):
            return self.from_text(value)
        try:
            return self._open(base64.b64decode(value.removeprefix(SEALED_FORM), b"-_", validate=True))
        except (ValueError, UnsealError) as error:
            raise ValidationError(_("This sealed text does not open here."), code="sealed") from error

    # To and from forms.

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Validate without opening anything: whoever types a sealed form into a page gets that very text stored."""
        refuse_unstorable(value)
        self.validate(value, model_instance)
        self.run_validators(value)
        return value

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Take what a form gives; a value that did not change keeps the bytes it came with."""
        if self.value_from_object(instance) != data:
            super().save_form_data(instance, data)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Say at start what sealed bytes cannot be."""
        found = list(super().check(**kwargs))
        if self.unique:
            found.append(
                Error(
                    "A sealed column cannot be unique: sealed twice, one text gives different bytes.",
                    obj=self,
                    id="staff.E001",
                )
            )
        return found

    def _seal(self, value: Any) -> bytes:
        text = self.to_text(value)
        return seal(text, self.bound_to) if text else b""

    def _open(self, sealed: bytes) -> Any:
        value = self.from_text(unseal(sealed, self.bound_to) if sealed else "")
        if value is not None:
            object.__setattr__(value, "sealed_as", (self.bound_to, sealed))
        return value

    def _refuse(self, lookup_name: str) -> NoReturn:
        raise SealedLookupError(
            f"{self.bound_to} is sealed: “{lookup_name}” cannot be asked of it. Use isnull or the blind index."
        )


class OpenedText(str):
    """Text out of a sealed column. Equal to its plain self everywhere; it remembers the bytes it came from."""

    sealed_as: tuple[str, bytes]


class EncryptedTextField(SealedField[SetT, GetT]):
    """Text that is stored sealed. `multiline` gives forms a text area; only forms check `max_length`."""

    _pyi_private_set_type: str
    _pyi_private_get_type: str

    description = _("Sealed text")

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def deconstruct(self) -> Any:
        """Tell migrations of `multiline` only where it is set."""
        name, path, args, kwargs = super().deconstruct()
        if self.multiline:
            kwargs["multiline"] = True
        return name, path, args, kwargs

    def to_text(self, value: Any) -> str:
        """The text itself."""
        if isinstance(value, bytes | memoryview):
            raise TypeError(f"{self.bound_to} takes text, not bytes.")
        return str(value)

    def from_text(self, text: str) -> str:
        """The text itself."""
        return OpenedText(text)

    def formfield(self, **kwargs: Any) -> Any:
        """A text box, or a text area when `multiline`. Browsers are asked to remember nothing typed there."""
        widget = forms.Textarea if self.multiline else forms.TextInput
        defaults: dict[str, Any] = {
            "form_class": forms.CharField,
            "max_length": self.max_length,
            "widget": widget(attrs={"autocomplete": "off"}),
        }
        if self.null:
            defaults["empty_value"] = None
        return super().formfield(**{**defaults, **kwargs})
