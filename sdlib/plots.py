"""Figures of a comparison, each drawn from one tidy table, with Arabic set right.

Every plot takes a table and an Axes, or makes a figure of its own, and returns the Axes.
It changes no setting and leaves pyplot alone: in a notebook, the Axes as the last value of a
cell is the picture, shown once, with its numbers in words as its text.

``lang="ar"`` and ``"both"`` run from right to left, with the Arabic labels on the right;
``"both"`` has the English ones on the left. In Arabic figures numbers have Arabic digits, in the
others Western ones; digits within names are left as they are. Outlets are told apart by colour
and, for grey print, by hatching, marker or line; give ``outlets`` to keep them alike from figure
to figure.

An Axes of your own should stand in a figure with ``layout="constrained"``, or labels may be
cut off, and be high enough: a plot sets the height only of its own figure.

A table that breaks what a plot asks for raises `PlotError` with the row; one without rows gives a
figure that says so.
"""

from sdlib.alt_texts import alt_text
from sdlib.bars import plot_counts
from sdlib.differences import plot_difference, plot_keyness, plot_shift
from sdlib.dispersion import plot_dispersion
from sdlib.figure_files import save_figure
from sdlib.intervals import plot_intervals
from sdlib.matrix import plot_matrix
from sdlib.ranges import plot_ranges
from sdlib.scatter import plot_frequencies
from sdlib.shares import plot_shares
from sdlib.timeline import plot_timeline

__all__ = [
    "alt_text",
    "plot_counts",
    "plot_difference",
    "plot_dispersion",
    "plot_frequencies",
    "plot_intervals",
    "plot_keyness",
    "plot_matrix",
    "plot_ranges",
    "plot_shares",
    "plot_shift",
    "plot_timeline",
    "save_figure",
]
