"""Addresses of signing in and of how one signs in: ours, and of the library's only those that are used.

Words that a page needs beyond its form are given here; where a page is more than a form, it has a template.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.views import LoginCancelledView
from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView

from placewide.web.accounts.views import openid, second_factor, sign_in
from placewide.web.accounts.views.invitation import invitation

FORM = "nhsuk/form.html"
TO_ME = {"cancel_url": reverse_lazy("me")}


def words(title: str, submit: str, answer: str = "", **more: Any) -> dict[str, Any]:
    """What the form shape says around a form of the library."""
    return {"extra_context": {"title": title, "submit": submit, "answer": answer, **more}}


def titled(title: str, answer: str = "") -> dict[str, Any]:
    """What the other shapes say around a page of the library."""
    return {"extra_context": {"title": title, "answer": answer}}


AGAIN = words("Is it still you?", "Go on", "What you are about to do is well protected, so we ask once more.")
PASSKEY_AGAIN = words("Is it still you?", "Use your passkey", "What you are about to do is well protected.")
SECOND_FACTOR = words(
    "Your second factor", "Go on", "Enter the code that your authenticator app shows now, or use your passkey."
)
TOTP_ON = words(
    "Set up an authenticator app", "Set it up", "It shows six figures, which we ask for when you sign in.", **TO_ME
)
PASSKEY = words("Make a passkey", "", "Your device keeps it, behind your fingerprint, your face or a PIN.")
CODES = titled("Your recovery codes", "Each opens your account once, if you lose your phone. Keep them on paper.")
EMAIL = words("Your e-mail address", "Change it", "You sign in with it, and our letters go there.")
NEW_PASSWORD = words("Choose another password", "Change it", "At least twelve characters.")
CHANGE_PASSWORD = words(
    "Change your password", "Change it", "At least 12 characters. Three words in a row are better than one odd one.",
    **TO_ME,
)  # fmt: skip
SET_PASSWORD = words(
    "Choose a password", "Keep it", "At least 12 characters. You need none: a link or a passkey does as well.",
    **TO_ME,
)  # fmt: skip
RESET_PASSWORD = words(
    "Forgotten your password?", "Send me a link", "We send a link with which you choose another.",
    cancel_url=reverse_lazy("account_login"),
)  # fmt: skip
TOTP_OFF = words(
    "Stop using the authenticator app", "Stop using it", "You will not be asked for its codes any more.", danger=True,
    **TO_ME,
)  # fmt: skip
RENAME_PASSKEY = words("Name this passkey", "Save", cancel_url=reverse_lazy("mfa_list_webauthn"))
NEW_CODES = words(
    "Make new recovery codes", "Make new codes", "The codes that you have now stop working.", danger=True, **TO_ME
)  # fmt: skip

urlpatterns = [
    path("login/", sign_in.sign_in, name="account_login"),
    path("signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),  # letters name it
    path("login/sent/", sign_in.sent, name="sign_in_sent"),
    path("link/<str:token>/", sign_in.link, name="sign_in_link"),
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("logout/", account.LogoutView.as_view(**titled("Sign out?")), name="account_logout"),
    path("inactive/", account.AccountInactiveView.as_view(**titled("This account is closed")), name="account_inactive"),
    path(
        "confirm-email/",
        account.EmailVerificationSentView.as_view(**titled("Look into your mail")),
        name="account_email_verification_sent",
    ),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$",
        account.ConfirmEmailView.as_view(**titled("Your e-mail address")),
        name="account_confirm_email",
    ),
    path("email/", account.EmailView.as_view(**EMAIL), name="account_email"),
    path("reauthenticate/", account.ReauthenticateView.as_view(**AGAIN), name="account_reauthenticate"),
    path(
        "password/change/",
        account.PasswordChangeView.as_view(template_name=FORM, **CHANGE_PASSWORD),
        name="account_change_password",
    ),
    path(
        "password/set/",
        account.PasswordSetView.as_view(template_name=FORM, **SET_PASSWORD),
        name="account_set_password",
    ),
    path(
        "password/reset/",
        account.PasswordResetView.as_view(template_name=FORM, **RESET_PASSWORD),
        name="account_reset_password",
    ),
    path(
        "password/reset/done/",
        account.PasswordResetDoneView.as_view(**titled("Look into your mail")),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(**NEW_PASSWORD),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.PasswordResetFromKeyDoneView.as_view(**titled("Your password is changed")),
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/needed/", second_factor.second_factor_needed, name="second_factor_needed"),
    path("second-factor/", mfa.IndexView.as_view(**titled("Your second factor")), name="mfa_index"),
    path("second-factor/enter/", mfa.AuthenticateView.as_view(**SECOND_FACTOR), name="mfa_authenticate"),
    path("second-factor/again/", mfa.ReauthenticateView.as_view(**AGAIN), name="mfa_reauthenticate"),
    path("second-factor/app/", second_factor.SetUpApp.as_view(**TOTP_ON), name="mfa_activate_totp"),
    path(
        "second-factor/app/end/",
        totp.DeactivateTOTPView.as_view(template_name=FORM, **TOTP_OFF),
        name="mfa_deactivate_totp",
    ),
    path("second-factor/codes/", codes.ViewRecoveryCodesView.as_view(**CODES), name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new/",
        codes.GenerateRecoveryCodesView.as_view(template_name=FORM, **NEW_CODES),
        name="mfa_generate_recovery_codes",
    ),
    path("second-factor/codes/file/", codes.DownloadRecoveryCodesView.as_view(), name="mfa_download_recovery_codes"),
    path("passkeys/", passkeys.ListWebAuthnView.as_view(**titled("Your passkeys")), name="mfa_list_webauthn"),
    path("passkeys/new/", second_factor.SetUpPasskey.as_view(**PASSKEY), name="mfa_add_webauthn"),
    path("passkeys/login/", passkeys.LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
    path(
        "passkeys/again/",
        passkeys.ReauthenticateWebAuthnView.as_view(**PASSKEY_AGAIN),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "passkeys/<int:pk>/end/",
        passkeys.RemoveWebAuthnView.as_view(**titled("Remove this passkey?")),
        name="mfa_remove_webauthn",
    ),
    path(
        "passkeys/<int:pk>/name/",
        passkeys.EditWebAuthnView.as_view(template_name=FORM, **RENAME_PASSKEY),
        name="mfa_edit_webauthn",
    ),
    path(
        "own/cancelled/",
        LoginCancelledView.as_view(**titled("You did not sign in")),
        name="socialaccount_login_cancelled",
    ),
    path("own/<str:provider_id>/login/", openid.leave_for_provider, name="openid_connect_login"),
    path("own/<str:provider_id>/login/callback/", openid.come_back, name="openid_connect_callback"),
]
