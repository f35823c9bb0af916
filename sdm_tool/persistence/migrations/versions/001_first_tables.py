"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table, those that others point to first. Constraints are named by the metadata."""
    for make in TABLES.values():
        make()


def downgrade() -> None:
    """Drop every table, those that point to others first."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("username", sa.String(64), nullable=False, unique=True),
        sa.Column("display_name", sa.String, nullable=False),
        sa.Column("job_title", sa.String, nullable=False),
        sa.Column("password_hash", sa.String, nullable=False),
        sa.Column("must_change_password", sa.Boolean, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("first_at", INSTANT, nullable=False),
    )


def _band_tallies() -> None:
    op.create_table(
        "band_tallies",
        sa.Column("quarter", sa.String(7), primary_key=True),
        sa.Column("respondent", sa.String, primary_key=True),
        sa.Column("dimension", sa.String, primary_key=True),
        sa.Column("band", sa.String, primary_key=True),
        sa.Column("offered", sa.Integer, nullable=False),
        sa.Column("left_out", sa.Integer, nullable=False),
        sa.Column("complete", sa.Integer, nullable=False),
        sa.Column("top", sa.Integer, nullable=False),
        sa.Column("sum_of_items", sa.Integer, nullable=False),
        sa.Column("incomplete", sa.Integer, nullable=False),
    )


def _closed_months() -> None:
    op.create_table(
        "closed_months",
        sa.Column("month", sa.String(7), primary_key=True),
    )


def _closed_quarters() -> None:
    op.create_table(
        "closed_quarters",
        sa.Column("quarter", sa.String(7), primary_key=True),
    )


def _imported_months() -> None:
    op.create_table(
        "imported_months",
        sa.Column("month", sa.String(7), primary_key=True),
    )


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("nation", sa.String, nullable=False),
        sa.Column("idle_minutes", sa.Integer, nullable=False),
        sa.Column("invitation_days", sa.Integer, nullable=False),
        sa.Column("is_demonstration", sa.Boolean, nullable=False),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.CheckConstraint("id = 1", name="only_one"),
    )


def _pinned_grids() -> None:
    op.create_table(
        "pinned_grids",
        sa.Column("content_hash", sa.String(64), primary_key=True),
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("pinned_at", INSTANT, nullable=False),
        sa.UniqueConstraint("slug", "version"),
    )


def _record_totals() -> None:
    op.create_table(
        "record_totals",
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("counts", sa.String, nullable=False),
    )


def _released_bands() -> None:
    op.create_table(
        "released_bands",
        sa.Column("respondent", sa.String, primary_key=True),
        sa.Column("dimension", sa.String, primary_key=True),
        sa.Column("bands", sa.String, primary_key=True),
        sa.Column("last_quarter", sa.String(7), primary_key=True),
        sa.Column("first_quarter", sa.String(7), nullable=False),
        sa.Column("offered", sa.Integer, nullable=False),
        sa.Column("complete", sa.Integer, nullable=False),
        sa.Column("top", sa.Integer, nullable=False),
        sa.Column("sum_of_items", sa.Integer, nullable=False),
        sa.Column("incomplete", sa.Integer, nullable=False),
    )


def _released_blocks() -> None:
    op.create_table(
        "released_blocks",
        sa.Column("respondent", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("last_month", sa.String(7), primary_key=True),
        sa.Column("first_month", sa.String(7), nullable=False),
        sa.Column("offered", sa.Integer, nullable=False),
        sa.Column("complete", sa.Integer, nullable=False),
        sa.Column("top", sa.Integer, nullable=False),
        sa.Column("sum_of_items", sa.Integer, nullable=False),
        sa.Column("incomplete", sa.Integer, nullable=False),
    )


def _sites() -> None:
    op.create_table(
        "sites",
        sa.Column("name", sa.String, nullable=False, unique=True),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _spent_invitations() -> None:
    op.create_table(
        "spent_invitations",
        sa.Column("key", sa.String(64), primary_key=True),
        sqlite_with_rowid=False,
    )


def _trail_events() -> None:
    op.create_table(
        "trail_events",
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("happened_at", INSTANT, nullable=False, index=True),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("actor_id", sa.String(22), nullable=False, index=True),
        sa.Column("record_id", sa.String(22), nullable=False),
        sa.Column("subject_id", sa.String(64), nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
    )
    op.create_index(
        "ix_trail_events_record_id", "trail_events", ["record_id", "actor_id", "happened_at"]
    )


def _account_roles() -> None:
    op.create_table(
        "account_roles",
        sa.Column("account_id", sa.String(22), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("role", sa.String, primary_key=True),
    )


def _equity_switches() -> None:
    op.create_table(
        "equity_switches",
        sa.Column("dimension", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("switched_at", INSTANT, nullable=False),
        sa.Column("switched_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
    )


def _grid_approvals() -> None:
    op.create_table(
        "grid_approvals",
        sa.Column(
            "content_hash",
            sa.String(64),
            sa.ForeignKey("pinned_grids.content_hash"),
            nullable=False,
        ),
        sa.Column("account_id", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("speaks_as", sa.String, nullable=False),
        sa.Column("interests", sa.Text, nullable=False),
        sa.Column("approved_at", INSTANT, nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
        sa.UniqueConstraint("content_hash", "speaks_as"),
        sa.UniqueConstraint("content_hash", "account_id"),
    )


def _grid_change_requests() -> None:
    op.create_table(
        "grid_change_requests",
        sa.Column(
            "content_hash",
            sa.String(64),
            sa.ForeignKey("pinned_grids.content_hash"),
            nullable=False,
            index=True,
        ),
        sa.Column("account_id", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _grid_drafts() -> None:
    op.create_table(
        "grid_drafts",
        sa.Column("slug", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("started_from", sa.String),
        sa.Column("grid", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("changed_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column(
            "sent_as", sa.String(64), sa.ForeignKey("pinned_grids.content_hash"), unique=True
        ),
        sa.Column("sent_at", INSTANT),
        sa.Column("what_changed", sa.Text, nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _grid_publications() -> None:
    op.create_table(
        "grid_publications",
        sa.Column(
            "content_hash",
            sa.String(64),
            sa.ForeignKey("pinned_grids.content_hash"),
            primary_key=True,
        ),
        sa.Column(
            "approved_hash",
            sa.String(64),
            sa.ForeignKey("pinned_grids.content_hash"),
            nullable=False,
            unique=True,
        ),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("review_by", sa.Date, nullable=False),
    )


def _grid_self_assessments() -> None:
    op.create_table(
        "grid_self_assessments",
        sa.Column(
            "content_hash",
            sa.String(64),
            sa.ForeignKey("pinned_grids.content_hash"),
            nullable=False,
        ),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("answer", sa.String),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("account_id", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("answered_at", INSTANT, nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
        sa.UniqueConstraint("content_hash", "item"),
    )


def _grid_texts() -> None:
    op.create_table(
        "grid_texts",
        sa.Column(
            "content_hash",
            sa.String(64),
            sa.ForeignKey("pinned_grids.content_hash"),
            primary_key=True,
        ),
        sa.Column("grid", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
    )


def _grid_withdrawals() -> None:
    op.create_table(
        "grid_withdrawals",
        sa.Column(
            "content_hash",
            sa.String(64),
            sa.ForeignKey("pinned_grids.content_hash"),
            primary_key=True,
        ),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("withdrawn_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=False),
    )


def _held_posts() -> None:
    op.create_table(
        "held_posts",
        sa.Column(
            "account_id", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False, index=True
        ),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("held_at", INSTANT, nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _public_grids() -> None:
    op.create_table(
        "public_grids",
        sa.Column("grid_slug", sa.String, primary_key=True),
        sa.Column("turned_on_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("turned_on_at", INSTANT, nullable=False),
    )


def _resources() -> None:
    op.create_table(
        "resources",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("web_address", sa.String, nullable=False),
        sa.Column("phone", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("region", sa.String, nullable=False),
        sa.Column("youngest", sa.Integer, nullable=False),
        sa.Column("oldest", sa.Integer, nullable=False),
        sa.Column("cost", sa.String, nullable=False),
        sa.Column("cost_words", sa.String, nullable=False),
        sa.Column("access", sa.String, nullable=False),
        sa.Column("checked_on", sa.Date),
        sa.Column("checked_by", sa.String(22), sa.ForeignKey("accounts.id")),
        sa.Column("row_version", sa.Integer, nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _section_drafts() -> None:
    op.create_table(
        "section_drafts",
        sa.Column("subject_id", sa.String(22), primary_key=True),
        sa.Column("section", sa.String, primary_key=True),
        sa.Column("author_id", sa.String(22), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("base_number", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
    )


def _section_versions() -> None:
    op.create_table(
        "section_versions",
        sa.Column("subject_id", sa.String(22), nullable=False),
        sa.Column("section", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("saved_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
        sa.UniqueConstraint("subject_id", "section", "number"),
    )


def _teams() -> None:
    op.create_table(
        "teams",
        sa.Column("site_id", sa.String(22), sa.ForeignKey("sites.id"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("agency", sa.String, nullable=False),
        sa.Column("phone", sa.String, nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
        sa.UniqueConstraint("site_id", "name"),
    )


def _top_score_targets() -> None:
    op.create_table(
        "top_score_targets",
        sa.Column("respondent", sa.String, nullable=False),
        sa.Column("percent", sa.Integer, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("set_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.Column("taken_back_by", sa.String(22), sa.ForeignKey("accounts.id")),
        sa.Column("taken_back_at", INSTANT),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _account_teams() -> None:
    op.create_table(
        "account_teams",
        sa.Column("account_id", sa.String(22), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id"), primary_key=True),
    )


def _closed_counts() -> None:
    op.create_table(
        "closed_counts",
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id"), primary_key=True),
        sa.Column("respondent", sa.String, primary_key=True),
        sa.Column("mode", sa.String, primary_key=True),
        sa.Column("offered", sa.Integer, nullable=False),
        sa.Column("complete", sa.Integer, nullable=False),
        sa.Column("top", sa.Integer, nullable=False),
        sa.Column("sum_of_items", sa.Integer, nullable=False),
        sa.Column("incomplete", sa.Integer, nullable=False),
    )


def _crisis_contacts() -> None:
    op.create_table(
        "crisis_contacts",
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id")),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("situation", sa.String, nullable=False),
        sa.Column("contact", sa.String, nullable=False),
        sa.Column("checked_on", sa.Date),
        sa.Column("checked_by", sa.String(22), sa.ForeignKey("accounts.id")),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _grid_authors() -> None:
    op.create_table(
        "grid_authors",
        sa.Column("draft_id", sa.String(22), sa.ForeignKey("grid_drafts.id"), primary_key=True),
        sa.Column("account_id", sa.String(22), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("interests", sa.Text, nullable=False),
        sa.Column("joined_at", INSTANT, nullable=False),
    )


def _offer_tallies() -> None:
    op.create_table(
        "offer_tallies",
        sa.Column("cohort_month", sa.String(7), primary_key=True),
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id"), primary_key=True),
        sa.Column("respondent", sa.String, primary_key=True),
        sa.Column("mode", sa.String, primary_key=True),
        sa.Column("reason", sa.String, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def _option_waits() -> None:
    op.create_table(
        "option_waits",
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id"), primary_key=True),
        sa.Column("grid_slug", sa.String, primary_key=True),
        sa.Column("option_id", sa.String, primary_key=True),
        sa.Column("is_offered", sa.Boolean, nullable=False),
        sa.Column("weeks", sa.Integer),
        sa.Column("as_of", sa.Date, nullable=False),
    )


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("code", sa.String(8), nullable=False, unique=True),
        sa.Column("local_number_hash", sa.String(64), index=True),
        sa.Column(
            "owning_team_id", sa.String(22), sa.ForeignKey("teams.id"), nullable=False, index=True
        ),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _resource_grids() -> None:
    op.create_table(
        "resource_grids",
        sa.Column("resource_id", sa.String(22), sa.ForeignKey("resources.id"), primary_key=True),
        sa.Column("grid_slug", sa.String, primary_key=True),
    )


def _responses() -> None:
    op.create_table(
        "responses",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id"), nullable=False),
        sa.Column("cohort_month", sa.String(7), nullable=False),
        sa.Column("respondent", sa.String, nullable=False),
        sa.Column("mode", sa.String, nullable=False),
        sa.Column("form_language", sa.String, nullable=False),
        sa.Column("scale_version", sa.String, nullable=False),
        sa.Column("is_late", sa.Boolean, nullable=False),
        sa.Column("q1", sa.Integer),
        sa.Column("q2", sa.Integer),
        sa.Column("q3", sa.Integer),
        sa.CheckConstraint("q3 BETWEEN 0 AND 9", name="q3_range"),
        sa.CheckConstraint("q2 BETWEEN 0 AND 9", name="q2_range"),
        sa.CheckConstraint("q1 BETWEEN 0 AND 9", name="q1_range"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_responses_audit",
        "responses",
        ["cohort_month", "team_id", "respondent", "mode", "q1", "q2", "q3"],
    )


def _team_changes() -> None:
    op.create_table(
        "team_changes",
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id"), nullable=False, index=True),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("starts_new_limits", sa.Boolean, nullable=False),
        sa.Column("noted_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.Column("taken_back_by", sa.String(22), sa.ForeignKey("accounts.id")),
        sa.Column("taken_back_at", INSTANT),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column(
            "record_id", sa.String(22), sa.ForeignKey("records.id"), nullable=False, index=True
        ),
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id"), nullable=False, index=True),
        sa.Column("content_hash", sa.String(64), sa.ForeignKey("pinned_grids.content_hash")),
        sa.Column("is_practice", sa.Boolean, nullable=False),
        sa.Column("replaces_id", sa.String(22), sa.ForeignKey("conversations.id"), unique=True),
        sa.Column("withdrawn_grid_reason", sa.Text),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column(
            "started_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False, index=True
        ),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("review_on", sa.Date, index=True),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column(
            "record_id", sa.String(22), sa.ForeignKey("records.id"), nullable=False, index=True
        ),
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id"), nullable=False),
        sa.Column("held_at", INSTANT, nullable=False, index=True),
        sa.Column("is_practice", sa.Boolean, nullable=False),
        sa.Column("started_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
    )
    op.create_index("ix_meetings_audit", "meetings", ["team_id", "is_practice", "held_at"])


def _record_teams() -> None:
    op.create_table(
        "record_teams",
        sa.Column("record_id", sa.String(22), sa.ForeignKey("records.id"), primary_key=True),
        sa.Column(
            "team_id", sa.String(22), sa.ForeignKey("teams.id"), primary_key=True, index=True
        ),
    )


def _conversation_meetings() -> None:
    op.create_table(
        "conversation_meetings",
        sa.Column(
            "conversation_id", sa.String(22), sa.ForeignKey("conversations.id"), primary_key=True
        ),
        sa.Column(
            "meeting_id", sa.String(22), sa.ForeignKey("meetings.id"), primary_key=True, index=True
        ),
    )


def _feedback_offers() -> None:
    op.create_table(
        "feedback_offers",
        sa.Column("meeting_id", sa.String(22), sa.ForeignKey("meetings.id"), primary_key=True),
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("was_offered", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("mode", sa.String, nullable=False),
        sa.Column("young_person_agreed", sa.Boolean),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column(
            "meeting_id", sa.String(22), sa.ForeignKey("meetings.id"), nullable=False, index=True
        ),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("team_id", sa.String(22), sa.ForeignKey("teams.id"), nullable=False),
        sa.Column("cohort_month", sa.String(7), nullable=False),
        sa.Column("respondent", sa.String, nullable=False),
        sa.Column("mode", sa.String, nullable=False),
        sa.Column("bands", sa.String, nullable=False),
        sa.Column("lookup", sa.String(4), nullable=False, unique=True),
        sa.Column("code_hash", sa.String, nullable=False),
        sa.Column("link_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False, index=True),
        sa.Column("id", sa.String(22), primary_key=True),
    )


def _sign_in_sessions() -> None:
    op.create_table(
        "sign_in_sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column(
            "account_id", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False, index=True
        ),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("last_seen_at", INSTANT, nullable=False),
        sa.Column("locked_at", INSTANT),
        sa.Column("is_on_shared_screen", sa.Boolean, nullable=False),
        sa.Column("handover_meeting_id", sa.String(22), sa.ForeignKey("meetings.id")),
    )


def _status_changes() -> None:
    op.create_table(
        "status_changes",
        sa.Column(
            "conversation_id", sa.String(22), sa.ForeignKey("conversations.id"), nullable=False
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("changed_by", sa.String(22), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("id", sa.String(22), primary_key=True),
        sa.UniqueConstraint("conversation_id", "number"),
    )


TABLES = {
    "accounts": _accounts,
    "attempts": _attempts,
    "band_tallies": _band_tallies,
    "closed_months": _closed_months,
    "closed_quarters": _closed_quarters,
    "imported_months": _imported_months,
    "organisations": _organisations,
    "pinned_grids": _pinned_grids,
    "record_totals": _record_totals,
    "released_bands": _released_bands,
    "released_blocks": _released_blocks,
    "sites": _sites,
    "spent_invitations": _spent_invitations,
    "trail_events": _trail_events,
    "account_roles": _account_roles,
    "equity_switches": _equity_switches,
    "grid_approvals": _grid_approvals,
    "grid_change_requests": _grid_change_requests,
    "grid_drafts": _grid_drafts,
    "grid_publications": _grid_publications,
    "grid_self_assessments": _grid_self_assessments,
    "grid_texts": _grid_texts,
    "grid_withdrawals": _grid_withdrawals,
    "held_posts": _held_posts,
    "public_grids": _public_grids,
    "resources": _resources,
    "section_drafts": _section_drafts,
    "section_versions": _section_versions,
    "teams": _teams,
    "top_score_targets": _top_score_targets,
    "account_teams": _account_teams,
    "closed_counts": _closed_counts,
    "crisis_contacts": _crisis_contacts,
    "grid_authors": _grid_authors,
    "offer_tallies": _offer_tallies,
    "option_waits": _option_waits,
    "records": _records,
    "resource_grids": _resource_grids,
    "responses": _responses,
    "team_changes": _team_changes,
    "conversations": _conversations,
    "meetings": _meetings,
    "record_teams": _record_teams,
    "conversation_meetings": _conversation_meetings,
    "feedback_offers": _feedback_offers,
    "invitations": _invitations,
    "sign_in_sessions": _sign_in_sessions,
    "status_changes": _status_changes,
}
