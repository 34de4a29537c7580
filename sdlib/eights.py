"""Eights: tokens whose characters are one byte each, read as numbers of eight bytes."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]

#: The bytes of one number.
WIDTH = 8


def next_eight(codes: Bytes, starts: Offsets, ends: Offsets) -> Numbers:
    """Give the next eight bytes of each token, or as many as it has, as one number.

    Parameters
    ----------
    codes : numpy.ndarray of uint8
        The bytes of a text, and `WIDTH` more.
    starts, ends : numpy.ndarray of int64
        Where tokens begin and end, ends exclusive.

    Returns
    -------
    numpy.ndarray of uint64
        One number a token: equal for equal tokens of up to eight bytes that are not zero.

    Examples
    --------
    >>> codes = np.frombuffer(b"ab cde ab".ljust(9 + WIDTH, b"!"), dtype=np.uint8)
    >>> next_eight(codes, np.array([0, 3, 7]), np.array([2, 6, 9])).tolist()
    [25185, 6644835, 25185]
    """
    eights = np.ndarray(codes.size - WIDTH + 1, "<u8", codes, strides=(1,))
    found: Numbers = eights[starts]
    found &= _masks()[np.minimum(ends - starts, WIDTH)]
    return found


@cache
def _masks() -> Numbers:
    return np.array([(1 << 8 * k) - 1 for k in range(WIDTH + 1)], dtype=np.uint64)


def mixed(numbers: Numbers, factor: int) -> Numbers:
    """Give numbers whose upper bits hang on all bits of others, by an odd factor."""
    return (numbers ^ numbers >> np.uint64(29)) * np.uint64(factor)
