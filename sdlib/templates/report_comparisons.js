"use strict";
// Comparisons: claims of two articles side by side, words that set outlets apart, shared text.

const SIDES = ["a", "b"];

function sideText(table, side, row) {
  return data("articles").text[table[`doc_${side}`][row]].slice(...span(table[`span_${side}`], row));
}

/** The place of one side: its claim if it is one, else the span alone. */
function sidePlace(side, row) {
  const pairs = data("pairs");
  const claim = pairs[`claim_${side}`][row];
  if (claim >= 0) return claimPlaces([claim])[0];
  return spanPlaces(pairs[`doc_${side}`], pairs[`span_${side}`], [row])[0];
}

function sideCell(side, row) {
  const pairs = data("pairs");
  const doc = pairs[`doc_${side}`][row];
  if (doc < 0) return say("pairs.not_found");
  const claim = pairs[`claim_${side}`][row];
  const who = claim >= 0 ? speakerName(claim) : say("pairs.narration");
  return [el("div", { class: "note" }, words(outletName(outletOf(doc))), " · ", words(who)),
    words(sideText(pairs, side, row), "div")];
}

/** What a finding rests on, a line for each reason: our phrases in the page's language, names as names. */
function reasons(row) {
  return level(data("pairs").reasons, row).split("; ").map((reason) => el("div", { class: "reason" }, reasonNodes(reason)));
}

function reasonNodes(reason) {
  const { pattern, keys } = phrases();
  // "1 words" is no English, and Arabic has a form for each number.
  const text = reason.replace(/^(\d+) ([^:]+)(?=: )/, "$2 ($1)");
  // Words in common are shown as words; what else is there are names, which a page has in its language.
  const names = page.lang === "en" && !text.startsWith(data("meta").text.en["reason.words"]) ? glosses() : new Map();
  return text.split(pattern).flatMap((piece, k) => (k % 2 ? [say(keys.get(piece))] : nameNodes(piece, names)));
}

/** The English names of speakers and of whatever else is named. */
function glosses() {
  if (!page.parsed.has("glosses")) {
    const { speaker, who } = data("claims");
    const { entities } = data("mentions");
    const found = [[entities.ar, entities.en], [who.ar, who.en], [speaker.levels, speaker.en]].flatMap(([ar, en]) => ar.map((name, k) => [name, en[k]]));
    page.parsed.set("glosses", new Map(found.filter(([, name]) => name)));
  }
  return page.parsed.get("glosses");
}

/** Our phrases in a reason: the longest first, and short words only where nothing else can stand. */
function phrases() {
  if (page.parsed.has("phrases")) return page.parsed.get("phrases");
  const texts = data("meta").text.en;
  const keys = new Map();
  const group = (prefix) => {
    const own = Object.keys(texts).filter((key) => key.startsWith(`${prefix}.`) && key !== "reason.in");
    for (const key of own) keys.set(texts[key], key);
    return own.map((key) => texts[key]).sort((a, b) => b.length - a.length).join("|");
  };
  const found = [`(?<![\\w-])(?:${group("reason")})(?![\\w-])`, `(?<=\\()(?:${group("stance")})(?=\\))`,
    `^(?:${group("measure")})(?=: )`, `(?<=\\d )${texts["reason.in"]}(?= )`];
  keys.set(texts["reason.in"], "reason.in");
  page.parsed.set("phrases", { pattern: new RegExp(`(${found.join("|")})`), keys });
  return page.parsed.get("phrases");
}

const BETWEEN = /(, | \/ |: | \(|\)|^ | $)/;
/** A name that has a note in brackets is one name. */
const NOTED = /((?<![^\s,/(])[\u0621-\u064a][^,/:()]* \([^()/]*\))/;

/** Names and words of a reason, each in its own direction; outlets by the names that the page has for them. */
function nameNodes(text, names) {
  const outlets = new Map(data("meta").outlets.map((outlet) => [outlet.name, outlet[page.lang]]));
  const named = (piece) => words(outlets.get(piece) ?? names.get(piece) ?? piece);
  const pieces = text.split(NOTED).flatMap((piece, k) => (k % 2 ? [piece] : piece.split(BETWEEN))).filter(Boolean);
  const isName = (piece) => piece && (outlets.has(piece) || NOTED.test(piece) || !BETWEEN.test(piece));
  return pieces.map((piece, k) => {
    if (!isName(piece)) return piece === ", " && isName(pieces[k - 1]) ? " " : piece.replace(",", say("sign.comma"));
    // A comma stays with its name: alone in the next line it would seem to begin one.
    return pieces[k + 1] === ", " ? el("span", named(piece).dir === document.dir ? {} : { class: "part" }, named(piece), say("sign.comma")) : named(piece);
  });
}

/** Figures of two outlets that seem to count the same: their bounds, and in what their scopes differ. */
function comparedGrid() {
  const compared = data("compared");
  if (!compared.figure_a.length) return;
  const side = (name, key) => ({ key, cell: (row) => {
    const figure = compared[`figure_${name}`][row];
    return [el("div", { class: "note" }, words(outletName(outletOf(data("quantities").doc[figure])))), figureNodes(figure)];
  } });
  const differs = (row) => { const text = level(compared.differs, row); return text ? text.split(/, (?![^(]*\))/).map((reason) => el("div", { class: "reason" }, reasonNodes(reason))) : say("ui.missing"); };
  const title = el("h3", { id: "compared-title" });
  find("#grid-compared").before(title);
  page.redraws.push(() => { title.textContent = say("compared.title"); });
  const status = (row) => kind("status", compared.status, row);
  grid("compared", { rows: compared.figure_a.map((figure, row) => row), title: "compared-title",
    filters: [{ key: "status", of: (row) => level(compared.status, row), label: (value) => say(`status.${slug(value)}`) }],
    columns: [
      { key: "status", value: status, cell: status },
      side("a", "first"), side("b", "second"),
      { key: "differs", cell: differs },
    ] });
}

function pairsGrid() {
  const pairs = data("pairs");
  const rows = pairs.doc_a.map((doc, row) => row);
  const both = rows.filter((row) => pairs.doc_b[row] >= 0);
  const open = (row) => {
    const found = SIDES.filter((side) => pairs[`doc_${side}`][row] >= 0).map((side) => sidePlace(side, row));
    showPlaces(() => [kind("relation", pairs.relation, row)], found);
  };
  grid("pairs", { rows,
    filters: [{ key: "relation", of: (row) => level(pairs.relation, row), label: (value) => say(`relation.${slug(value)}`) },
      { key: "outlet", of: (row) => SIDES.map((side) => pairs[`doc_${side}`][row]).filter((doc) => doc >= 0).map(outletOf), label: (code) => outletName(Number(code)) }],
    search: (row) => SIDES.filter((side) => pairs[`doc_${side}`][row] >= 0).map((side) => sideText(pairs, side, row)).join(" "),
    columns: [
      { key: "relation", middle: true, value: (row) => kind("relation", pairs.relation, row), cell: (row) => [el("div", {}, kind("relation", pairs.relation, row)),
        el("button", { type: "button", class: "open", "aria-label": `${say("ui.place")}: ${plain(sideText(pairs, "a", row)).slice(0, 60)}`, onclick: () => open(row) }, say("ui.place"))] },
      { key: "score", number: true, value: (row) => pairs.score[row], cell: (row) => number(pairs.score[row]) },
      { key: "first", wide: true, cell: (row) => sideCell("a", row) },
      { key: "second", wide: true, cell: (row) => sideCell("b", row) },
      { key: "reasons", cell: reasons },
    ] });
  columnsOf(both);
}

/** Two articles in two columns, chosen by what they have in common. */
function columnsOf(both) {
  const pairs = data("pairs");
  const couples = new Map();
  for (const row of both) {
    const key = `${pairs.doc_a[row]} ${pairs.doc_b[row]}`;
    couples.set(key, [...(couples.get(key) ?? []), row]);
  }
  const order = [...couples].sort((a, b) => b[1].length - a[1].length).slice(0, 500);
  const host = el("div", { id: "columns" });
  find("#grid-pairs").after(host);
  let chosen = order[0]?.[0];
  const draw = () => {
    if (!chosen) { host.replaceChildren(); return; }
    const options = order.map(([key, rows]) => el("option", { value: key },
      `${key.split(" ").map((doc) => articleLine(Number(doc))).join(" – ")} (${number(rows.length)})`));
    const select = el("select", { onchange: () => { chosen = select.value; draw(); find("select", host).focus(); } }, options);
    select.value = chosen;
    host.replaceChildren(el("h3", {}, say("pairs.columns")), el("p", {}, say("pairs.numbers")),
      el("div", { class: "tools couple" }, el("label", {}, say("pairs.choose"), select)), ...twoColumns(chosen, couples.get(chosen)));
  };
  page.redraws.push(draw);
}

function twoColumns(key, rows) {
  const pairs = data("pairs");
  const docs = key.split(" ").map(Number);
  const joined = [...new Map(rows.map((row) => [`${pairs.span_a[2 * row]} ${pairs.span_b[2 * row]}`, row])).values()]
    .sort((a, b) => pairs.span_a[2 * a] - pairs.span_a[2 * b]);
  const panes = SIDES.map((side, place) => {
    const doc = docs[place];
    const other = SIDES[1 - place];
    const taken = new Set(joined.map((row) => pairs[`claim_${side}`][row]));
    const parts = rowsOf("claims", doc).filter((claim) => !taken.has(claim)).flatMap((claim) => claimParts(claim));
    parts.push(...joined.flatMap((row, k) => joinedParts(side, row, k + 1, () => jumpTo(other, k + 1))));
    return el("div", { class: "pane", tabindex: "0", role: "group", "aria-label": plain(articleName(doc).join(" · ")), "data-side": side },
      el("h4", {}, articleNodes(doc)), legend(parts), paragraphs(doc, parts));
  });
  const list = el("ol", { class: "listed" }, joined.map((row, k) => el("li", {},
    rows.filter((each) => pairs.span_a[2 * each] === pairs.span_a[2 * row] && pairs.span_b[2 * each] === pairs.span_b[2 * row])
      .map((each) => el("div", {}, kind("relation", pairs.relation, each), " (", number(pairs.score[each]), "): ", reasons(each))),
    el("button", { type: "button", class: "open", "aria-label": `${say("ui.place")} ${k + 1}`, onclick: () => jumpTo("a", k + 1) }, say("ui.place")))));
  return [el("div", { class: "panes" }, panes), list];
}

/** The parts of a claim with its number; words of the outlet itself have a span only. */
function joinedParts(side, row, number, jump) {
  const pairs = data("pairs");
  const claim = pairs[`claim_${side}`][row];
  const extra = { number, jump };
  if (claim >= 0) return claimParts(claim, extra);
  const [start, end] = span(pairs[`span_${side}`], row);
  return [{ start, end, kind: "content", about: () => say("pairs.narration") }, { start: end - 1, end, kind: "cue", about: () => say("pairs.narration"), ...extra }];
}

function jumpTo(side, number) {
  for (const each of side === "a" ? ["b", "a"] : ["a", "b"]) {
    const pane = find(`[data-side="${each}"]`);
    const button = all("sup button", pane).find((one) => one.textContent === String(number));
    if (!button) continue;
    pane.scrollTop += button.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
    button.focus({ preventScroll: true });
  }
}

function wordsGrid() {
  const table = data("words");
  const rows = table.term.map((term, row) => row);
  const term = (row) => table.terms[table.term[row]];
  const codes = new Map(data("meta").outlets.map((outlet, code) => [outlet.name, code]));
  const gateOf = (row) => table.gates.find((gate) => gate.names[0] === level(table.group, row));
  // In a table of two groups the second's words are those with a negative sign.
  const more = (row) => (table.weighted_log_odds[row] > 0 ? gateOf(row).names[0] : gateOf(row).names[1]);
  const named = (name) => (codes.has(name) ? outletName(codes.get(name)) : say("words.rest"));
  const placesOf = (row, own) => {
    const flat = table.places[table.term[row]];
    const found = [];
    for (let k = 0; k < flat.length; k += 3) {
      const inside = outletOf(flat[k]) === codes.get(more(row));
      if (inside === own) found.push({ doc: flat[k], start: flat[k + 1], end: flat[k + 2] });
    }
    return found;
  };
  const count = (row, own) => ((more(row) === gateOf(row).names[0]) === own ? table.count[row] : table.count_other[row]);
  const rate = (row, own) => ((more(row) === gateOf(row).names[0]) === own ? table.per_million[row] : table.per_million_other[row]) / 1000;
  const counted = (key, own) => ({ key, number: true, value: (row) => count(row, own),
    cell: (row) => [countButton(count(row, own), `${term(row)}, ${say(`col.${key}`)}`, () => showKwic(() => [words(term(row))], placesOf(row, own), count(row, own))),
      el("span", { class: "gloss" }, say("words.rate", { n: fixed(rate(row, own)) }))] });
  const size = (row) => Math.abs(table.log_ratio[row]);
  // Seen from the group that uses the word more; an interval that reaches below 0 says that it may be the other.
  const sign = (row) => (table.log_ratio[row] < 0 ? -1 : 1);
  const bounds = (row) => {
    if (table.low[row] === null) return say("ui.missing");
    const [low, high] = [table.low[row], table.high[row]].map((each) => sign(row) * each).sort((a, b) => a - b);
    return say("figures.between", { low: fixed(low), high: fixed(high) });
  };
  grid("words", { rows, named: "term",
    filters: [{ key: "more_in", of: more, label: named }], search: term,
    columns: [
      { key: "term", value: term, cell: (row) => words(term(row)) },
      { key: "more_in", value: (row) => named(more(row)), cell: (row) => words(named(more(row))) },
      counted("there", true), counted("elsewhere", false),
      { key: "log_ratio", number: true, value: size, cell: (row) => fixed(size(row)) },
      { key: "interval", number: true, cell: bounds },
      { key: "p", number: true, value: (row) => table.p_maxt[row], cell: (row) => number(table.p_maxt[row], 4) },
    ] });
  const notes = el("ul", { class: "note" });
  find("#grid-words").before(notes);
  page.redraws.push(() => notes.replaceChildren(...table.gates.map((gate) => el("li", {}, gateNote(gate, named)))));
}

/** How outlets spell one word: what they choose, and not what they write about. */
function spellingsGrid() {
  const table = data("spellings");
  const rows = table.spelling.map((spelling, row) => row);
  const spelling = (row) => table.spelling[row];
  const kinds = (row) => table.kind[row].map((each) => say(`spelling.${slug(each)}`)).join(", ");
  const placesOf = (row, code) => {
    const flat = table.places[row];
    const found = [];
    for (let k = 0; k < flat.length; k += 3) {
      if (outletOf(flat[k]) === code) found.push({ doc: flat[k], start: flat[k + 1], end: flat[k + 2] });
    }
    return found;
  };
  grid("spellings", { rows, named: "spelling", title: "spellings-title",
    filters: [{ key: "differs_in", of: (row) => table.kind[row], label: (each) => say(`spelling.${slug(each)}`) }],
    search: (row) => `${spelling(row)} ${level(table.family, row)}`,
    columns: [
      { key: "family", value: (row) => level(table.family, row), cell: (row) => words(level(table.family, row)) },
      { key: "spelling", value: spelling, cell: (row) => words(spelling(row)) },
      { key: "differs_in", value: kinds, cell: kinds },
      ...data("meta").outlets.map((outlet, code) => ({ key: `outlet-${code}`, label: () => plain(outlet[page.lang]), number: true,
        value: (row) => table.counts[row][code],
        cell: (row) => countButton(table.counts[row][code], `${spelling(row)}, ${outlet[page.lang]}`,
          () => showKwic(() => dotted([words(spelling(row)), words(outletName(code))]), placesOf(row, code), table.counts[row][code])) })),
    ] });
}

function gateNote(gate, named) {
  const places = { first: named(gate.names[0]), second: named(gate.names[1]), n: gate.documents[0], m: gate.documents[1] };
  return gate.p === null ? say("words.gated", places) : say("words.tested", { ...places, p: String(gate.p) });
}

/** Characters of an article on each side of a word in a concordance, at most: what a dialog has room for. */
const AROUND = 42;

/** A concordance: each line with its word in the middle, and what stands on both sides. */
function showKwic(title, found, count) {
  const line = (place) => {
    const text = data("articles").text[place.doc];
    // A word that is cut at the far end reads as another one.
    const before = text.slice(Math.max(0, place.start - AROUND), place.start).replace(place.start > AROUND ? /^\S*\s/ : "", "");
    const behind = text.slice(place.end, place.end + AROUND).replace(place.end + AROUND < text.length ? /\s\S*$/ : "", "");
    const cell = (name, piece) => el("td", { class: name }, shown(piece.replace(/\s+/g, " ")));
    return el("tr", {}, cell("before", before),
      el("td", { class: "node" }, el("button", { type: "button", class: "open", onclick: () => showArticle(place.doc, place) }, shown(text.slice(place.start, place.end)))),
      cell("behind", behind),
      el("td", {}, dotted(articleName(place.doc).slice(0, 2).map((part) => words(part)))));
  };
  openView({
    title: () => [title(), el("small", {}, found.length < count ? say("ui.first", { n: found.length, all: count }) : say("ui.places", { n: count }))],
    body: () => {
      const body = el("tbody", {});
      const more = growing(body, found, line, 3 * PLACES);
      const heads = ["kwic.before", "kwic.node", "kwic.behind", "col.article"].map((key) => el("th", { scope: "col" }, say(key)));
      return [el("div", { class: "scroll" }, el("table", { class: "kwic", dir: "rtl", lang: "ar" }, el("thead", { lang: page.lang }, el("tr", {}, heads)), body)),
        more];
    },
    then: centreNode,
  });
}

/** On a narrow screen a reader sees the word first, and scrolls to what is around it. */
function centreNode() {
  const middle = (element) => { const box = element.getBoundingClientRect(); return box.left + box.width / 2; };
  const box = find("#dialog .scroll");
  box.scrollLeft += middle(find("td.node", box)) - middle(box);
}

function sharedGrid() {
  const shared = data("shared");
  const rows = shared.doc_a.map((doc, row) => row);
  const side = (name) => ({ key: name === "a" ? "first" : "second", value: (row) => articleName(shared[`doc_${name}`][row]).join(" "),
    cell: (row) => el("button", { type: "button", class: "open", onclick: () => showArticle(shared[`doc_${name}`][row], spanPlaces(shared[`doc_${name}`], shared[`span_${name}`], [row])[0]) }, articleNodes(shared[`doc_${name}`][row])) });
  grid("shared", { rows,
    filters: [{ key: "same", of: (row) => level(shared.kind, row), label: (value) => say(`same.${value}`) },
      { key: "outlet", of: (row) => SIDES.map((name) => outletOf(shared[`doc_${name}`][row])), label: (code) => outletName(Number(code)) }],
    search: (row) => sideText(shared, "a", row),
    columns: [
      { key: "text", wide: true, cell: (row) => words(sideText(shared, "a", row), "div") },
      side("a"), side("b"),
      { key: "share", number: true, value: (row) => Math.max(shared.share_a[row], shared.share_b[row]), cell: (row) => `${Math.round(100 * Math.max(shared.share_a[row], shared.share_b[row]))}%` },
      { key: "same", value: (row) => kind("same", shared.kind, row), cell: (row) => kind("same", shared.kind, row) },
    ] });
}
