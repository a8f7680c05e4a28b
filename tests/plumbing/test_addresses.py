import pytest

from paraguas.plumbing.addresses import postal_lines
from paraguas.values.place import Address


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (
            Address("1 High St", "", "SW1A 1AA", "London", "", "GB"),
            ["1 High St", "London", "SW1A 1AA"],
        ),
        (
            Address("9 Elm St", "Apt 4", "45202", "Cincinnati", "OH", "US"),
            ["9 Elm St", "Apt 4", "Cincinnati, OH 45202"],
        ),
        (Address("", "", "28014", "Madrid", "", "ES"), ["28014 Madrid"]),
        (
            Address("1 Raffles Place", "", "048616", "Singapore", "", "SG"),
            ["1 Raffles Place", "Singapore 048616"],
        ),
        (
            Address("Rua Augusta 1", "", "1100", "Lisboa", "", "PT"),
            ["Rua Augusta 1", "1100 Lisboa"],
        ),
        (Address(city="Lisboa", country="US"), ["Lisboa"]),
        (Address(), []),
    ],
)
def test_an_address_is_written_the_way_of_its_country(address, lines):
    assert postal_lines(address) == lines
