"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None


def upgrade() -> None:
    """Make every table, those that others point to first."""
    for make in TABLES.values():
        make()


def downgrade() -> None:
    """Drop every table, those that point to others first."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("username", name=op.f("uq_accounts_username")),
    )


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )


def _band_tallies() -> None:
    op.create_table(
        "band_tallies",
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("complete", sa.Integer(), nullable=False),
        sa.Column("top", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "quarter", "respondent", "dimension", "band", name=op.f("pk_band_tallies")
        ),
    )


def _closed_months() -> None:
    op.create_table(
        "closed_months",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_closed_months")),
    )


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("invitation_days", sa.Integer(), nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_organisations_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )


def _pinned_grids() -> None:
    op.create_table(
        "pinned_grids",
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("content_hash", name=op.f("pk_pinned_grids")),
        sa.UniqueConstraint("slug", "version", name=op.f("uq_pinned_grids_slug_version")),
    )


def _sites() -> None:
    op.create_table(
        "sites",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
        sa.UniqueConstraint("name", name=op.f("uq_sites_name")),
    )


def _spent_invitations() -> None:
    op.create_table(
        "spent_invitations",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_spent_invitations")),
        sqlite_with_rowid=False,
    )


def _trail_events() -> None:
    op.create_table(
        "trail_events",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(length=22), nullable=False),
        sa.Column("record_id", sa.String(length=22), nullable=False),
        sa.Column("subject_id", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_trail_events")),
    )
    with op.batch_alter_table("trail_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trail_events_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_trail_events_happened_at"), ["happened_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_trail_events_record_id"), ["record_id"], unique=False)


def _account_roles() -> None:
    op.create_table(
        "account_roles",
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_roles_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", "role", name=op.f("pk_account_roles")),
    )


def _grid_approvals() -> None:
    op.create_table(
        "grid_approvals",
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_grid_approvals_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["content_hash"],
            ["pinned_grids.content_hash"],
            name=op.f("fk_grid_approvals_content_hash_pinned_grids"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid_approvals")),
        sa.UniqueConstraint(
            "content_hash", "account_id", name=op.f("uq_grid_approvals_content_hash_account_id")
        ),
    )


def _grid_withdrawals() -> None:
    op.create_table(
        "grid_withdrawals",
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=22), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["content_hash"],
            ["pinned_grids.content_hash"],
            name=op.f("fk_grid_withdrawals_content_hash_pinned_grids"),
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"],
            ["accounts.id"],
            name=op.f("fk_grid_withdrawals_withdrawn_by_accounts"),
        ),
        sa.PrimaryKeyConstraint("content_hash", name=op.f("pk_grid_withdrawals")),
    )


def _held_posts() -> None:
    op.create_table(
        "held_posts",
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_held_posts_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_posts")),
    )
    with op.batch_alter_table("held_posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_held_posts_account_id"), ["account_id"], unique=False)


def _section_drafts() -> None:
    op.create_table(
        "section_drafts",
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(length=22), nullable=False),
        sa.Column("base_number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_section_drafts_author_id_accounts")
        ),
        sa.PrimaryKeyConstraint(
            "subject_id", "section", "author_id", name=op.f("pk_section_drafts")
        ),
    )


def _section_versions() -> None:
    op.create_table(
        "section_versions",
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["accounts.id"], name=op.f("fk_section_versions_saved_by_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_versions")),
        sa.UniqueConstraint(
            "subject_id",
            "section",
            "number",
            name=op.f("uq_section_versions_subject_id_section_number"),
        ),
    )


def _teams() -> None:
    op.create_table(
        "teams",
        sa.Column("site_id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_teams_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("site_id", "name", name=op.f("uq_teams_site_id_name")),
    )


def _account_teams() -> None:
    op.create_table(
        "account_teams",
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("team_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_teams_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_account_teams_team_id_teams")
        ),
        sa.PrimaryKeyConstraint("account_id", "team_id", name=op.f("pk_account_teams")),
    )


def _crisis_contacts() -> None:
    op.create_table(
        "crisis_contacts",
        sa.Column("team_id", sa.String(length=22), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("situation", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(length=22), nullable=True),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["accounts.id"], name=op.f("fk_crisis_contacts_checked_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_crisis_contacts_team_id_teams")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crisis_contacts")),
    )


def _offer_tallies() -> None:
    op.create_table(
        "offer_tallies",
        sa.Column("cohort_month", sa.String(length=7), nullable=False),
        sa.Column("team_id", sa.String(length=22), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_offer_tallies_team_id_teams")
        ),
        sa.PrimaryKeyConstraint(
            "cohort_month", "team_id", "respondent", "mode", "reason", name=op.f("pk_offer_tallies")
        ),
    )


def _option_waits() -> None:
    op.create_table(
        "option_waits",
        sa.Column("team_id", sa.String(length=22), nullable=False),
        sa.Column("grid_slug", sa.String(), nullable=False),
        sa.Column("option_id", sa.String(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_option_waits_team_id_teams")
        ),
        sa.PrimaryKeyConstraint("team_id", "grid_slug", "option_id", name=op.f("pk_option_waits")),
    )


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("local_number_hash", sa.String(length=64), nullable=True),
        sa.Column("owning_team_id", sa.String(length=22), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["accounts.id"], name=op.f("fk_records_created_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["owning_team_id"], ["teams.id"], name=op.f("fk_records_owning_team_id_teams")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records")),
        sa.UniqueConstraint("code", name=op.f("uq_records_code")),
    )
    with op.batch_alter_table("records", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_records_local_number_hash"), ["local_number_hash"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_records_owning_team_id"), ["owning_team_id"], unique=False
        )


def _responses() -> None:
    op.create_table(
        "responses",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("team_id", sa.String(length=22), nullable=False),
        sa.Column("cohort_month", sa.String(length=7), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("form_language", sa.String(), nullable=False),
        sa.Column("scale_version", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("q1", sa.Integer(), nullable=True),
        sa.Column("q2", sa.Integer(), nullable=True),
        sa.Column("q3", sa.Integer(), nullable=True),
        sa.CheckConstraint("q1 BETWEEN 0 AND 9", name=op.f("ck_responses_q1_range")),
        sa.CheckConstraint("q2 BETWEEN 0 AND 9", name=op.f("ck_responses_q2_range")),
        sa.CheckConstraint("q3 BETWEEN 0 AND 9", name=op.f("ck_responses_q3_range")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_responses_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.create_index(
            "ix_responses_audit", ["cohort_month", "team_id", "respondent", "mode"], unique=False
        )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("record_id", sa.String(length=22), nullable=False),
        sa.Column("team_id", sa.String(length=22), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("is_practice", sa.Boolean(), nullable=False),
        sa.Column("replaces_id", sa.String(length=22), nullable=True),
        sa.Column("withdrawn_grid_reason", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.String(length=22), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["content_hash"],
            ["pinned_grids.content_hash"],
            name=op.f("fk_conversations_content_hash_pinned_grids"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["records.id"], name=op.f("fk_conversations_record_id_records")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["conversations.id"],
            name=op.f("fk_conversations_replaces_id_conversations"),
        ),
        sa.ForeignKeyConstraint(
            ["started_by"], ["accounts.id"], name=op.f("fk_conversations_started_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_conversations_team_id_teams")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_conversations_replaces_id")),
    )
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversations_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversations_review_on"), ["review_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_conversations_started_by"), ["started_by"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_conversations_team_id"), ["team_id"], unique=False)


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("record_id", sa.String(length=22), nullable=False),
        sa.Column("team_id", sa.String(length=22), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_practice", sa.Boolean(), nullable=False),
        sa.Column("started_by", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["records.id"], name=op.f("fk_meetings_record_id_records")
        ),
        sa.ForeignKeyConstraint(
            ["started_by"], ["accounts.id"], name=op.f("fk_meetings_started_by_accounts")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_meetings_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meetings_held_at"), ["held_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_meetings_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meetings_team_id"), ["team_id"], unique=False)


def _record_teams() -> None:
    op.create_table(
        "record_teams",
        sa.Column("record_id", sa.String(length=22), nullable=False),
        sa.Column("team_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["records.id"], name=op.f("fk_record_teams_record_id_records")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_record_teams_team_id_teams")
        ),
        sa.PrimaryKeyConstraint("record_id", "team_id", name=op.f("pk_record_teams")),
    )
    with op.batch_alter_table("record_teams", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_teams_team_id"), ["team_id"], unique=False)


def _conversation_meetings() -> None:
    op.create_table(
        "conversation_meetings",
        sa.Column("conversation_id", sa.String(length=22), nullable=False),
        sa.Column("meeting_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_conversation_meetings_conversation_id_conversations"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_conversation_meetings_meeting_id_meetings"),
        ),
        sa.PrimaryKeyConstraint(
            "conversation_id", "meeting_id", name=op.f("pk_conversation_meetings")
        ),
    )
    with op.batch_alter_table("conversation_meetings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conversation_meetings_meeting_id"), ["meeting_id"], unique=False
        )


def _feedback_offers() -> None:
    op.create_table(
        "feedback_offers",
        sa.Column("meeting_id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("was_offered", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("young_person_agreed", sa.Boolean(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_feedback_offers_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["accounts.id"], name=op.f("fk_feedback_offers_recorded_by_accounts")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "person", name=op.f("pk_feedback_offers")),
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("meeting_id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(length=22), nullable=False),
        sa.Column("cohort_month", sa.String(length=7), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("bands", sa.String(), nullable=False),
        sa.Column("lookup", sa.String(length=4), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_invitations_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_invitations_team_id_teams")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_invitations_link_hash")),
        sa.UniqueConstraint("lookup", name=op.f("uq_invitations_lookup")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitations_meeting_id"), ["meeting_id"], unique=False)


def _sign_in_sessions() -> None:
    op.create_table(
        "sign_in_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_on_shared_screen", sa.Boolean(), nullable=False),
        sa.Column("handover_meeting_id", sa.String(length=22), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sign_in_sessions_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["handover_meeting_id"],
            ["meetings.id"],
            name=op.f("fk_sign_in_sessions_handover_meeting_id_meetings"),
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_sessions")),
    )
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_sessions_account_id"), ["account_id"], unique=False
        )


def _status_changes() -> None:
    op.create_table(
        "status_changes",
        sa.Column("conversation_id", sa.String(length=22), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["accounts.id"], name=op.f("fk_status_changes_changed_by_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_status_changes_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_changes")),
        sa.UniqueConstraint(
            "conversation_id", "number", name=op.f("uq_status_changes_conversation_id_number")
        ),
    )


TABLES = {
    "accounts": _accounts,
    "attempts": _attempts,
    "band_tallies": _band_tallies,
    "closed_months": _closed_months,
    "organisations": _organisations,
    "pinned_grids": _pinned_grids,
    "sites": _sites,
    "spent_invitations": _spent_invitations,
    "trail_events": _trail_events,
    "account_roles": _account_roles,
    "grid_approvals": _grid_approvals,
    "grid_withdrawals": _grid_withdrawals,
    "held_posts": _held_posts,
    "section_drafts": _section_drafts,
    "section_versions": _section_versions,
    "teams": _teams,
    "account_teams": _account_teams,
    "crisis_contacts": _crisis_contacts,
    "offer_tallies": _offer_tallies,
    "option_waits": _option_waits,
    "records": _records,
    "responses": _responses,
    "conversations": _conversations,
    "meetings": _meetings,
    "record_teams": _record_teams,
    "conversation_meetings": _conversation_meetings,
    "feedback_offers": _feedback_offers,
    "invitations": _invitations,
    "sign_in_sessions": _sign_in_sessions,
    "status_changes": _status_changes,
}
