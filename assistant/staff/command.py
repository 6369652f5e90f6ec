"""python -m assistant user add | list | role | password | remove"""

import argparse
import getpass
import sys
from pathlib import Path

from assistant.settings import assistant_settings
from assistant.staff.accounts import (
    AccountError,
    add_account,
    change_password,
    change_role,
    list_accounts,
    read_name,
    remove_account,
)


def run_user(given: argparse.Namespace) -> int:
    """Run `user`; raises AccountError, WeakPassword, StaffFileError and SettingsError."""
    path = Path(assistant_settings().staff)
    match given.verb:
        case "add":
            name = read_name(given.name)
            if name in (account.name for account in list_accounts(path)):  # before a password is asked for
                raise AccountError(f"{name!r} is there already: user password or user role changes it.")
            add_account(path, name, given.role, _read_password())
            print(f"{name} may log in as {given.role}.")
        case "list":
            accounts = list_accounts(path)
            for account in accounts:
                print(f"{account.name}  {account.role}  sessions: {account.sessions}")
            if not accounts:
                print("Nobody yet: user add NAME adds somebody.", file=sys.stderr)
        case "role":
            change_role(path, given.name, given.role)
            print(f"{given.name} is {given.role} from now on.")
        case "password":
            change_password(path, given.name, _read_password())
            print(f"{given.name} has a new password and is logged out everywhere.")
        case "remove":
            remove_account(path, given.name)
            print(f"{given.name} can no longer log in and is logged out everywhere.")
    return 0


def _read_password() -> str:
    """From a prompt, twice, or the first line of standard input: an argument would stand in the list of processes."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise AccountError("The two passwords differ: run the command again.")
    return password
