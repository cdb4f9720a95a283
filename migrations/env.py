"""Runs the migrations on the connection that `storewise.infra.migrations` hands over."""

from alembic import context

from storewise.infra.db import Table

connection = context.config.attributes["connection"]
role = context.config.attributes["role"]
context.configure(connection=connection, target_metadata=Table.metadata)
with context.begin_transaction():
    context.run_migrations()
    for kind, rights in (
        ("TABLES", "SELECT, INSERT, UPDATE, DELETE"),
        ("SEQUENCES", "USAGE, SELECT"),
    ):
        connection.exec_driver_sql(f"GRANT {rights} ON ALL {kind} IN SCHEMA public TO {role}")
    connection.exec_driver_sql(f"REVOKE ALL ON alembic_version FROM {role}")
    connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {role}")
