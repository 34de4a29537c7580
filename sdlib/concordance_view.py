"""A concordance to look at: lines aligned on the node, Arabic from right to left."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from sdlib.errors import ParameterError
from sdlib.markup import NOTHING, SOFT, direction, runs_rtl, text_html
from sdlib.tables import require_columns

#: What JupyterLab keeps of a style does not know "start" and "end".
_CELL = "text-align:{};white-space:nowrap;padding:0.15em 0.4em;vertical-align:top"
_NODE = "background:#fff0b3;color:#222"
_SMALL = f"color:{SOFT}"


class ConcordanceView:
    """Lines of a concordance: HTML aligned on the node, and a stable plain text."""

    def __init__(self, lines: list[dict[str, str]], caption: str) -> None:
        self._lines = lines
        self.caption = caption

    def __repr__(self) -> str:
        lines = [self.caption] if self.caption else []
        for line in self._lines:
            words = f"{line['before']} [{line['node']}] {line['after']}".strip()
            who = f" ({line['who']})" if line["who"] else ""
            lines.append(f"{line['place']} {words}{who}")
        return "\n".join(lines if self._lines else [*lines, NOTHING])

    def _repr_html_(self) -> str:
        words = " ".join(line[c] for line in self._lines for c in ("node", "before", "after"))
        # The table runs as its text does: what stands before the node is on its right in Arabic.
        toward, away = ("left", "right") if runs_rtl(words) else ("right", "left")
        sides = {"place": away, "before": toward, "node": "center", "after": away, "who": away}
        rows = "".join(
            "<tr>" + "".join(_td(name, line[name], side) for name, side in sides.items()) + "</tr>"
            for line in self._lines
        )
        caption = f"<div>{escape(self.caption)}</div>" if self.caption else ""
        if not rows:
            return f"{caption}<div>{NOTHING}</div>"
        return (
            f"{caption}<table {direction(words)} "
            f'style="border-collapse:collapse"><tbody>{rows}</tbody></table>'
        )


def show_kwic(lines: pd.DataFrame, caption: str = "", *, limit: int = 20) -> ConcordanceView:
    """Show the lines of a concordance below each other, aligned on the node.

    Parameters
    ----------
    lines : pandas.DataFrame
        What `sdlib.kwic` gave, filtered and sorted as one likes.
    caption : str
    limit : int
        How many lines to show; the caption says when there are more.

    Returns
    -------
    ConcordanceView
        Each line with its outlet, document and offset, and behind it who speaks: the speaker
        of the claim in which it stands, ``claim`` without a known one, ``label`` (a name held
        at arm's length), and nothing in the outlet's own words.

    Raises
    ------
    TableError
        If a column is missing.
    ParameterError
        If ``limit`` is not positive.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("المعارضة تتقدم. قال الوزير إن المعارضة تنسحب.")
    >>> show_kwic(sdlib.kwic(a, "المعارضة", window=2), "Two uses")
    Two uses
    text[0] [المعارضة] تتقدم. قال
    text[30] الوزير إن [المعارضة] تنسحب (الوزير)
    """
    needed = ["doc_id", "outlet", "start", "before", "node", "after", "voice", "speaker"]
    require_columns(lines, needed, "show_kwic(lines)")
    if limit < 1:
        raise ParameterError(f"limit is {limit}, but must be one line or more")
    if len(lines) > limit:
        caption = f"{caption} ({limit} of {len(lines)} lines)".strip()
    return ConcordanceView([_line(line) for line in lines.head(limit).itertuples()], caption)


def _line(line: Any) -> dict[str, str]:
    outlet = "" if pd.isna(line.outlet) else line.outlet
    words = {name: " ".join(getattr(line, name).split()) for name in ("before", "node", "after")}
    place = f"{outlet}, {line.doc_id}" if outlet else line.doc_id
    return {**words, "place": f"{place}[{line.start}]", "who": _who(line)}


def _who(line: Any) -> str:
    if pd.isna(line.voice) or line.voice == "narration":
        return ""
    speaker = "" if pd.isna(line.speaker) else line.speaker
    if line.voice == "label":
        return f"label: {speaker}" if speaker else "label"
    return speaker or "claim"


def _td(name: str, text: str, side: str) -> str:
    style = _CELL.format(side)
    if name in ("place", "who"):
        return f'<td {direction(text)} style="{style};{_SMALL}">{text_html(text)}</td>'
    content = f'<mark style="{_NODE}">{text_html(text)}</mark>' if name == "node" else None
    return f'<td style="{style}">{content or text_html(text)}</td>'
