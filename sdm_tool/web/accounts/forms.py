"""Forms for signing in, unlocking and changing one's password."""

from wtforms import PasswordField

from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Line
from sdm_tool.web.forms.validators import Needed


class SignInForm(SdmForm):
    """Name and password."""

    username = Line("Sign-in name", [Needed("Type your sign-in name.")])
    password = PasswordField("Password", [Needed("Type your password.")])


class UnlockForm(SdmForm):
    """The password alone."""

    password = PasswordField("Password", [Needed("Type your password.")])


class PasswordForm(SdmForm):
    """A new password, and the present one."""

    old = PasswordField("Present password", [Needed("Type your present password.")])
    password = PasswordField(
        "New password",
        [Needed("Type a new password.")],
        description="At least 12 characters. Three or four unrelated words work well.",
    )
