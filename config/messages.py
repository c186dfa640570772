from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class PrefixedCookieStorage(CookieStorage):
    """Messages for the next page in a cookie that bears our prefix."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class PrefixedStorage(FallbackStorage):
    """In a cookie, and what does not fit there in the session."""

    storage_classes = (PrefixedCookieStorage, SessionStorage)
