"""Doors to accounts: signing in, one's own account, people and invitations of a place."""

from collections.abc import Mapping

from placewide.web.access.doors.door import Door, Opens, anyone, does, link, own_account, shows
from placewide.web.access.table import Action, Kind


def own_sign_in(*, writes: bool = True) -> Door:
    """How a person signs in: closed to sessions that an organisation's own sign-in opened."""
    return Door(Kind.SIGN_IN, Action.EDIT, Opens.SIGNED_IN, writes)


def own_choice() -> Door:
    """What a member decides about herself in a place, whatever her roles."""
    return Door(Kind.PERSON, Action.SEE, writes=True)


ACCOUNT: Mapping[str, Door] = {
    "account_login": anyone(writes=True),
    "account_logout": anyone(writes=True),
    "account_inactive": anyone(),
    "account_signup": anyone(),
    "account_confirm_email": anyone(writes=True),
    "account_email_verification_sent": anyone(writes=True),
    "account_reset_password": anyone(writes=True),
    "account_reset_password_done": anyone(),
    "account_reset_password_from_key": anyone(writes=True),
    "account_reset_password_from_key_done": anyone(),
    "sign_in_sent": anyone(),
    "sign_in_link": link(),
    "mfa_authenticate": anyone(writes=True),
    "mfa_login_webauthn": anyone(writes=True),
    "socialaccount_login_cancelled": anyone(),
    "openid_connect_login": anyone(writes=True),
    "openid_connect_callback": anyone(),
    "invitation": link(),
    "account_reauthenticate": own_sign_in(),
    "account_email": own_sign_in(),
    "account_change_password": own_sign_in(),
    "account_set_password": own_sign_in(),
    "mfa_index": own_sign_in(writes=False),
    "mfa_reauthenticate": own_sign_in(),
    "mfa_activate_totp": own_sign_in(),
    "mfa_deactivate_totp": own_sign_in(),
    "mfa_view_recovery_codes": own_sign_in(writes=False),
    "mfa_generate_recovery_codes": own_sign_in(),
    "mfa_download_recovery_codes": own_sign_in(writes=False),
    "mfa_list_webauthn": own_sign_in(writes=False),
    "mfa_add_webauthn": own_sign_in(),
    "mfa_reauthenticate_webauthn": own_sign_in(),
    "mfa_remove_webauthn": own_sign_in(),
    "mfa_edit_webauthn": own_sign_in(),
    "second_factor_needed": own_account(writes=False),
    "me": own_account(),
    "my_invitation": own_account(),
    "acting_for": own_choice(),
    "leave": own_choice(),
    "people": shows(Kind.PERSON),
    "person": does(Kind.PERSON, Action.EDIT),
    "person_end": does(Kind.PERSON, Action.REMOVE),
    "invite": does(Kind.INVITATION, Action.INVITE),
    "invitation_resend": does(Kind.INVITATION, Action.INVITE),
    "invitation_cancel": does(Kind.INVITATION, Action.CANCEL),
    "own_sign_in": does(Kind.SIGN_IN, Action.CREATE),
    "asks": shows(Kind.MAIL),
    "ask_together": does(Kind.MAIL, Action.CREATE),
    "tokens": shows(Kind.TOKEN),
    "token_new": does(Kind.TOKEN, Action.CREATE),
    "token_end": does(Kind.TOKEN, Action.REMOVE),
}
