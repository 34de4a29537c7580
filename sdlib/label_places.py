"""Places for the labels of points: beside each point, where they cover nothing, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

#: Left, bottom, right and top.
Box = tuple[float, float, float, float]
Boxes = npt.NDArray[np.float64]

# Which part of its width and height a label is moved by, and in which direction it is kept away:
# beside the point first, then above and below it, then towards the corners.
_PLACES = (
    (0.0, -0.5, 1, 0),
    (-1.0, -0.5, -1, 0),
    (-0.5, 0.0, 0, 1),
    (-0.5, -1.0, 0, -1),
    (0.0, 0.0, 0.7, 0.7),
    (-1.0, 0.0, -0.7, 0.7),
    (0.0, -1.0, 0.7, -0.7),
    (-1.0, -1.0, -0.7, -0.7),
)


def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    frame: Box,
    *,
    obstacles: Sequence[tuple[float, float]] = (),
    away: float = 5.0,
) -> list[tuple[float, float] | None]:
    """Find a place for each label, the first ones first.

    Parameters
    ----------
    points : sequence of (x, y)
        What is labelled.
    sizes : sequence of (width, height)
        Of the labels, one a point, in the units of the points.
    frame : (left, bottom, right, top)
        What no label may leave.
    obstacles : sequence of (x, y)
        Other points that no label may cover.
    away : float
        How far labels are kept from points.

    Returns
    -------
    list of (x, y) or None
        The left bottom corner of each label; None where it would cover a point or a label
        that has been placed, or leave the frame.

    Examples
    --------
    >>> place_labels([(0, 0), (1, 0)], [(10, 4), (10, 4)], (-20, -20, 7, 20))
    [(-15.0, -2.0), (-4.0, 5.0)]
    """
    dots = np.array([*points, *obstacles], dtype=np.float64).reshape(-1, 2)
    taken = np.empty((0, 4))
    found: list[tuple[float, float] | None] = []
    for point, size in zip(points, sizes, strict=True):
        boxes = (_box(point, size, place, away) for place in _PLACES)
        box = next((b for b in boxes if _is_free(b, frame, dots, taken, away / 2)), None)
        found.append(box and (box[0], box[1]))
        if box:
            taken = np.vstack([taken, box])
    return found


def _box(
    point: tuple[float, float],
    size: tuple[float, float],
    place: tuple[float, float, float, float],
    away: float,
) -> Box:
    across, up, right, above = place
    left = point[0] + across * size[0] + right * away
    bottom = point[1] + up * size[1] + above * away
    return left, bottom, left + size[0], bottom + size[1]


def _is_free(box: Box, frame: Box, dots: Boxes, taken: Boxes, margin: float) -> bool:
    left, bottom, right, top = box
    if left < frame[0] or bottom < frame[1] or right > frame[2] or top > frame[3]:
        return False
    x, y = dots[:, 0], dots[:, 1]
    covered = (
        (x > left - margin) & (x < right + margin) & (y > bottom - margin) & (y < top + margin)
    )
    touched = (
        (taken[:, 0] < right + 3 * margin)
        & (taken[:, 2] > left - 3 * margin)
        & (taken[:, 1] < top)
        & (taken[:, 3] > bottom)
    )
    return not covered.any() and not touched.any()
