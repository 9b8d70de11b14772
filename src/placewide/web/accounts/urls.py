"""Addresses of accounts: one's own, and the people of a place."""

from django.urls import path

from placewide.web.accounts.views import asks, invitation, me, organisation, people, tokens

urlpatterns = [
    path("me/", me.me, name="me"),
    path("me/invitations/<int:number>/", invitation.my_invitation, name="my_invitation"),
    path("<slug:place>/acting-for/", me.acting_for, name="acting_for"),
    path("<slug:place>/leave/", people.leave, name="leave"),
    path("<slug:place>/people/", people.people, name="people"),
    path("<slug:place>/people/<int:number>/", people.person, name="person"),
    path("<slug:place>/people/<int:number>/end/", people.end, name="person_end"),
    path("<slug:place>/people/of/<str:organisation>/invite/", people.invite_somebody, name="invite"),
    path("<slug:place>/people/of/<str:organisation>/sign-in/", organisation.sign_in_of, name="own_sign_in"),
    path("<slug:place>/people/invitations/<int:number>/again/", people.invitation_resend, name="invitation_resend"),
    path("<slug:place>/people/invitations/<int:number>/cancel/", people.invitation_cancel, name="invitation_cancel"),
    path("<slug:place>/asks/", asks.asked, name="asks"),
    path("<slug:place>/asks/together/", asks.ask_together, name="ask_together"),
    path("<slug:place>/tokens/", tokens.tokens, name="tokens"),
    path("<slug:place>/tokens/new/", tokens.token_new, name="token_new"),
    path("<slug:place>/tokens/<int:number>/end/", tokens.token_end, name="token_end"),
]
