"""Source records, what links them, and the persons they make, as plain values."""

from enum import StrEnum
from typing import Annotated, NewType

from msgspec import Meta, Struct

from paraguas.values.ids import PersonId, RecordId
from paraguas.values.limits import ShortCode, Text
from paraguas.values.place import Address

LinkId = NewType("LinkId", str)

Several = Annotated[tuple[Text, ...], Meta(max_length=20)]
"""As many of a kind as one source knows of a person."""


class Source(StrEnum):
    """Where a record comes from."""

    WEB_ACCOUNT = "web_account"
    TILL = "till"
    LOYALTY_CARD = "loyalty_card"
    CONTACT_CENTRE = "contact_centre"
    ORDER = "order"
    IMPORT = "import"


class ChannelId(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """How a channel calls a person, opaque to us: an account of a messenger, a wallet pass.

    kind: `whatsapp`, `apple_pass`, `device`, `payment_token` and the like.
    """

    kind: ShortCode
    value: Text


class Details(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a source knows of a person, as it was given; every field may be unknown.

    name: where given and family name are not told apart.  birth_date: `1980-12-31`, or as much as
    is known.  national_id: of any country.  language: BCP 47.
    """

    name: Text = ""
    given_name: Text = ""
    family_name: Text = ""
    birth_date: Text = ""
    birth_place: Text = ""
    national_id: Text = ""
    occupation: Text = ""
    organisation: Text = ""
    emails: Several = ()
    phones: Several = ()
    loyalty_cards: Several = ()
    channel_ids: Annotated[tuple[ChannelId, ...], Meta(max_length=20)] = ()
    address: Address | None = None
    language: ShortCode = ""


class Traits(Struct, frozen=True, omit_defaults=True):
    """The details in the form they are compared in: folded to plain letters and digits.

    Empty where unknown.  givens: the ways a given name is said, by its nickname group.  families:
    the words of the family name, also those that may be of it.  birth_date: eight digits.  house:
    the number in a street.  emails to channel_ids: point identifiers.
    """

    given: str = ""
    family: str = ""
    givens: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    birth_date: str = ""
    birth_year: str = ""
    birth_place: str = ""
    national_id: str = ""
    occupation: str = ""
    street: str = ""
    house: str = ""
    building: str = ""
    postcode: str = ""
    city: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    loyalty_cards: tuple[str, ...] = ()
    channel_ids: tuple[str, ...] = ()


class By(StrEnum):
    """Who decides about a link."""

    RULE = "rule"
    MODEL = "model"
    HUMAN = "human"


class LinkKind(StrEnum):
    """What is decided about two records.

    link: one person.  possible: somebody should look.  apart: hard facts contradict; only a human
    link goes over it.  never: a human says these are two persons.
    """

    LINK = "link"
    POSSIBLE = "possible"
    APART = "apart"
    NEVER = "never"


class Part(Struct, frozen=True, gc=False):
    """One bar of the waterfall: a comparison, the level it came out at, and its weight.

    weight_millibits: thousandths of log2 of how much likelier that is for one person.
    """

    comparison: str
    level: str
    weight_millibits: int


class Link(Struct, frozen=True, kw_only=True):
    """A decision about two records; retracted, it counts no more and stays on file.

    rank: settles ties between equal weights, the same for any order the records come in.
    """

    link_id: LinkId
    left: RecordId
    right: RecordId
    kind: LinkKind
    by: By
    weight_millibits: int = 0
    rank: str = ""
    evidence: tuple[Part, ...] = ()
    reason: str = ""
    actor: str = ""
    at: int = 0
    retracted_at: int | None = None
    retracted_by: str | None = None

    @property
    def is_live(self) -> bool:
        """Whether it counts."""
        return self.retracted_at is None

    @property
    def is_found(self) -> bool:
        """Whether it counts, and was found by comparing what records say."""
        return self.is_live and self.kind is LinkKind.LINK and self.by is not By.HUMAN

    @property
    def is_of_account(self) -> bool:
        """Whether it holds two versions of one account together."""
        return bool(self.evidence) and self.evidence[0].comparison == "source"

    @property
    def was_taken_back(self) -> bool:
        """Whether a human took back what comparing came to: it is not decided anew.

        What a rule takes back, it found anew by itself.
        """
        by_human = not self.is_live and self.retracted_by != By.RULE
        return by_human and self.by is not By.HUMAN and not self.is_of_account


class Incoming(Struct, frozen=True, kw_only=True):
    """A record as a source gives it.

    system: which of several sources of a kind, as `shopify-es`.  external: how that source calls
    the person's record; the same one again is a newer version of it.
    """

    source: Source
    system: str
    external: str
    details: Details
    at: int


class Sealed(Struct, frozen=True, kw_only=True):
    """What of a record is personal, as it is sealed."""

    external: str
    details: Details
    traits: Traits


class Record(Struct, frozen=True, kw_only=True):
    """A source record as it is kept; without details once it was erased."""

    record_id: RecordId
    person_id: PersonId
    source_key: str
    source: Source
    system: str
    at: int
    external: str = ""
    details: Details | None = None
    traits: Traits | None = None
    erased_at: int | None = None
    version: int = 0

    def sealed(self) -> Sealed:
        """What of it is personal; only of a record that was not erased."""
        assert self.details is not None
        assert self.traits is not None
        return Sealed(external=self.external, details=self.details, traits=self.traits)
