"""Bounds: what a number can be, as its words have it, and whether two numbers can be one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

#: How far from its number a figure may be that is said to be about it (``نحو 300``).
ABOUT = 0.1

#: How many times its number an open bound is taken to reach: who writes ``أكثر من 10`` of 4,000 has
#: not said it, though it is not untrue; news takes the next round number.
OPEN = 2

#: The same where a number word is open itself: ``مئات`` are not yet thousands.
_VAGUE = 10

#: By how much two numbers may differ that were rounded: 655.5 and 655 million.
ROUNDED = 0.01

#: The same from a thousand million on: 1 and 1.02 trillion.
ROUNDED_LARGE, _LARGE = 0.02, 1e9

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def bounds_of(figures: pd.DataFrame, *, reach: float = OPEN) -> tuple[Floats, Floats]:
    """Give the least and the most that each figure can be.

    Parameters
    ----------
    figures : pandas.DataFrame
        ``value, low, high, approximator`` (`sdlib.tables.SCHEMAS`, ``quantities``).
    reach : float
        How many times its number an open bound reaches; ``numpy.inf`` for what its words say.

    Returns
    -------
    least, most : numpy.ndarray of float64
        NaN where a figure has no number.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("قتل أكثر من 400 شخص وأصيب نحو 300 شخص. أصيب مئات الأشخاص.")
    >>> [each.round().tolist() for each in bounds_of(a.quantities)]
    [[400.0, 270.0, 200.0], [800.0, 330.0, 2000.0]]
    """
    value, low, high = (
        figures[c].to_numpy(np.float64, na_value=np.nan) for c in ("value", "low", "high")
    )
    vague = (figures["approximator"].isna() & figures["value"].isna()).to_numpy(dtype=bool)
    reach = np.where(vague, max(reach, _VAGUE), reach)
    about = np.isnan(low) & np.isnan(high)
    least = np.where(about, value * (1 - ABOUT), np.where(np.isnan(low), high / reach, low))
    most = np.where(
        about, value * (1 + ABOUT), np.where(np.isnan(high), np.fmax(low, 1) * reach, high)
    )
    return least, most


def meet(one: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> Flags:
    """Say for each two figures, given by their bounds, whether they can be the same number.

    Examples
    --------
    >>> meet((np.array([300.0]), np.array([300.0])), (np.array([299.0]), np.array([299.0])))
    array([ True])
    """
    large = np.minimum(one[0], other[0]) >= _LARGE * (1 - ROUNDED_LARGE)
    rounded = np.where(large, ROUNDED_LARGE, ROUNDED)
    found = (one[0] * (1 - rounded) <= other[1]) & (other[0] * (1 - rounded) <= one[1])
    return np.asarray(found, dtype=bool)
