from django.core.management import call_command
from django.core.management.base import BaseCommand

from staff.wall.build import build
from staff.wall.look import faults


class Command(BaseCommand):
    """Bring the database up to this version. Run it as the owner role; the application role may not."""

    help = "Bring the tables of the database up to this version; run as the role that owns it."
    # `manage.py check` and the web's own start look at the pages; tables need none of that.
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        """Migrate, make the table of the shared cache, which is no model, and build row security where it differs."""
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=options["verbosity"])
        if any(faults()):
            build()
