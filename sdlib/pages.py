"""Pages: an executed notebook as one HTML file that opens without a server or a network.

Importing this module needs nbconvert and latex2mathml, that is the extra ``notebooks``.
"""

from __future__ import annotations

import copy
import logging
import os
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import pass_context
from latex2mathml.converter import convert
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

# The template of nbconvert asks content networks for four scripts. Formulas become MathML instead,
# and nothing else that a page shows needs a script. It also drops a figure's alternative text.
_TEMPLATE = """
{%- extends 'index.html.j2' -%}
{%- block html_head_js -%}{%- endblock -%}
{%- block jupyter_widgets -%}{%- endblock -%}
{%- block html_head_js_mathjax -%}{%- endblock -%}
{%- block html_head_js_mermaidjs -%}{%- endblock -%}
{%- block html_head_css -%}
<style type="text/css">
main { max-width: 64rem; margin: 0 auto; padding: 1rem; }
.jp-RenderedImage img, .jp-RenderedSVG svg { max-width: 100%; height: auto; }
.jp-OutputArea-output { overflow-x: auto; }
</style>
{%- endblock -%}
{%- block data_png -%}
<div class="jp-RenderedImage jp-OutputArea-output {{ extra_class }}">
<img src="data:image/png;base64,{{ output.data['image/png'] | escape_html }}"
{%- for name in ('alt', 'width', 'height') -%}
{%- set value = output | get_metadata(name, 'image/png') -%}
{%- if value is not none %} {{ name }}="{{ value | string | escape_html }}"{% endif -%}
{%- endfor -%}
>
</div>
{%- endblock -%}
"""

# An address in a link or an image, not one in shown source code (there `<` is `&lt;`).
_ADDRESS = re.compile(r"""(<(?:a|img)\b[^>]*?\s(?:href|src)=)"([^"]*)\"""")

# What is not relative to the notebook: `https:`, `mailto:`, `data:`, `/root`, `#place`, nothing.
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|#|$")

_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)
_MARKUP = re.compile(r"[*_`]|<[^>]+>")


class _Renderer(IPythonRenderer):
    """Markdown as nbconvert renders it, with formulas as MathML."""

    def inline_html(self, html: str) -> str:
        # nbconvert parses each tag alone, and so closes `<bdi>` before the word that it isolates.
        return super().inline_html(html) if "<img" in html else html

    def inline_math(self, body: str) -> str:
        return _mathml(body, "inline")

    def block_math(self, body: str) -> str:
        return _mathml(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        return _mathml(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")


class _Exporter(HTMLExporter):
    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        renderer = _Renderer(
            escape=False,
            attachments=context.get("cell", {}).get("attachments", {}),
            embed_images=True,
            path=context.get("resources", {}).get("metadata", {}).get("path", ""),
            anchor_link_text=self.anchor_link_text,
            exclude_anchor_links=self.exclude_anchor_links,
        )
        return MarkdownWithMath(renderer=renderer).render(source)


def notebook_page(
    notebook: NotebookNode, source: Path, target: Path, *, pages: Mapping[Path, Path]
) -> str:
    """Turn an executed notebook into an HTML page.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook with its outputs; it is left as it is.
    source : Path
        Where the notebook stands: its relative links start there.
    target : Path
        Where the page will stand.
    pages : mapping of Path to Path
        The page of each notebook that has one: links between notebooks become links between pages.

    Returns
    -------
    str
        The page. Its title is the notebook's first heading, or else its name.

    Examples
    --------
    >>> from nbformat import v4
    >>> note = v4.new_notebook(cells=[v4.new_markdown_cell("# Who says what")])
    >>> here = Path("notes")
    >>> page = notebook_page(note, here / "a.ipynb", here / "a.html", pages={})
    >>> "<title>Who says what</title>" in page
    True
    """
    shown = copy.deepcopy(notebook)
    shown.metadata["title"] = notebook_title(notebook) or source.stem
    exporter = _Exporter(raw_template=_TEMPLATE, log=logging.getLogger(__name__))
    # It warns of each figure without an alternative text, and a plain inline figure has none.
    exporter.log.setLevel(logging.ERROR)
    html, _ = exporter.from_notebook_node(shown, {"metadata": {"path": str(source.parent)}})
    return _relink(html, source, target, pages)


def notebook_title(notebook: NotebookNode) -> str:
    """Return the first level-one heading of a notebook as plain text, or ``""``.

    Examples
    --------
    >>> from nbformat import v4
    >>> cells = [v4.new_markdown_cell("Some text\\n\\n# The *claims* of two outlets")]
    >>> notebook_title(v4.new_notebook(cells=cells))
    'The claims of two outlets'
    """
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (found := _HEADING.search(cell.source)):
            return _MARKUP.sub("", found.group(1))
    return ""


def _mathml(formula: str, display: str) -> str:
    try:
        return convert(formula.strip(), display=display)
    # The converter has no base class for what it cannot read; the reader then sees the source.
    except Exception:
        return f"<code>{escape(formula)}</code>"


def _relink(html: str, source: Path, target: Path, pages: Mapping[Path, Path]) -> str:
    known = {notebook.resolve(): page.resolve() for notebook, page in pages.items()}

    def address(found: re.Match[str]) -> str:
        start, link = found.groups()
        if _ABSOLUTE.match(link):
            return found.group()
        path, mark, place = link.partition("#")
        goal = Path(os.path.normpath(source.parent.resolve() / path))
        relative = os.path.relpath(known.get(goal, goal), target.parent.resolve())
        return f'{start}"{quote(Path(relative).as_posix(), safe="/%")}{mark}{place}"'

    return _ADDRESS.sub(address, html)
