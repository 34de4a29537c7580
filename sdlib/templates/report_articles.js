"use strict";
// Articles: sentences and whole articles with what was found marked in them, in a dialog.

const PLACES = 20;
const LAYERS = ["claims", "labels", "entities"];
const stack = [];

/** Write a stretch of an article into an element, cut where a part begins or ends. */
function passage(doc, start, end, parts, tag = "p") {
  const text = data("articles").text[doc];
  const own = parts.filter((part) => part.start < end && part.end > start);
  const edges = new Set([start, end]);
  for (const part of own) for (const edge of [part.start, part.end]) if (edge > start && edge < end) edges.add(edge);
  const nodes = [];
  const order = [...edges].sort((a, b) => a - b);
  // Parts open and close at edges only, so a sweep looks at each part twice.
  own.sort((a, b) => a.start - b.start || b.end - a.end);
  let open = [];
  let next = 0;
  for (let k = 0; k + 1 < order.length; k += 1) {
    const [at, to] = [order[k], order[k + 1]];
    open = open.filter((part) => part.end > at);
    while (next < own.length && own[next].start <= at) { open.push(own[next]); next += 1; }
    nodes.push(...piece(text.slice(at, to), open, at, to));
  }
  return el(tag, { ...direction(text.slice(start, end)), class: "passage" }, nodes);
}

/** One piece in all its parts, the longest outside, and the numbers of the cues that end here. */
function piece(text, parts, at, to) {
  let nodes = shown(text);
  const inner = [...parts].sort((a, b) => (a.end - a.start) - (b.end - b.start));
  for (const part of inner) {
    const first = part.start >= at || part.start < at && !part.begun;
    part.begun = true;
    nodes = [el("span", { class: part.kind, title: part.about ? part.about() : null, id: first ? part.id ?? null : null }, nodes)];
  }
  for (const part of parts) if (part.number && part.kind === "cue" && part.end === to) nodes.push(mark(part));
  return nodes;
}

function mark(part) {
  if (!part.jump) return el("sup", { dir: "ltr" }, String(part.number));
  return el("sup", { dir: "ltr" }, el("button", { type: "button", "aria-label": `${part.number}: ${part.about()}`, onclick: part.jump }, String(part.number)));
}

/** The sentences, first to last, that a stretch of an article touches. */
function sentencesAround(doc, start, end) {
  const flat = data("articles").sentences[doc];
  let [first, last] = [start, end];
  for (let k = 0; k < flat.length; k += 2) {
    if (flat[k] < end && flat[k + 1] > start) { first = Math.min(first, flat[k]); last = Math.max(last, flat[k + 1]); }
  }
  return [first, last];
}

/** Who speaks, by which cue and in which way, as one line. */
function aboutClaim(row) {
  const claims = data("claims");
  const facts = [speakerName(row), `${level(claims.lemma, row)} (${kind("cue", claims.type, row)})`, kind("mode", claims.mode, row)];
  if (claims.negated[row]) facts.push(say("about.negated"));
  return plain(facts.join(" · "));
}

function speakerName(row) {
  const { speaker } = data("claims");
  const code = speaker.codes[row];
  if (code < 0) return say("speakers.unresolved");
  return (page.lang === "en" && speaker.en[code]) || speaker.levels[code];
}

function claimParts(row, extra = {}) {
  const claims = data("claims");
  const parts = [];
  for (const name of ["content", "source", "via", "cue"]) {
    const found = span(claims[name], row);
    if (found) parts.push({ start: found[0], end: found[1], kind: name, about: () => aboutClaim(row), ...extra });
  }
  return parts;
}

/** What is marked in an article, by layer; claims are numbered in the order of their cues. */
function articleParts(doc, layers, numberOf, jump) {
  const parts = [];
  if (layers.has("claims")) {
    for (const row of rowsOf("claims", doc)) {
      const k = numberOf(row);
      parts.push(...claimParts(row, { number: k, id: null, jump: k && jump ? () => jump(row) : null }));
    }
  }
  if (layers.has("labels")) {
    const labels = data("labels");
    for (const row of rowsOf("labels", doc)) {
      for (const name of ["marker", "label"]) {
        const [start, end] = span(labels[name], row);
        parts.push({ start, end, kind: name, about: () => plain(level(labels.speaker, row) || say("speakers.unresolved")) });
      }
    }
  }
  if (layers.has("entities")) {
    const mentions = data("mentions");
    for (const row of rowsOf("mentions", doc)) {
      const [start, end] = span(mentions.span, row);
      parts.push({ start, end, kind: "entity", about: () => plain(entityName(mentions.entity[row])) });
    }
  }
  return parts;
}

/** The rows of a table that belong to an article. */
function rowsOf(name, doc) {
  const key = `${name} by article`;
  if (!page.parsed.has(key)) page.parsed.set(key, grouped(data(name).doc.length, (row) => data(name).doc[row]));
  return page.parsed.get(key).get(doc) ?? [];
}

function paragraphs(doc, parts) {
  const text = data("articles").text[doc];
  const made = [];
  let at = 0;
  for (const line of text.split("\n")) {
    if (line.trim()) made.push(passage(doc, at, at + line.length, parts));
    at += line.length + 1;
  }
  return made;
}

/** Open the dialog with a view; `view` draws it, and draws it again in another language. */
function openView(view) {
  const dialog = find("#dialog");
  stack.push(view);
  drawView();
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  find("#dialog-title").focus();
  if (view.then) view.then();
}

function drawView() {
  const view = stack.at(-1);
  if (!view) return;
  const back = stack.length > 1 ? el("button", { type: "button", onclick: closeView }, say("ui.back")) : null;
  const close = el("button", { type: "button", onclick: closeAll }, say("ui.close"));
  find("#dialog").replaceChildren(
    el("div", { class: "bar" }, el("h2", { id: "dialog-title", tabindex: "-1" }, view.title()), el("div", {}, back, close)),
    el("div", { class: "inside" }, view.body()),
  );
}

function closeView() {
  stack.pop();
  if (!stack.length) { find("#dialog").close(); return; }
  drawView();
  find("#dialog-title").focus();
  remember();
}

function closeAll() { stack.length = 0; find("#dialog").close(); }

/** Show places in their sentences. place: `doc`, `start`, `end`, and `parts` to mark. */
function showPlaces(title, found) {
  openView({
    title: () => [title(), el("small", {}, say("ui.places", { n: found.length }))],
    body: () => {
      const list = el("div", {});
      return [list, growing(list, found, placeOf, PLACES)];
    },
  });
}

/** Fill a list with a portion of what there is; gives the button for the next one, or null if that was all. */
function growing(list, items, make, portion) {
  const grow = () => list.append(...items.slice(list.children.length, list.children.length + portion).map(make));
  grow();
  if (list.children.length >= items.length) return null;
  const more = el("button", { type: "button", onclick: () => {
    const next = list.children.length;
    grow();
    if (list.children.length >= items.length) more.remove();
    // A button that is gone keeps no focus.
    find("button", list.children[next])?.focus({ preventScroll: true });
  } }, say("ui.more"));
  return more;
}

function placeOf(place) {
  const [first, last] = sentencesAround(place.doc, place.start, place.end);
  const open = () => showArticle(place.doc, place);
  return el("section", { class: "place" }, el("h3", {}, articleNodes(place.doc)),
    passage(place.doc, first, last, (place.parts ?? [{ start: place.start, end: place.end, kind: "hit" }]).map((part) => ({ ...part }))),
    el("button", { type: "button", class: "open", onclick: open }, say("ui.article")));
}

/** Show a whole article; `place` (`start`, `end`, `claim`) is marked and scrolled to. */
function showArticle(doc, place = null) {
  const layers = new Set(place && place.claim === undefined ? [] : ["claims"]);
  const view = {
    article: data("articles").id[doc],
    claim: place && place.claim !== undefined ? data("claims").id[place.claim] : null,
    title: () => articleNodes(doc),
    body: () => articleBody(doc, layers, place),
    then: () => { remember(); find("#dialog .hit, #dialog #hit")?.scrollIntoView({ block: "center" }); },
  };
  openView(view);
}

function articleBody(doc, layers, place) {
  const claims = data("claims");
  const order = [...rowsOf("claims", doc)].sort((a, b) => claims.cue[2 * a] - claims.cue[2 * b]);
  const numbers = new Map(order.map((row, k) => [row, k + 1]));
  const jump = (row) => find(`#listed-${row} button`).focus();
  const text = el("div", {});
  const write = () => {
    const parts = articleParts(doc, layers, (row) => numbers.get(row), jump);
    if (place) parts.push({ start: place.start, end: place.end, kind: place.claim === undefined ? "hit" : "chosen", id: "hit" });
    text.replaceChildren(legend(parts), ...paragraphs(doc, parts));
  };
  write();
  const boxes = LAYERS.map((layer) => el("label", {}, el("input", { type: "checkbox", checked: layers.has(layer), onchange: (event) => {
    if (event.target.checked) layers.add(layer); else layers.delete(layer);
    write();
  } }), say(`view.${layer}`)));
  const items = order.map((row) => el("li", { id: `listed-${row}` }, words(aboutClaim(row)), ":",
    words(claimText(row), "div"), el("button", { type: "button", class: "open", onclick: () => toClaim(row, layers, write, boxes) }, say("ui.place"))));
  return [
    el("fieldset", { class: "layers" }, el("legend", {}, say("view.layers")), boxes),
    text,
    items.length ? el("h3", {}, say("view.list")) : null,
    items.length ? el("ol", { class: "listed" }, items) : null,
  ];
}

function claimText(row) {
  const claims = data("claims");
  const [start, end] = span(claims.content, row);
  return data("articles").text[claims.doc[row]].slice(start, end);
}

/** Bring a claim of the list into view, and say so by the focus. */
function toClaim(row, layers, write, boxes) {
  layers.add("claims");
  find("input", boxes[0]).checked = true;
  write();
  const k = all(".listed li").findIndex((item) => item.id === `listed-${row}`) + 1;
  const button = all("#dialog sup button").find((each) => each.textContent === String(k));
  button?.scrollIntoView({ block: "center" });
  button?.focus();
}

function legend(parts) {
  const kinds = [...new Set(parts.map((part) => part.kind))].filter((each) => each !== "hit" && each !== "chosen");
  return el("p", { class: "legend" }, kinds.flatMap((each, k) => [k ? " · " : "", el("span", { class: each }, say(`part.${each}`))]));
}
