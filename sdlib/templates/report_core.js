"use strict";
// Core: the data of the page, its two languages, and how elements are made. Text of the corpus
// becomes text nodes only, so that nothing in an article can act as markup.

const page = { lang: document.documentElement.lang, redraws: [], waiting: [], parsed: new Map() };

function find(selector, root = document) { return root.querySelector(selector); }
function all(selector, root = document) { return [...root.querySelectorAll(selector)]; }

function has(name) { return find(`#data-${name}`) !== null; }

/** Give a table of the page; it is parsed when it is first asked for. */
function data(name) {
  if (!page.parsed.has(name)) page.parsed.set(name, JSON.parse(find(`#data-${name}`).textContent));
  return page.parsed.get(name);
}

/** Make an element: attributes, listeners (`onclick`), and children; null children are left out. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null));
  return made;
}

const RTL = /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]/;
const STRONG = /[A-Za-z\u00c0-\u024f\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]/;
const UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** The direction of a text by its first strong letter, and its language if it is Arabic. */
function direction(text) {
  const first = STRONG.exec(text);
  return first && RTL.test(first[0]) ? { dir: "rtl", lang: "ar" } : { dir: "ltr" };
}

function byNumber(character) {
  return `[U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** Text of the corpus as a string, for an option or a label: what steers direction by its number. */
function plain(text) { return text.replace(UNSEEN, byNumber); }

/** The same as nodes. */
function shown(text) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(UNSEEN)) {
    nodes.push(text.slice(at, found.index), el("small", {}, byNumber(found[0])));
    at = found.index + 1;
  }
  nodes.push(text.slice(at));
  return nodes;
}

/** Text of the corpus in an element of its own direction. */
function words(text, tag = "bdi", attributes = {}) {
  return el(tag, { ...direction(text), ...attributes }, shown(text));
}

/** What the page says itself, in its language: numbers grouped, names of the other way isolated. */
function say(key, places = {}) {
  const text = data("meta").text[page.lang][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => filled(places[name]));
}

function filled(value) {
  if (typeof value === "number") return number(value);
  const text = plain(String(value));
  const foreign = (direction(text).dir === "rtl") !== (page.lang === "ar");
  return foreign ? `\u2068${text}\u2069` : text;
}

const formats = new Map();

/** A number with at least and at most so many decimals; a format is made once, which takes a browser long. */
function decimal(value, least, most) {
  if (value === null) return say("ui.missing");
  const key = `${least} ${most}`;
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat("en", { minimumFractionDigits: least, maximumFractionDigits: most }));
  return formats.get(key).format(value);
}

function number(value, digits = 2) { return decimal(value, 0, digits); }

/** A number with so many decimals, as the others of its column have. */
function fixed(value, digits = 2) { return decimal(value, digits, digits); }

/** A word of the data model in the page's language, and `–` for none. */
function kind(group, column, row) {
  const code = column.codes[row];
  return code < 0 ? say("ui.missing") : say(`${group}.${slug(column.levels[code])}`);
}

function slug(value) { return value.replaceAll(" ", "_"); }

function level(column, row) { return column.codes[row] < 0 ? "" : column.levels[column.codes[row]]; }

/** Start and end of a span, or null: spans lie one after the other in a flat list. */
function span(flat, row) { return flat[2 * row] < 0 ? null : [flat[2 * row], flat[2 * row + 1]]; }

/** How a search sees a text: no diacritics, no tatweel, one alef, ya for alef maqsura, ha for ta. */
function folded(text) {
  return text.toLowerCase().replace(/[\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627").replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647");
}

function outletName(code) { return code < 0 ? say("ui.missing") : data("meta").outlets[code][page.lang]; }

/** What names an article: its outlet, its date, and its title or else its id. */
function articleName(doc) {
  const articles = data("articles");
  const outlet = articles.outlet[doc] < 0 ? "" : outletName(articles.outlet[doc]);
  return [outlet, articles.date[doc], articles.title[doc] || articles.id[doc]].filter(Boolean);
}

/** The same as nodes, each part in its own direction and in one piece where it fits. */
function articleNodes(doc) {
  return dotted(articleName(doc).map((part) => words(part, "bdi", { class: "part" })));
}

/** The same as a string, for where no elements can stand. */
function articleLine(doc) { return articleName(doc).map((part) => `\u2068${plain(part)}\u2069`).join(" · "); }

/** Nodes with a point between them. */
function dotted(nodes) { return nodes.flatMap((node, place) => [place ? " · " : "", node]); }

/** Texts stand in the page's language, what is drawn is drawn again. */
function turn(lang) {
  page.lang = lang;
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
  for (const each of all("[data-t]")) {
    each.textContent = say(each.dataset.t, places(each));
  }
  for (const each of all("[data-t-name]")) each.dataset.label = say(each.dataset.tName);
  for (const each of all("[data-t-label]")) each.setAttribute("aria-label", say(each.dataset.tLabel));
  for (const each of all("[data-turn]")) each.setAttribute("aria-pressed", String(each.dataset.turn === lang));
  document.title = find("h1").textContent;
  for (const redraw of page.redraws) redraw();
}

/** As on a telephone: tables are cards, and are shown in small portions. */
function narrow() { return matchMedia("(max-width: 40rem)").matches; }

/** Draw a part of the page for the first time. */
function drawPart(part) {
  const drawn = page.redraws.length;
  part.make();
  for (const redraw of page.redraws.slice(drawn)) redraw();
}

/** Draw what is not drawn yet: all, or what stands up to the end of a section. */
function drawWaiting(section = null) {
  const behind = (part) => section && !section.contains(part.host) && section.compareDocumentPosition(part.host) & Node.DOCUMENT_POSITION_FOLLOWING;
  const now = page.waiting.filter((part) => !behind(part));
  page.waiting = page.waiting.filter(behind);
  now.forEach(drawPart);
}

/** One part at a time, so that a reader's key or finger never waits for long. */
function drawOne() {
  const part = page.waiting.shift();
  if (!part) return;
  drawPart(part);
  soon(drawOne);
}

function soon(act) { if (window.requestIdleCallback) requestIdleCallback(act, { timeout: 500 }); else setTimeout(act, 30); }

function places(element) {
  if (element.dataset.places) return JSON.parse(element.dataset.places);
  return element.dataset.n ? { n: Number(element.dataset.n) } : {};
}

/** Group row numbers by a key that each row has; rows without one are left out. */
function grouped(length, keyOf) {
  const groups = new Map();
  for (let row = 0; row < length; row += 1) {
    const key = keyOf(row);
    if (key === null || key === undefined || key === -1) continue;
    const own = groups.get(key);
    if (own) own.push(row); else groups.set(key, [row]);
  }
  return groups;
}
