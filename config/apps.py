from django.apps import AppConfig


class WiringConfig(AppConfig):
    """The wiring as an app, for its commands and its checks; it holds no model."""

    name = "config"

    def ready(self) -> None:
        """Make the checks known to `manage.py check`."""
        from config import checks, policy_check  # noqa: F401  (importing registers them)
