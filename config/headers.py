"""What every answer tells the browser, whatever its status and whoever made it. docs/security.md says why of each."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Twelve with Content-Security-Policy, which django-csp writes, and Strict-Transport-Security, for HTTPS alone.
# Pages say no-store even where Django says otherwise (staff.middleware); files of ours that hold nobody may be kept.
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media"),
            *("fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer"),
            *("microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access"),
            *("usb", "xr-spatial-tracking"),
        )
    ),
    # Not no-referrer: browsers then send "Origin: null" with a form, and Django refuses it.
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def headers_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Add what is missing to every answer; stands first, so that it sees those of all others."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault(
                "Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            )
        return response

    return middleware
