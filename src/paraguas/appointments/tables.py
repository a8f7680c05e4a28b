"""The shape of appointments' rows."""

from sqlalchemy import BigInteger, Column, Index, SmallInteger, String, text

from paraguas.plumbing.schema import IdType, Instant, table

appointments = table(
    "appointments",
    Column("order_id", IdType, primary_key=True),
    Column("appointment_id", IdType, primary_key=True),
    Column("line_no", SmallInteger, nullable=False),
    Column("place_id", IdType, nullable=False),
    Column("staff_id", IdType, nullable=False),
    Column("skill", String(40), nullable=False),
    Column("start_at", Instant, nullable=False),
    Column("end_at", Instant, nullable=False),
    Column("goods_ready_at", Instant, nullable=False),
    Column("status", String(12), nullable=False),
    Column("moves", SmallInteger, nullable=False),
    Index(
        "appointments_one_a_line",
        "order_id",
        "line_no",
        unique=True,
        sqlite_where=text("status = 'booked'"),
        postgresql_where=text("status = 'booked'"),
    ),
    Index("appointments_at_place", "place_id", "start_at"),
    distribution="order_id",
)
slots = table(
    "slots",
    Column("staff_id", IdType, primary_key=True),
    Column("place_id", IdType, primary_key=True),
    Column("quarter_at", BigInteger, primary_key=True),
    Column("appointment_id", IdType, nullable=False),
    Index("slots_of_appointment", "appointment_id"),
    distribution="place",
)
