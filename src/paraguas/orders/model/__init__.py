"""The nouns of orders: what is asked for, what was frozen, how it stands."""

from paraguas.orders.model.frozen import (
    Allocation as Allocation,
    Bundled as Bundled,
    Group as Group,
    Line as Line,
    Order as Order,
    Promise as Promise,
)
from paraguas.orders.model.kinds import (
    Counter as Counter,
    FulfilmentStatus as FulfilmentStatus,
    GroupKind as GroupKind,
    OrderStatus as OrderStatus,
    PromiseState as PromiseState,
)
from paraguas.orders.model.placed import (
    LineStanding as LineStanding,
    LoggedAction as LoggedAction,
    PlacedLine as PlacedLine,
    PlacedOrder as PlacedOrder,
)
from paraguas.orders.model.wish import (
    Contents as Contents,
    Gift as Gift,
    Person as Person,
    Recorded as Recorded,
    Wish as Wish,
    WishedGroup as WishedGroup,
    WishedLine as WishedLine,
    WishedTender as WishedTender,
    group_no_of as group_no_of,
)
