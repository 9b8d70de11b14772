"""The words after `placewide user`, and what is said back in a terminal."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from placewide.web.access.actor import Role
from placewide.web.accounts import commands
from placewide.web.accounts.entering import full_address

Command = Callable[[argparse.Namespace], Iterator[str]]


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; 0 when it is done, 2 when it cannot be, with the reason."""
    given = _parser().parse_args(list(arguments))
    try:
        for line in COMMANDS[given.command](given):
            sys.stdout.write(f"{line}\n")
    except commands.CommandRefusedError as refused:
        sys.stderr.write(f"placewide: {refused}\n")
        return 2
    return 0


def _add(given: argparse.Namespace) -> Iterator[str]:
    user = commands.add(
        given.email, given.name, place=given.place, organisation=given.organisation, roles=given.role
    )  # fmt: skip
    yield f"{user} can sign in with a link to {user.email}, at {full_address('account_login')}"


def _list(given: argparse.Namespace) -> Iterator[str]:
    for one in commands.listed(given.place):
        factor = "second factor" if one.second_factor else "no second factor"
        yield f"{one.email}  {one.name}  {one.place}: {one.organisation}  {one.roles}  {factor}"


def _invite(given: argparse.Namespace) -> Iterator[str]:
    invitation = commands.invite(given.place, given.organisation, given.email, given.role or [Role.MEMBER])
    yield f"{invitation.email} is invited to {invitation.organisation.name}; the letter is in the outbox."


def _link(given: argparse.Namespace) -> Iterator[str]:
    yield full_address("sign_in_link", commands.sign_in_link(given.email))
    yield "It signs in once, within 15 minutes."


def _reset(given: argparse.Namespace) -> Iterator[str]:
    number = commands.reset_second_factor(given.email)
    yield f"{number} authenticators, passkeys and recovery codes are taken off {given.email}."


COMMANDS: Mapping[str, Command] = {
    "add": _add,
    "list": _list,
    "invite": _invite,
    "link": _link,
    "second-factor-reset": _reset,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="placewide user", description="People of this installation.")
    words = parser.add_subparsers(dest="command", required=True)
    add = words.add_parser("add", help="make an account, and perhaps a member of a place")
    add.add_argument("email")
    add.add_argument("--name", default="")
    add.add_argument("--place", default="", help="the place as in its address")
    invite = words.add_parser("invite", help="invite somebody to an organisation of a place")
    invite.add_argument("email")
    invite.add_argument("--place", required=True, help="the place as in its address")
    for word, needed in ((add, False), (invite, True)):
        word.add_argument("--organisation", default="", required=needed, help="its id in the place")
        word.add_argument("--role", action="append", default=[], help=f"one of {', '.join(Role)}; may be repeated")
    listed = words.add_parser("list", help="who is where")
    listed.add_argument("--place", default="")
    link = words.add_parser("link", help="print a link that signs somebody in, where no mail is sent")
    link.add_argument("email")
    reset = words.add_parser("second-factor-reset", help="take a lost second factor off an account")
    reset.add_argument("email")
    return parser
