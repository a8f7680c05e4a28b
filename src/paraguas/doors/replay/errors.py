"""What a replay refuses."""

from paraguas.values.refusal import Refusal


class ReplayDataMissing(Refusal):
    """The package with the data, or what reads it, is not installed."""

    code = "replay_data_missing"
    kind = "absent"
