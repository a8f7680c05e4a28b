"""An installation with starter data, and a visitor with a key that opens everything."""

import msgspec
import pytest

from paraguas.doors.runtime import Runtime, draw_secrets
from paraguas.journeys.afterwards import FOLLOWERS
from paraguas.journeys.setting_up.starting_up import load_starter
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.db import open_database
from paraguas.plumbing.settings import Settings
from paraguas.staff.model import Scope
from paraguas.values.by import SYSTEM
from tests.doors.api.desk import Desk
from tests.doors.api.receiver import SKU, Receiver
from tests.doors.api.visitor import Visitor


@pytest.fixture
def runtime(database_url, tmp_path):
    database = open_database(database_url, FOLLOWERS)
    with database.writing() as tx:
        load_starter(tx, stamp(SYSTEM))
    draw_secrets(database)
    running = Runtime(Settings(folder=tmp_path), database)
    running.start()
    yield running
    running.close()


@pytest.fixture
def api(runtime):
    """Audited when the test is over: a position is the sum of its movements, whatever happened."""
    visitor = Visitor(runtime, "")
    visitor.secret = visitor.key_of("shop", Scope.ADMIN)
    yield visitor
    visitor.close()
    assert visitor.findings() == []


@pytest.fixture
def desk(api, tmp_path):
    """The shop at work: the visitor's installation with its worker, money and letters."""
    working = Desk(api, tmp_path)
    yield working
    working.close()


@pytest.fixture
def receiver():
    listening = Receiver()
    yield listening
    listening.close()


@pytest.fixture
def guarded(desk):
    """An installation that keeps to public addresses, as every new one does."""
    desk.api.stock(SKU, ES_GETAFE=50)
    return desk


@pytest.fixture
def reaching(guarded):
    """An installation that may reach its own machine."""
    runtime = guarded.api.runtime
    runtime.settings = msgspec.structs.replace(runtime.settings, webhooks_private="allow")
    return guarded
