"""Forms for signing in, unlocking and changing one's password."""

from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Line, Password
from sdm_tool.web.forms.validators import Needed


class SignInForm(SdmForm):
    """Name and password."""

    username = Line("Sign-in name", [Needed("Type your sign-in name.")])
    password = Password("Password", [Needed("Type your password.")])


class UnlockForm(SdmForm):
    """The password alone."""

    password = Password("Password", [Needed("Type your password.")])


class PasswordForm(SdmForm):
    """A new password, and the present one."""

    old = Password("Present password", [Needed("Type your present password.")])
    password = Password(
        "New password",
        [Needed("Type a new password.")],
        description="At least 12 characters. Three or four unrelated words work well.",
    )
