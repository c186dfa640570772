from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from people.erasing.statements import missing, statements
from staff import triggers
from staff.wall.build import build
from staff.wall.look import faults


class Command(BaseCommand):
    """Bring the database up to this version. Run it as the owner role; the application role may not."""

    help = "Bring the tables of the database up to this version; run as the role that owns it."
    # `manage.py check` and the web's own start look at the pages; tables need none of that.
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        """Migrate, make the table of the shared cache, which is no model, and build what is derived from the models.

        That is the wall of row security, where it differs, and the function that erases a file with the guards that
        forbid it. Triggers are told to heed no setting.
        """
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=options["verbosity"])
        if any(faults()):
            build()
        if triggers.can_be_passed_over() or missing():
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in (triggers.STATEMENT, *statements()):
                    cursor.execute(statement)
