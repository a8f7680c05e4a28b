"""A key does what its scopes say and nothing else."""

from itertools import product

import pytest

from paraguas.staff.errors import ScopeBeyondRole, ScopeMissing
from paraguas.staff.model import Grant, Role, Scope
from paraguas.staff.rules.scopes import ROLE_SCOPES, check_scopes, demand, may
from tests.staff.people import SHOP


@pytest.mark.parametrize(("held", "wanted"), [*product(Scope, Scope)])
def test_a_scope_opens_itself_and_admin_everything(held, wanted):
    grant = Grant("k", SHOP, frozenset({held}), "web", None)
    opens = held in (wanted, Scope.ADMIN)
    assert may(grant, wanted) is opens
    if opens:
        demand(grant, wanted)
    else:
        with pytest.raises(ScopeMissing) as refused:
            demand(grant, wanted)
        assert refused.value.details == {"scope": wanted.value}


@pytest.mark.parametrize("role", Role)
def test_no_key_beyond_its_role(role):
    assert check_scopes(role, ROLE_SCOPES[role]) == ROLE_SCOPES[role]
    for scope in set(Scope) - ROLE_SCOPES[role]:
        with pytest.raises(ScopeBeyondRole) as refused:
            check_scopes(role, [scope, Scope.ORDERS_READ])
        assert refused.value.details["scopes"] == [scope.value]


def test_only_managers_and_machines_administrate():
    assert {role for role in Role if Scope.ADMIN in ROLE_SCOPES[role]} == {
        Role.MANAGER,
        Role.MACHINE,
    }
