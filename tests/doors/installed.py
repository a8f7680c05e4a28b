"""An installation with starter data, as every door finds it."""

import pytest

from paraguas.doors.runtime import Runtime, draw_secrets
from paraguas.journeys.afterwards import FOLLOWERS
from paraguas.journeys.setting_up.starting_up import load_starter
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.db import open_database
from paraguas.plumbing.settings import Settings
from paraguas.values.by import SYSTEM


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
