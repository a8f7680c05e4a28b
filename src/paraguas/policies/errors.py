"""What policies refuse."""

from paraguas.values.refusal import Refusal


class BookRefused(Refusal):
    """The book is not whole, or not proved; the version in force stays."""

    code = "book_refused"


class SubjectUnknown(Refusal):
    """The book decides no such subject."""

    code = "subject_unknown"
    kind = "absent"


class PolicyFactMissing(Refusal):
    """The case does not tell a fact that decides it."""

    code = "policy_fact_missing"


class PolicyFactWrong(Refusal):
    """A fact has a value the vocabulary does not know."""

    code = "policy_fact_wrong"


class PolicyWordUnknown(Refusal):
    """A case names something that is no fact of the vocabulary."""

    code = "policy_word_unknown"


class VersionUnknown(Refusal):
    """There is no such version of the policy book."""

    code = "version_unknown"
    kind = "absent"


class VersionSettled(Refusal):
    """The version was approved or rejected already."""

    code = "version_settled"
    kind = "conflict"


class StartPassed(Refusal):
    """A version begins in the future, so that what was promised until then stays."""

    code = "start_passed"


class VoteTaken(Refusal):
    """The department has spoken, or the same hand spoke for another one."""

    code = "vote_taken"
    kind = "conflict"


class NotOfDepartment(Refusal):
    """The hand does not speak for this department."""

    code = "not_of_department"
    kind = "forbidden"


class NoTie(Refusal):
    """Head office is asked only once the departments have spoken and do not agree."""

    code = "no_tie"
    kind = "conflict"


class ReasonMissing(Refusal):
    """A no, and the word that breaks a tie, need a reason."""

    code = "reason_missing"
