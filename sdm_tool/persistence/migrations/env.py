"""Alembic's entry: always on the connection that `migrate` hands in."""

from alembic import context

from sdm_tool.persistence.rows import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
