from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

SURELY_HELD = """
CREATE FUNCTION surely_held(began daterange, ended daterange) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        -- It may have begun on any later day, or ended on any earlier one: no day is sure.
        WHEN upper_inf(began) OR lower_inf(ended) THEN 'empty'::daterange
        WHEN upper(began) - 1 >= lower(ended) THEN 'empty'::daterange
        ELSE daterange(upper(began) - 1, lower(ended), '[)')
    END
$$
"""


class Migration(migrations.Migration):
    """What the tables of spans rest on: exclusion by equality and range, and the days on which something surely held."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(SURELY_HELD, "DROP FUNCTION surely_held(daterange, daterange)"),
    ]
