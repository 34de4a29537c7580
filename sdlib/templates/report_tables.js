"use strict";
// Tables: sorted by a button in each heading, filtered by kinds and by a search, in pages.

const PAGE_ROWS = 20;
/** On a telephone, before a reader asks for more. */
const FEW_ROWS = 5;

/**
 * Draw a table into `#grid-NAME`, and again in each language.
 *
 * spec: `rows` (all that there is), `columns` (`key`, `cell(row)` as nodes, `value(row)` to sort
 * by, `number`, `wide`, `middle`, `small`), `filters` (`key`, `of(row)`, `label(value)`), `search(row)`, `named`
 * (the column that names a row).
 */
function grid(name, spec) {
  const host = find(`#grid-${name}`);
  const state = { sort: null, down: false, page: 0, chosen: {}, query: "", whole: !narrow() };
  const own = { host, spec, state, name, found: spec.rows, haystack: null };
  const draw = () => drawGrid(own);
  page.redraws.push(draw);
  return own;
}

function drawGrid(own) {
  const { host, spec } = own;
  own.body = el("tbody", {});
  own.status = el("p", { class: "shown", role: "status" });
  own.pager = el("div", { class: "pager" });
  own.heads = spec.columns.map((column) => heading(own, column));
  const table = el("table", { class: "cards", "aria-labelledby": spec.title ?? `${own.name}-title` },
    el("thead", { "data-label": say("ui.sort") }, el("tr", {}, own.heads)), own.body);
  const tools = spec.rows.length > 3 ? toolsOf(own) : null;
  // A head without rows is an empty box; where a filter left none, it stays.
  const scroll = spec.rows.length ? el("div", { class: "scroll" }, table) : null;
  host.replaceChildren(...[tools, own.status, scroll, own.pager].filter(Boolean));
  sift(own, own.state.page);
}

function toolsOf(own) {
  const { spec, state } = own;
  const tools = el("div", { class: "tools" });
  for (const filter of spec.filters ?? []) {
    const options = optionsOf(own, filter);
    if (options.length > 1) tools.append(selectOf(own, filter, options));
  }
  if (spec.search) {
    const input = el("input", { type: "search", value: state.query, autocomplete: "off" });
    let waiting = 0;
    input.addEventListener("focus", () => prepare(own));
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { state.query = input.value; sift(own, 0); }, 120);
    });
    tools.append(el("label", {}, say("ui.search"), input));
  }
  if (!tools.children.length) return null;
  tools.append(el("button", { type: "button", onclick: () => reset(own) }, say("ui.reset")));
  return tools;
}

/** What a filter sees in a row: one value, or those of both sides. */
function valuesOf(filter, row) {
  const found = filter.of(row);
  return Array.isArray(found) ? found : [found];
}

/** The values of a filter with their numbers of rows, the most frequent first. */
function optionsOf(own, filter) {
  if (!filter.counts) {
    filter.counts = new Map();
    for (const row of own.spec.rows) {
      for (const value of new Set(valuesOf(filter, row))) filter.counts.set(value, (filter.counts.get(value) ?? 0) + 1);
    }
  }
  return [...filter.counts].sort((a, b) => b[1] - a[1]).slice(0, 500);
}

function selectOf(own, filter, options) {
  const select = el("select", { "data-filter": filter.key }, el("option", { value: "" }, say("ui.all")),
    options.map(([value, count]) => el("option", { value }, `${plain(filter.label(value))} (${number(count)})`)));
  select.value = own.state.chosen[filter.key] ?? "";
  select.addEventListener("change", () => {
    own.state.chosen[filter.key] = select.value;
    sift(own, 0);
  });
  return el("label", {}, say(`col.${filter.key}`), select);
}

function reset(own) {
  own.state.chosen = {};
  own.state.query = "";
  for (const each of all("select, input", own.host)) each.value = "";
  sift(own, 0);
}

function columnClass(column) { return column.number ? "number" : column.wide ? "wide" : column.middle ? "middle" : column.small ? "small" : null; }

function heading(own, column) {
  const label = column.label ? column.label() : say(`col.${column.key}`);
  const attributes = { scope: "col", class: columnClass(column) };
  if (!column.value) return el("th", attributes, label);
  const button = el("button", { type: "button", onclick: () => sortBy(own, column) }, label);
  return el("th", { ...attributes, "aria-sort": ariaSort(own, column) }, button);
}

function ariaSort(own, column) {
  if (own.state.sort !== column.key) return "none";
  return own.state.down ? "descending" : "ascending";
}

/** First numbers from the top and words from the start; then the other way. */
function sortBy(own, column) {
  const { state, spec } = own;
  state.down = state.sort === column.key ? !state.down : Boolean(column.number);
  state.sort = column.key;
  own.heads.forEach((head, k) => {
    if (spec.columns[k].value) head.setAttribute("aria-sort", ariaSort(own, spec.columns[k]));
  });
  sift(own, 0);
}

/** Keep the rows that fit, in the order asked for, and show a page of them. */
function sift(own, at) {
  const { spec, state } = own;
  let rows = spec.rows;
  for (const filter of spec.filters ?? []) {
    const chosen = state.chosen[filter.key];
    if (chosen) rows = rows.filter((row) => valuesOf(filter, row).some((value) => String(value) === chosen));
  }
  const query = folded(state.query.trim());
  if (query) {
    prepare(own);
    rows = rows.filter((row) => own.haystack.get(row).includes(query));
  }
  own.found = state.sort ? sorted(own, rows) : rows;
  show(own, at);
}

/** What a search looks through; made when a reader comes near the field, before the first key. */
function prepare(own) {
  own.haystack ??= new Map(own.spec.rows.map((row) => [row, folded(own.spec.search(row))]));
}

function sorted(own, rows) {
  const column = own.spec.columns.find((each) => each.key === own.state.sort);
  const sign = own.state.down ? -1 : 1;
  const values = new Map(rows.map((row) => [row, column.value(row)]));
  const { compare } = new Intl.Collator(page.lang, { numeric: true });
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : compare(a, b));
  const empty = (value) => value === null || value === "";
  return [...rows].sort((a, b) => {
    const [first, second] = [values.get(a), values.get(b)];
    if (empty(first) || empty(second)) return Number(empty(first)) - Number(empty(second));
    return sign * order(first, second);
  });
}

function show(own, at) {
  const { spec, state, found } = own;
  const few = !state.whole && found.length > FEW_ROWS;
  const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS));
  state.page = Math.min(at, pages - 1);
  const rows = found.slice(state.page * PAGE_ROWS, state.page * PAGE_ROWS + (few ? FEW_ROWS : PAGE_ROWS));
  own.body.replaceChildren(...rows.map((row) => rowOf(spec, row)));
  own.status.textContent = found.length ? say("ui.rows", { shown: found.length, all: spec.rows.length }) : say("ui.none");
  const step = (key, by, off) => el("button", { type: "button", disabled: off, "data-step": by, onclick: () => walk(own, by) }, say(key));
  const more = el("button", { type: "button", onclick: () => unfold(own) }, say("ui.more"));
  own.pager.replaceChildren(...(few ? [more] : pages > 1 ? [
    step("ui.previous", -1, state.page === 0),
    el("span", {}, say("ui.page", { page: state.page + 1, pages })),
    step("ui.next", 1, state.page === pages - 1),
  ] : []));
}

/** Show a whole page of rows where there were few; the focus goes on to the first new one. */
function unfold(own) {
  own.state.whole = true;
  show(own, own.state.page);
  const row = own.body.rows[FEW_ROWS];
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
}

/** Go to another page of rows; the focus stays on the button, or goes to the other at an end. */
function walk(own, by) {
  show(own, own.state.page + by);
  const button = find(`[data-step="${by}"]`, own.pager);
  (button.disabled ? find(`[data-step="${-by}"]`, own.pager) : button).focus();
}

function rowOf(spec, row) {
  return el("tr", {}, spec.columns.map((column) => {
    const label = column.label ? column.label() : say(`col.${column.key}`);
    const attributes = { class: columnClass(column), "data-label": label };
    if (column.key === spec.named) return el("th", { scope: "row", ...attributes }, column.cell(row));
    return el("td", attributes, column.cell(row));
  }));
}

/** A number that leads to its places: `open` shows them, `what` names them for a listener. */
function countButton(count, what, open) {
  if (!count) return "0";
  const label = `${number(count)}: ${plain(what)}, ${say("ui.sentences")}`;
  return el("button", { type: "button", class: "count", "aria-label": label, onclick: open }, number(count));
}
