"""Running notebooks: results whole or not at all, the same bytes twice, pages without a network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbformat import v4

from sdlib.errors import CorpusError, NotebookError, OutputError
from sdlib.notebook_runs import main, notebook_paths, read_notebook, run_notebooks
from sdlib.pages import notebook_page, notebook_title

CORPUS = """# The corpus: two *articles*
On to the [findings](02_findings.ipynb#what), the [data](../data/README.md) and [elsewhere](https://example.org/a).

$$G^2 = 2 \\sum_i O_i \\ln \\frac{O_i}{E_i}$$

where $O_i$ is counted. A formula that breaks off: $\\frac{$.
"""

WRITE = """from sdlib.results import results_folder
(results_folder("tables") / "counts.csv").write_text("outlet,n\\nA,3\\n")"""

FIGURE = """import matplotlib.pyplot as plt
fig, ax = plt.subplots(figsize=(2, 1))
ax.plot([1, 2]);"""


def write_notebook(path, *cells):
    """Write a notebook; text that begins with `#` or holds no code stands for itself."""
    made = [
        v4.new_markdown_cell(cell) if cell.startswith("#") else v4.new_code_cell(cell)
        for cell in cells
    ]
    for number, cell in enumerate(made):
        cell["id"] = f"c{number}"
    path.write_text(v4.writes(v4.new_notebook(cells=made)), encoding="utf-8")


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in walk(folder)}


def walk(folder):
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


class Requests(HTMLParser):
    """Collects what a browser would ask a network for as it opens a page."""

    def __init__(self):
        super().__init__()
        self.found, self.links = [], []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("src", "srcset", "data", "poster", "href") and value:
                (self.links if tag == "a" else self.found).append(value)

    def handle_data(self, data):
        self.found += re.findall(r"@import[^;]*|url\([^)]*\)|import\s*\(?['\"][^'\"]*", data)

    def remote(self):
        outside = re.compile(r"""(?!data:|url\(["']?data:).*//""", re.DOTALL)
        return [address for address in self.found if outside.match(address)]


def requests(page):
    parser = Requests()
    parser.feed(page)
    return parser


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One run of two notebooks, which most of the tests look at."""
    home = tmp_path_factory.mktemp("project")
    folder, out = home / "notebooks", home / "results"
    folder.mkdir()
    write_notebook(folder / "02_findings.ipynb", "# Findings", FIGURE, "import sys\nsys.executable")
    write_notebook(folder / "01_corpus.ipynb", CORPUS, WRITE, "print('قال')\nprint('b')", "")
    before, lines = files(folder), []
    (home / "news.csv").write_text("doc_id,outlet,text\na,A,قال الوزير إن حلب آمنة.\n", "utf-8")
    pages = run_notebooks(folder, out, corpus=home / "news.csv", echo=lines.append)
    return {"folder": folder, "out": out, "before": before, "pages": pages, "lines": lines}


def test_pages_and_tables_are_written(run):
    """`make findings` promises the tables, a page a notebook and findings.html."""
    assert sorted(files(run["out"])) == [
        "findings.html",
        "notebooks/01_corpus.html",
        "notebooks/02_findings.html",
        "tables/counts.csv",
    ]

    assert run["pages"][-1] == run["out"] / "findings.html"


def test_notebooks_are_left_as_they_are(run):
    """A reader who looks at the findings should have no change to commit."""
    assert files(run["folder"]) == run["before"]


def test_nothing_else_is_left(run):
    """The folder that the run worked in lies beside the results and must go."""
    assert sorted(os.listdir(run["folder"].parent)) == ["news.csv", "notebooks", "results"]


def test_a_line_a_notebook_in_order_of_names(run):
    """Minutes without a sign of life look like a crash; names carry the order of reading."""
    first, second, third = run["lines"]
    assert re.fullmatch(r"\[1/2\] 01_corpus\.ipynb  \d+\.\d s", first)

    assert re.fullmatch(r"\[2/2\] 02_findings\.ipynb  \d+\.\d s", second)

    assert re.fullmatch(r"findings\.html  0\.\d MB", third)


def test_pages_ask_no_network(run):
    """nbconvert's own template loads four scripts from content networks."""
    for page in run["pages"][:-1]:
        text = page.read_text(encoding="utf-8")
        assert requests(text).remote() == []

        assert "<script" not in text


def test_a_remote_script_would_be_seen():
    """The look for requests finds one in each form that a page may hold."""
    forms = [
        '<script src="https://cdn.example/a.js"></script>',
        '<link href="//cdn.example/a.css">',
        "<style>a { background: url(https://cdn.example/a.png) }</style>",
        "<style>@import 'https://cdn.example/a.css';</style>",
        '<script type="module">import("https://cdn.example/a.mjs")</script>',
    ]
    assert [len(requests(form).remote()) for form in forms] == [1, 1, 1, 1, 1]

    assert requests('<a href="https://example.org">a link is no request</a>').remote() == []


def test_page_has_language_title_and_outputs(run):
    """A browser's tab and a screen reader live on these; the Arabic output is not escaped."""
    text = (run["out"] / "notebooks" / "01_corpus.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in text and "<title>The corpus: two articles</title>" in text

    assert "قال\nb" in text


def test_figure_is_inside_the_page(run):
    """A page that is sent to a colleague takes its figures with it."""
    text = (run["out"] / "notebooks" / "02_findings.html").read_text(encoding="utf-8")
    assert "data:image/png;base64," in text


def test_figure_keeps_its_alternative_text(tmp_path):
    """Who does not see a figure has only this text; nbconvert drops it."""
    output = v4.new_output("display_data", {"image/png": "aGk="})
    output.metadata["image/png"] = {"alt": 'قال: 3 & "4"', "width": 20}
    cell = v4.new_code_cell("ax", outputs=[output, v4.new_output("stream", text="x")])
    page = notebook_page(
        v4.new_notebook(cells=[cell]), tmp_path / "a.ipynb", tmp_path / "a.html", pages={}
    )
    images = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: images.append(dict(attrs)) if tag == "img" else None
    parser.feed(page)
    (image,) = images
    assert image["alt"] == 'قال: 3 & "4"' and image["width"] == "20"

    assert image["src"] == "data:image/png;base64,aGk="


def test_links_hold_where_the_page_stands(run):
    """A link to the next notebook leads to its page."""
    text = (run["out"] / "notebooks" / "01_corpus.html").read_text(encoding="utf-8")
    links = [link for link in requests(text).links if not link.startswith("#")]
    assert links == ["02_findings.html#what", "../../data/README.md", "https://example.org/a"]


def test_links_of_a_page_elsewhere(tmp_path):
    """A page may stand one folder higher than the others."""
    source = tmp_path / "notebooks" / "06_findings.ipynb"
    pages = {source.with_name("01_corpus.ipynb"): tmp_path / "results/notebooks/01_corpus.html"}
    note = v4.new_notebook(cells=[v4.new_markdown_cell("[back](01_corpus.ipynb) [x](b%20c.md)")])
    page = notebook_page(note, source, tmp_path / "results" / "b.html", pages=pages)
    assert requests(page).links == ["notebooks/01_corpus.html", "../notebooks/b%20c.md"]


def test_inline_tags_hold_their_words(tmp_path):
    """An Arabic word in Latin prose is isolated by <bdi>; closed too early it isolates nothing."""
    note = v4.new_notebook(cells=[v4.new_markdown_cell('see <bdi lang="ar">حلب</bdi> here')])
    page = notebook_page(note, tmp_path / "a.ipynb", tmp_path / "a.html", pages={})
    assert '<bdi lang="ar">حلب</bdi>' in page


def test_formulas_are_mathml(run):
    """Without MathJax from a network a formula would stand there as its source."""
    text = (run["out"] / "notebooks" / "01_corpus.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<math [^>]*display="block"', text)) == 1

    assert len(re.findall(r'<math [^>]*display="inline"', text)) == 1

    assert "<code>\\frac{</code>" in text


def test_kernel_is_this_python(run):
    """A kernel called python3 that the user once registered may lack sdlib."""
    text = (run["out"] / "notebooks" / "02_findings.html").read_text(encoding="utf-8")
    assert sys.executable in text


def test_registered_kernel_is_not_taken(tmp_path, monkeypatch):
    """The name python3 means this Python, whatever the user's Jupyter folder says."""
    kernel = tmp_path / "share" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    spec = {"argv": ["/no/such/python"], "display_name": "broken", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "share"))
    write_notebook(tmp_path / "a.ipynb", "6 * 7")
    (page,) = run_notebooks(tmp_path, tmp_path / "out", echo=lambda line: None)
    assert ">42<" in re.sub(r"\s", "", page.read_text(encoding="utf-8"))


def test_in_place_gives_the_same_bytes_twice(tmp_path):
    """`git diff --exit-code` behind `make notebooks` is the check of figures that nbval lacks."""
    write_notebook(tmp_path / "a.ipynb", "# A", FIGURE, "", "print('x')\n3")
    raw = json.loads((tmp_path / "a.ipynb").read_text(encoding="utf-8"))
    raw["cells"][0]["id"] = raw["cells"][1]["id"]
    raw["cells"][1]["metadata"]["execution"] = {"iopub.execute_input": "2024-12-01T00:00:00Z"}
    raw["metadata"]["language_info"] = {"name": "python", "version": "3.11.2"}
    del raw["cells"][3]["id"]
    (tmp_path / "a.ipynb").write_text(json.dumps(raw), encoding="utf-8")

    texts = []
    for _ in range(2):
        run_notebooks(tmp_path, tmp_path / "out", in_place=True, echo=lambda line: None)
        texts.append((tmp_path / "a.ipynb").read_bytes())
    assert texts[0] == texts[1] and texts[0].endswith(b"}\n") and b"\r" not in texts[0]

    note = read_notebook(tmp_path / "a.ipynb")
    code = [cell for cell in note.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, None, 2]

    assert [cell.id for cell in note.cells] == ["c1", "cell-002", "c2", "cell-004"]

    assert "execution" not in code[0].metadata and "image/png" in code[0].outputs[0].data

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert note.metadata.language_info.version == version

    assert sorted(os.listdir(tmp_path)) == ["a.ipynb", "out"]


def test_failing_cell_is_named_and_nothing_is_written(tmp_path, capsys):
    """Half the results of a run that failed would pass for the results."""
    folder, out = tmp_path / "notebooks", tmp_path / "results"
    folder.mkdir()
    out.mkdir()
    (out / "findings.html").write_text("of an earlier run")
    write_notebook(folder / "01_a.ipynb", WRITE)
    write_notebook(folder / "02_b.ipynb", "# B", "1", "\nraise ValueError('no claims')", "2")
    before = files(folder)
    assert main([str(folder), "--out", str(out), "--in-place"]) == 1

    message = capsys.readouterr().err
    assert "02_b.ipynb, code cell 2 (raise ValueError('no claims')): ValueError: no claims" in (
        message
    )

    assert "Traceback" not in message and message.count("\n") == 1

    assert files(out) == {"findings.html": b"of an earlier run"} and files(folder) == before

    assert sorted(os.listdir(tmp_path)) == ["notebooks", "results"]


def test_dead_kernel_is_named(tmp_path):
    """A kernel that runs out of memory ends without an error of Python's."""
    write_notebook(tmp_path / "a.ipynb", "import os\nos._exit(1)")
    died = r"a\.ipynb, code cell 1 \(import os\): .*[Kk]ernel died"
    with pytest.raises(NotebookError, match=died):
        run_notebooks(tmp_path, tmp_path / "out", echo=lambda line: None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "its JSON does not parse"),
        ("{]", "its JSON does not parse"),
        ("\udcff", "its JSON does not parse"),
        ("[]", "not a notebook of format 4"),
        ('{"nbformat": 3, "worksheets": []}', "not a notebook of format 4"),
        ('{"nbformat": 4}', "breaks the notebook format"),
        ('{"nbformat": 4, "cells": [1]}', "breaks the notebook format"),
        ('{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "x"}]}', "breaks the notebook"),
    ],
)
def test_file_that_is_no_notebook(tmp_path, text, reason):
    """A merge that went wrong leaves such files, and each needs another remedy."""
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(NotebookError, match=rf"a\.ipynb .*{reason}"):
        read_notebook(tmp_path / "a.ipynb")


def test_bad_notebook_is_found_before_any_runs(tmp_path):
    """Nobody should wait minutes to hear that the last file does not parse."""
    write_notebook(tmp_path / "a.ipynb", "1")
    (tmp_path / "b.ipynb").write_text("{")
    lines = []
    with pytest.raises(NotebookError, match=r"b\.ipynb is not a notebook"):
        run_notebooks(tmp_path, tmp_path / "out", echo=lines.append)
    assert lines == [] and not (tmp_path / "out").exists()


def test_bad_corpus_is_found_before_any_runs(tmp_path):
    """The findings are written last; that their corpus is missing is said first."""
    write_notebook(tmp_path / "a.ipynb", "1")
    lines = []
    with pytest.raises(CorpusError):
        run_notebooks(tmp_path, tmp_path / "out", corpus=tmp_path / "no", echo=lines.append)
    assert lines == [] and not (tmp_path / "out").exists()


def test_folder_without_notebooks(tmp_path):
    """A run over nothing that says `done` would hide a wrong path."""
    (tmp_path / "inside").mkdir()
    write_notebook(tmp_path / "inside" / "a.ipynb", "1")
    with pytest.raises(NotebookError, match=r"holds no \*\.ipynb"):
        notebook_paths(tmp_path)
    with pytest.raises(NotebookError, match="is not a folder"):
        notebook_paths(tmp_path / "inside" / "a.ipynb")


def test_results_that_cannot_be_written(tmp_path):
    """The place for the results is looked at before the notebooks run, not after."""
    write_notebook(tmp_path / "a.ipynb", "1")
    (tmp_path / "out").write_text("a file")
    lines = []
    with pytest.raises(OutputError, match="cannot be written"):
        run_notebooks(tmp_path, tmp_path / "out", echo=lines.append)
    assert lines == [] and (tmp_path / "out").read_text() == "a file"


def test_missing_extra_is_named(tmp_path, monkeypatch):
    """Who installed sdlib alone should read what to install, not a traceback."""
    monkeypatch.setattr("sdlib.notebook_runs.find_spec", lambda name: None)
    with pytest.raises(NotebookError, match=r"pip install 'sdlib\[notebooks\]'"):
        run_notebooks(tmp_path, tmp_path / "out")


def test_command_has_no_traceback(tmp_path):
    """The command as make calls it, from another folder."""
    command = [sys.executable, "-m", "sdlib.notebook_runs", "missing"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    result = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1 and result.stdout == ""

    assert result.stderr.startswith("sdlib: error: missing is not a folder")


def test_title_is_the_first_heading_of_level_one():
    """A comment in a code cell begins with `#` too."""
    cells = [v4.new_code_cell("# no title"), v4.new_markdown_cell("## Two\n#tag\n# `One`")]
    assert notebook_title(v4.new_notebook(cells=cells)) == "One"

    assert notebook_title(v4.new_notebook(cells=cells[:1])) == ""
