"""What a key opens, and what a role's key may open at most."""

from collections.abc import Iterable

from paraguas.staff.errors import ScopeBeyondRole, ScopeMissing
from paraguas.staff.model import Grant, Role, Scope

_SERVING = frozenset({
    *(Scope.ORDERS_READ, Scope.ORDERS_WRITE, Scope.STOCK_READ),
    *(Scope.PAYMENTS_WRITE, Scope.INVOICES_READ),
    *(Scope.CUSTOMERS_READ, Scope.CUSTOMERS_WRITE),
})  # fmt: skip

ROLE_SCOPES = {
    Role.ASSOCIATE: _SERVING | {Scope.STORE_WORK, Scope.STOCK_WRITE},
    Role.AGENT: _SERVING,
    Role.MANAGER: frozenset(Scope),
    Role.PLANNER: frozenset({
        *(Scope.ORDERS_READ, Scope.STOCK_READ, Scope.CATALOGUE_WRITE, Scope.INVOICES_READ),
        Scope.POLICIES_WRITE,
    }),
    Role.MACHINE: frozenset(Scope),
    Role.ASSISTANT: frozenset({Scope.ORDERS_READ, Scope.ORDERS_WRITE, Scope.STOCK_READ}),
}  # fmt: skip
"""The most a key of each role may open."""


def may(grant: Grant, scope: Scope) -> bool:
    """Whether a key opens this; `admin` opens everything."""
    return scope in grant.scopes or Scope.ADMIN in grant.scopes


def demand(grant: Grant, scope: Scope) -> None:
    """Refuse what the key does not open."""
    if not may(grant, scope):
        raise ScopeMissing(scope=scope.value)


def check_scopes(role: Role, scopes: Iterable[Scope]) -> frozenset[Scope]:
    """Pass scopes on, or refuse those beyond the role."""
    wanted = frozenset(scopes)
    beyond = wanted - ROLE_SCOPES[role]
    if beyond:
        raise ScopeBeyondRole(role=role.value, scopes=sorted(scope.value for scope in beyond))
    return wanted
