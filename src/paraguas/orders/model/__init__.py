"""The nouns of orders: what is asked for, what was frozen, how it stands."""

from paraguas.orders.model.basket import (
    Basket as Basket,
)
from paraguas.orders.model.basket import (
    Contents as Contents,
)
from paraguas.orders.model.frozen import (
    Allocation as Allocation,
)
from paraguas.orders.model.frozen import (
    Group as Group,
)
from paraguas.orders.model.frozen import (
    Line as Line,
)
from paraguas.orders.model.frozen import (
    Order as Order,
)
from paraguas.orders.model.frozen import (
    Promise as Promise,
)
from paraguas.orders.model.kinds import (
    BasketStatus as BasketStatus,
)
from paraguas.orders.model.kinds import (
    Counter as Counter,
)
from paraguas.orders.model.kinds import (
    FulfilmentStatus as FulfilmentStatus,
)
from paraguas.orders.model.kinds import (
    GroupKind as GroupKind,
)
from paraguas.orders.model.kinds import (
    OrderStatus as OrderStatus,
)
from paraguas.orders.model.kinds import (
    PromiseState as PromiseState,
)
from paraguas.orders.model.placed import (
    LineStanding as LineStanding,
)
from paraguas.orders.model.placed import (
    LoggedAction as LoggedAction,
)
from paraguas.orders.model.placed import (
    PlacedLine as PlacedLine,
)
from paraguas.orders.model.placed import (
    PlacedOrder as PlacedOrder,
)
from paraguas.orders.model.wish import (
    Person as Person,
)
from paraguas.orders.model.wish import (
    Recorded as Recorded,
)
from paraguas.orders.model.wish import (
    Wish as Wish,
)
from paraguas.orders.model.wish import (
    WishedGroup as WishedGroup,
)
from paraguas.orders.model.wish import (
    WishedLine as WishedLine,
)
from paraguas.orders.model.wish import (
    WishedTender as WishedTender,
)
from paraguas.orders.model.wish import (
    group_no_of as group_no_of,
)
