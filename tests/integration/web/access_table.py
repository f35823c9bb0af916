"""Who may reach which page: every endpoint stands here once. Data, read by the tests beside it."""

from sdm_tool.domain.permissions import Permission, Role

OPEN = frozenset(
    {
        "accounts.sign_in",
        "home.help_page",
        "home.psychosis",
        "home.safety",
        "static",
        "summaries.paper_form",
        # The private form: whoever holds the code, or the tablet.
        "private.code",
        "private.questions",
        "private.thanks",
        "private.left",
        "private.stopped",
        "private.pass_on",
        "private.tablet_questions",
        "private.over",
    }
)
SIGNED_IN = frozenset(
    {
        "accounts.account",
        "accounts.lock",
        "accounts.password",
        "accounts.sign_out",
        "accounts.unlock",
        "home.index",
    }
)
NEEDS = {
    Permission.RECORD_SEE: {
        "conversations.confirm",
        "conversations.history",
        "conversations.overview",
        "conversations.pause",
        "conversations.record",
    },
    Permission.CONVERSATION_LEAD: {
        "conversations.cancel",
        "conversations.change_mind",
        "conversations.change_own_option",
        "conversations.choose_grid_paper",
        "conversations.decide",
        "conversations.discard",
        "conversations.find_record",
        "conversations.grid_paper",
        "conversations.limits",
        "conversations.limits_index",
        "conversations.make_record",
        "conversations.make_valid",
        "conversations.marks",
        "conversations.meet_again",
        "conversations.not_open",
        "conversations.notes",
        "conversations.own_option",
        "conversations.share_record",
        "conversations.sharing",
        "conversations.start",
        "conversations.start_here",
        "conversations.stop_sharing",
        "conversations.take_back",
        "conversations.together",
        "conversations.withdrawn",
        "conversations.words",
        "summaries.choose",
        "summaries.copies",
        "summaries.copy",
        "summaries.show",
    },
    Permission.FEEDBACK_OFFER: {
        "feedback.ask_on_own_device",
        "feedback.hand_over",
        "feedback.new_code",
        "feedback.not_offered",
        "feedback.one_person",
        "feedback.step",
    },
    Permission.AUDIT_READ: {"audit.index"},
    Permission.GRID_READ: {
        "grids.approval",
        "grids.choose_paper",
        "grids.index",
        "grids.paper",
        "grids.read",
    },
    Permission.GRID_APPROVE: {"grids.approve"},
    Permission.GRID_WITHDRAW: {"grids.withdraw"},
    Permission.TRAIL_READ: {"trail.check", "trail.index"},
    Permission.WAITS_SET: {"settings.index", "settings.waits", "settings.waits_of_team"},
    Permission.CRISIS_CONTACTS_SET: {
        "settings.check_contact",
        "settings.contact",
        "settings.contacts",
        "settings.move_contact_up",
        "settings.new_contact",
        "settings.remove_contact",
    },
    Permission.ORGANISATION_SET: {
        "settings.new_site",
        "settings.new_team",
        "settings.organisation",
        "settings.site",
        "settings.team",
        "settings.teams",
    },
    Permission.STAFF_SET: {
        "settings.first_password",
        "settings.new_staff_member",
        "settings.staff",
        "settings.staff_member",
        "settings.switch_off",
        "settings.switch_on",
    },
}
# Whose words, by role: the one place where a test says what each role may do.
ROLES = {
    Role.CLINICIAN: {
        Permission.GRID_READ,
        Permission.RECORD_SEE,
        Permission.CONVERSATION_LEAD,
        Permission.FEEDBACK_OFFER,
        Permission.WAITS_SET,
    },
    Role.AUDIT_LEAD: {Permission.GRID_READ, Permission.AUDIT_READ},
    Role.CONTENT_EDITOR: {Permission.GRID_READ, Permission.GRID_WITHDRAW},
    Role.APPROVER: {Permission.GRID_READ, Permission.GRID_APPROVE, Permission.GRID_WITHDRAW},
    Role.INFORMATION_GOVERNANCE_OFFICER: {Permission.GRID_READ, Permission.TRAIL_READ},
    Role.ADMINISTRATOR: {
        Permission.GRID_READ,
        Permission.WAITS_SET,
        Permission.CRISIS_CONTACTS_SET,
        Permission.ORGANISATION_SET,
        Permission.STAFF_SET,
    },
}
