"""Figures of a comparison, each drawn from one tidy table, with Arabic set right.

Every plot takes a table and an Axes, or makes a figure of its own, and returns the Axes.
It changes no setting and leaves pyplot alone: in a notebook, the Axes as the last value of a
cell is the picture, shown once, with its numbers in words as its text.

``lang="ar"`` and ``"both"`` run from right to left, with the Arabic labels on the right;
``"both"`` has the English ones on the left. Outlets are told apart by colour and, for grey
print, by hatching, marker or line; give ``outlets`` to keep them alike from figure to figure.
An Axes of your own should stand in a figure with ``layout="constrained"``, or labels may be
cut off, and be high enough: a plot sets the height only of its own figure.
"""

from sdlib.alt_texts import alt_text
from sdlib.bars import plot_counts, plot_difference
from sdlib.dispersion import plot_dispersion
from sdlib.figure_files import save_figure
from sdlib.ranges import plot_ranges

__all__ = [
    "alt_text",
    "plot_counts",
    "plot_difference",
    "plot_dispersion",
    "plot_ranges",
    "save_figure",
]
