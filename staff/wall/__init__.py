"""The second wall: row security in PostgreSQL, built from the policy and from where foreign keys lead."""
