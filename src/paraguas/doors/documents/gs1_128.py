"""GS1-128: digits as bars, for the SSCC of a box."""

_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132"
    "122231113222123122123221223211221132221231213212223112312131311222321122321221312212"
    "322112322211212123212321232121111323131123131321112313132113132311211313231113231311"
    "112133112331132131113123113321133121313121211331231131213113213311213131311123311321"
    "331121312113312311332111314111221411431111111224111422121124121421141122141221112214"
    "112412122114122411142112142211241211221114413111241112134111111242121142121241114212"
    "124112124211411212421112421211212141214121412121111143111341131141114113114311411113"
    "411311113141114131311141411131211412211214211232"
)
"""Widths of bars and gaps by turns, six for each symbol value from 0 to 105.

Source: ISO/IEC 15417, table 1.
"""

_STOP = "2331112"
_FNC1, _START_C = 102, 105
QUIET = 10
"""Modules of white that are needed before and after the bars."""


def bars(digits: str) -> list[int]:
    """Give widths of bars and gaps by turns, in modules, for an even number of digits.

    FNC1 after the start makes it GS1-128: `digits` begin with an application identifier.
    """
    assert digits.isdigit(), "set C holds digits only"
    assert len(digits) % 2 == 0, "set C holds pairs of digits"
    pairs = [int(digits[n : n + 2]) for n in range(0, len(digits), 2)]
    values = [_START_C, _FNC1, *pairs]
    check = (values[0] + sum(n * value for n, value in enumerate(values))) % 103
    drawn = "".join(_WIDTHS[6 * value : 6 * value + 6] for value in (*values, check))
    return [int(width) for width in drawn + _STOP]
