from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from people.erasing.statements import statements


class Command(BaseCommand):
    """Bring the database up to this version. Run it as the owner role; the application role may not."""

    help = "Bring the tables of the database up to this version; run as the role that owns it."
    # `manage.py check` and the web's own start look at the pages; tables need none of that.
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        """Migrate, make the table of the shared cache, which is no model, and write anew what is written from the models."""
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=options["verbosity"])
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements():
                cursor.execute(statement)
