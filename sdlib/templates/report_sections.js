"use strict";
// Sections: what each table of the page shows about the articles, one by one or by outlet.

function bySide(row) {
  const names = data("mentions").entities;
  return page.lang === "en" && names.en[row] ? [names.en[row], names.ar[row]] : [names.ar[row]];
}

function entityName(entity) { return bySide(entity)[0]; }

/** A name, with the Arabic one below where the page is English. */
function named(parts) {
  return [words(parts[0]), parts[1] ? words(parts[1], "span", { class: "gloss" }) : null];
}

function spanPlaces(docs, flat, rows) {
  return rows.map((row) => ({ doc: docs[row], start: flat[2 * row], end: flat[2 * row + 1] }));
}

function claimPlaces(rows) {
  const claims = data("claims");
  return rows.map((row) => ({ doc: claims.doc[row], start: Math.min(claims.cue[2 * row], claims.content[2 * row]),
    end: Math.max(claims.cue[2 * row + 1], claims.content[2 * row + 1]), claim: row, parts: claimParts(row) }));
}

const outletOf = (doc) => data("articles").outlet[doc];
const outletFilter = (docOf) => ({ key: "outlet", of: (row) => outletOf(docOf(row)), label: (code) => outletName(Number(code)) });
const outletColumn = (docOf) => ({ key: "outlet", small: true, cell: (row) => words(outletName(outletOf(docOf(row)))), value: (row) => outletName(outletOf(docOf(row))) });

/** One column an outlet with counts that lead to their places; `rowsIn(row, outlet)` are counted. */
function outletColumns(rowsIn, title, placesOf) {
  return data("meta").outlets.map((outlet, code) => ({
    key: `outlet-${code}`, label: () => plain(outlet[page.lang]), number: true,
    value: (row) => rowsIn(row, code).length,
    cell: (row) => countButton(rowsIn(row, code).length, `${title(row)}, ${outlet[page.lang]}`,
      () => showPlaces(() => dotted([words(title(row)), words(outletName(code))]), placesOf(rowsIn(row, code)))),
  }));
}

function byOutlet(docs, rows) {
  const split = data("meta").outlets.map(() => []);
  for (const row of rows) if (outletOf(docs[row]) >= 0) split[outletOf(docs[row])].push(row);
  return split;
}

function allColumn(rowsIn, title, placesOf) {
  return { key: "all", number: true, value: (row) => rowsIn(row).length,
    cell: (row) => countButton(rowsIn(row).length, title(row), () => showPlaces(() => [words(title(row))], placesOf(rowsIn(row)))) };
}

function articlesGrid() {
  const articles = data("articles");
  const rows = articles.id.map((id, doc) => doc);
  const count = (name) => ({ key: name, number: true, value: (doc) => rowsOf(name, doc).length,
    cell: (doc) => countButton(rowsOf(name, doc).length, `${articles.id[doc]}, ${say(`col.${name}`)}`,
      () => showPlaces(() => articleNodes(doc), name === "claims" ? claimPlaces(rowsOf(name, doc)) : labelPlaces(rowsOf(name, doc)))) });
  const note = (doc) => articles[page.lang === "ar" ? "note_ar" : "note"][doc];
  grid("articles", { rows, title: "overview-title", named: "article", filters: [outletFilter((doc) => doc)],
    search: (doc) => `${articleName(doc).join(" ")} ${articles.note[doc]} ${articles.note_ar[doc]}`,
    columns: [
      { key: "article", value: (doc) => articles.title[doc] || articles.id[doc], wide: true,
        cell: (doc) => el("button", { type: "button", class: "open piece", onclick: () => showArticle(doc) }, words(articles.title[doc] || articles.id[doc])) },
      outletColumn((doc) => doc),
      { key: "date", value: (doc) => articles.date[doc], cell: (doc) => el("bdi", { class: "date" }, articles.date[doc] || say("ui.missing")) },
      { key: "words", number: true, value: (doc) => articles.words[doc], cell: (doc) => number(articles.words[doc]) },
      count("claims"), count("labels"),
      ...(articles.note.some(Boolean) ? [{ key: "note", wide: true, cell: (doc) => words(note(doc), "div") }] : []),
    ] });
}

function namedGrid() {
  const mentions = data("mentions");
  const groups = grouped(mentions.doc.length, (row) => mentions.entity[row]);
  const rows = [...groups.keys()].sort((a, b) => groups.get(b).length - groups.get(a).length);
  const split = new Map(rows.map((entity) => [entity, byOutlet(mentions.doc, groups.get(entity))]));
  const placesOf = (found) => spanPlaces(mentions.doc, mentions.span, found);
  const variants = (entity) => grouped(groups.get(entity).length, (k) => mentions.variant.codes[groups.get(entity)[k]]);
  const sizes = new Map(rows.map((entity) => [entity, new Set(groups.get(entity).map((row) => mentions.variant.codes[row])).size]));
  grid("named", { rows, named: "entity",
    filters: [{ key: "type", of: (entity) => mentions.entities.type[entity], label: (value) => say(`entity.${value}`) }],
    search: (entity) => `${mentions.entities.ar[entity]} ${mentions.entities.en[entity]}`,
    columns: [
      { key: "entity", cell: (entity) => named(bySide(entity)), value: entityName },
      { key: "type", cell: (entity) => say(`entity.${mentions.entities.type[entity]}`), value: (entity) => say(`entity.${mentions.entities.type[entity]}`) },
      ...outletColumns((entity, code) => split.get(entity)[code], entityName, placesOf),
      allColumn((entity) => groups.get(entity), entityName, placesOf),
      { key: "variants", number: true, value: (entity) => sizes.get(entity),
        cell: (entity) => countButton(sizes.get(entity), entityName(entity), () => showVariants(entity, variants(entity), groups.get(entity))) },
    ] });
}

/** In which words each outlet names an entity: a table whose numbers lead on. */
function showVariants(entity, variants, members) {
  const mentions = data("mentions");
  const outlets = data("meta").outlets;
  const order = [...variants].sort((a, b) => b[1].length - a[1].length);
  openView({
    title: () => say("named.variants", { name: entityName(entity) }),
    body: () => el("div", { class: "scroll" }, el("table", { class: "cards" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("col.variant")),
        outlets.map((outlet) => el("th", { scope: "col", class: "number" }, words(outlet[page.lang]))))),
      el("tbody", {}, order.map(([code, own]) => {
        const name = mentions.variant.levels[code];
        const split = byOutlet(mentions.doc, own.map((k) => members[k]));
        return el("tr", {}, el("th", { scope: "row", "data-label": say("col.variant") }, words(name)),
          split.map((found, outlet) => el("td", { class: "number", "data-label": plain(outletName(outlet)) },
            countButton(found.length, `${name}, ${outletName(outlet)}`,
              () => showPlaces(() => dotted([words(name), words(outletName(outlet))]), spanPlaces(mentions.doc, mentions.span, found))))));
      })))),
  });
}

const NOBODY = -1;

/** Who makes a claim: of those who speak together each; nobody where no speaker is known. */
function whoOf(row) { return [data("claims").who.of[row]].flat(); }

function whoParts(who) {
  if (who === NOBODY) return [say("speakers.unresolved")];
  const { ar, en } = data("claims").who;
  return page.lang === "en" && en[who] ? [en[who], ar[who]] : [ar[who]];
}

function speakersGrid() {
  const claims = data("claims");
  const groups = new Map();
  claims.doc.forEach((doc, row) => { for (const who of whoOf(row)) groups.get(who)?.push(row) ?? groups.set(who, [row]); });
  const rows = [...groups.keys()].sort((a, b) => groups.get(b).length - groups.get(a).length);
  const split = new Map(rows.map((who) => [who, byOutlet(claims.doc, groups.get(who))]));
  const name = (who) => whoParts(who)[0];
  const kindOf = (who) => claims.who.kind[who] ?? "unknown";
  const quoted = (row) => ["direct", "mixed"].includes(level(claims.mode, row));
  const modes = new Map(rows.map((who) => [who, { direct: groups.get(who).filter(quoted), indirect: groups.get(who).filter((row) => !quoted(row)) }]));
  const modeColumn = (mode) => ({ key: mode, number: true, value: (who) => modes.get(who)[mode].length,
    cell: (who) => countButton(modes.get(who)[mode].length, `${name(who)}, ${say(`col.${mode}`)}`,
      () => showPlaces(() => dotted([words(name(who)), say(`col.${mode}`)]), claimPlaces(modes.get(who)[mode]))) });
  grid("speakers", { rows, named: "speaker",
    filters: [{ key: "kind", of: kindOf, label: (value) => say(`kind.${slug(value)}`) }],
    search: (who) => `${name(who)} ${claims.who.ar[who] ?? ""}`,
    columns: [
      { key: "speaker", value: name, cell: (who) => named(whoParts(who)) },
      { key: "kind", value: kindOf, cell: (who) => say(`kind.${slug(kindOf(who))}`) },
      ...outletColumns((who, code) => split.get(who)[code], name, claimPlaces),
      allColumn((who) => groups.get(who), name, claimPlaces),
      modeColumn("direct"), modeColumn("indirect"),
    ] });
}

function speakerParts(row) {
  const parts = nameParts(data("claims").speaker, row);
  return parts.length ? parts : [say("speakers.unresolved")];
}

/** The names of who is in a column: in an English page the Arabic one follows; none for nobody. */
function nameParts(column, row) {
  const arabic = level(column, row);
  const english = page.lang === "en" && arabic ? column.en[column.codes[row]] : "";
  return [...new Set([english, arabic])].filter(Boolean);
}

function claimsGrid() {
  const claims = data("claims");
  const docOf = (row) => claims.doc[row];
  const group = (key, prefix, column) => ({ key, of: (row) => level(column, row), label: (value) => say(`${prefix}.${value}`) });
  grid("claims", { rows: claims.doc.map((doc, row) => row),
    filters: [outletFilter(docOf),
      { key: "speaker", of: whoOf, label: (who) => whoParts(Number(who))[0] },
      group("cue_type", "cue", claims.type), group("mode", "mode", claims.mode)],
    search: (row) => `${speakerName(row)} ${level(claims.speaker, row)} ${level(claims.lemma, row)} ${claimText(row)}`,
    columns: [
      outletColumn(docOf),
      { key: "speaker", value: speakerName, cell: (row) => named(speakerParts(row)) },
      { key: "cue", value: (row) => level(claims.lemma, row), cell: (row) => [words(cueText(row)), el("span", { class: "gloss" }, kind("cue", claims.type, row))] },
      { key: "mode", value: (row) => kind("mode", claims.mode, row), cell: (row) => kind("mode", claims.mode, row) },
      { key: "content", wide: true, cell: (row) => [words(claimText(row), "div"),
        el("button", { type: "button", class: "open", "aria-label": `${say("ui.place")}: ${plain(claimText(row)).slice(0, 60)}`, onclick: () => showPlaces(() => [words(speakerName(row))], claimPlaces([row])) }, say("ui.place"))] },
    ] });
}

function cueText(row) {
  const claims = data("claims");
  return data("articles").text[claims.doc[row]].slice(...span(claims.cue, row));
}

function labelPlaces(rows) {
  const labels = data("labels");
  return rows.map((row) => ({ doc: labels.doc[row], start: Math.min(labels.marker[2 * row], labels.label[2 * row]),
    end: Math.max(labels.marker[2 * row + 1], labels.label[2 * row + 1]), parts: ["marker", "label"].map((name) => ({ start: labels[name][2 * row], end: labels[name][2 * row + 1], kind: name })) }));
}

/** A cell with a piece of an article that leads to its sentence. */
function pieceCell(doc, found, open) {
  const text = data("articles").text[doc].slice(...found);
  return el("button", { type: "button", class: "open piece", onclick: open }, words(text));
}

function labelsGrid() {
  const labels = data("labels");
  const docOf = (row) => labels.doc[row];
  const text = (name, row) => data("articles").text[docOf(row)].slice(...span(labels[name], row));
  const parts = (row) => nameParts(labels.speaker, row);
  const speaker = (row) => parts(row)[0] ?? "";
  grid("labels", { rows: labels.doc.map((doc, row) => row), filters: [outletFilter(docOf)],
    search: (row) => `${text("label", row)} ${text("marker", row)} ${parts(row).join(" ")}`,
    columns: [
      outletColumn(docOf),
      { key: "marker", value: (row) => text("marker", row), cell: (row) => words(text("marker", row)) },
      { key: "label", value: (row) => text("label", row), cell: (row) => pieceCell(docOf(row), span(labels.label, row), () => showPlaces(() => [words(text("label", row))], labelPlaces([row]))) },
      { key: "speaker", value: speaker, cell: (row) => (speaker(row) ? named(parts(row)) : say("speakers.unresolved")) },
    ] });
}

function figuresGrid() {
  const figures = data("quantities");
  const docOf = (row) => figures.doc[row];
  const giver = (row) => (figures.claim[row] < 0 ? say("ui.missing") : speakerName(figures.claim[row]));
  const order = ["killed", "wounded", "displaced", "arrested", "other"];
  const rows = figures.doc.map((doc, row) => row).sort((a, b) => order.indexOf(level(figures.measure, a)) - order.indexOf(level(figures.measure, b)));
  if (people().length) page.redraws.push(peopleTable);
  const figure = (key) => ({ key, number: true, value: (row) => figures[key][row], cell: (row) => number(figures[key][row]) });
  const open = (row) => showPlaces(() => [giver(row)], spanPlaces(figures.doc, figures.span, [row]));
  grid("figures", { rows, filters: [{ key: "measure", of: (row) => level(figures.measure, row), label: (value) => say(`measure.${value}`) }, outletFilter(docOf)],
    search: (row) => `${giver(row)} ${level(figures.unit, row)}`,
    columns: [
      { key: "measure", value: (row) => kind("measure", figures.measure, row), cell: (row) => kind("measure", figures.measure, row) },
      outletColumn(docOf),
      { key: "source", value: giver, cell: (row) => words(giver(row)) },
      { key: "written", cell: (row) => pieceCell(docOf(row), span(figures.span, row), () => open(row)) },
      figure("value"), figure("low"), figure("high"),
      ...["unit", "period", "places"].map((key) => ({ key, value: (row) => level(figures[key], row), cell: (row) => words(listed(level(figures[key], row)) || say("ui.missing")) })),
      ...(figures.part.some(Boolean) ? [{ key: "part", value: (row) => figures.part[row], cell: (row) => (figures.part[row] ? say("col.part") : "") }] : []),
    ] });
}

const PEOPLE = ["killed", "wounded", "displaced", "arrested"];
const MOST_PEOPLE = 60;

/** The figures of people, if they are few enough to be read side by side. */
function people() {
  const figures = data("quantities");
  const rows = figures.doc.map((doc, row) => row).filter((row) => PEOPLE.includes(level(figures.measure, row)) && outletOf(figures.doc[row]) >= 0);
  return rows.length <= MOST_PEOPLE ? rows : [];
}

/** Figures of people with a column for each outlet: each with its source, its bounds and its scope. */
function peopleTable() {
  const figures = data("quantities");
  const rows = people();
  const sides = data("meta").outlets.map((outlet, code) => code).filter((code) => rows.some((row) => outletOf(figures.doc[row]) === code));
  const own = (measure, code) => rows.filter((row) => level(figures.measure, row) === measure && outletOf(figures.doc[row]) === code);
  const body = PEOPLE.filter((measure) => rows.some((row) => level(figures.measure, row) === measure)).map((measure) => el("tr", {},
    el("th", { scope: "row", "data-label": say("col.measure") }, say(`measure.${measure}`)),
    sides.map((code) => el("td", { "data-label": plain(outletName(code)) },
      own(measure, code).length ? own(measure, code).map(figureNodes) : say("ui.missing")))));
  find("#people").replaceChildren(el("h3", { id: "people-title" }, say("figures.people")),
    el("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "people-title" }, el("table", { class: "cards people", "aria-labelledby": "people-title" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("col.measure")), sides.map((code) => el("th", { scope: "col" }, words(outletName(code)))))),
      el("tbody", {}, body))),
    el("h3", {}, say("figures.all")));
}

/** Arabic names that the data separates with a semicolon, as a list. */
function listed(names) { return names.replaceAll("; ", "، "); }

/** One figure: as it is written, who gives it, its bounds, and what its sentence says of its scope. */
function figureNodes(row) {
  const figures = data("quantities");
  const doc = figures.doc[row];
  const source = figures.claim[row] < 0 ? say("figures.own") : speakerName(figures.claim[row]);
  const scope = ["period", "places"].map((key) => level(figures[key], row)).filter(Boolean);
  const line = (...parts) => el("div", { class: "note" }, parts);
  return el("div", { class: "figure" },
    pieceCell(doc, span(figures.span, row), () => showPlaces(() => [words(source)], spanPlaces(figures.doc, figures.span, [row]))),
    line(`${say("col.source")}: `, words(source)), line(boundsOf(row)),
    line(`${say("figures.scope")}: `, scope.length ? scope.flatMap((each, k) => [k ? " · " : "", words(listed(each), "bdi", { class: "part" })]) : say("figures.unscoped"), figures.part[row] ? ` · ${say("col.part")}` : ""));
}

function boundsOf(row) {
  const { value: n, low, high } = Object.fromEntries(["value", "low", "high"].map((key) => [key, data("quantities")[key][row]]));
  if (low === null && high === null) return say("figures.about", { n });
  if (low === null) return say("figures.most", { n: high });
  if (high === null) return say("figures.least", { n: low });
  return low === high ? say("figures.exact", { n: low }) : say("figures.between", { low, high });
}

/** Who is called what, by outlet: in its own narration, in claims and by whom, in labels. */
function namingGrid() {
  const naming = data("naming");
  const groups = grouped(naming.doc.length, (row) => `${naming.term.codes[row]} ${naming.voice.codes[row]}`);
  const rows = [...groups.keys()].sort((a, b) => groups.get(b).length - groups.get(a).length);
  const first = (key) => groups.get(key)[0];
  const split = new Map(rows.map((key) => [key, byOutlet(naming.doc, groups.get(key))]));
  const term = (key) => level(naming.term, first(key));
  const of = (name, prefix = name) => (key) => say(`${prefix}.${slug(level(naming[name], first(key)))}`);
  const placesOf = (found) => spanPlaces(naming.doc, naming.span, found);
  const who = (row) => (naming.claim[row] >= 0 ? speakerName(naming.claim[row]) : level(naming.speaker, row) || say("speakers.unresolved"));
  const by = (key) => (level(naming.voice, first(key)) === "narration" ? [] : [...grouped(groups.get(key).length, (k) => who(groups.get(key)[k]))].sort((a, b) => b[1].length - a[1].length));
  grid("naming", { rows, named: "term", title: "naming-title",
    filters: ["frame", "voice"].map((name) => ({ key: name, of: (key) => level(naming[name], first(key)), label: (value) => say(`${name}.${slug(value)}`) })),
    search: (key) => `${term(key)} ${by(key).map(([name]) => name).join(" ")}`,
    columns: [
      { key: "term", value: term, cell: (key) => words(term(key)) },
      { key: "frame", value: of("frame"), cell: of("frame") },
      { key: "voice", value: of("voice"), cell: of("voice") },
      ...outletColumns((key, code) => split.get(key)[code], term, placesOf),
      allColumn((key) => groups.get(key), term, placesOf),
      { key: "by", wide: true, cell: (key) => (by(key).length ? by(key) : [[say("ui.missing"), []]]).flatMap(([name, own], k) => [k ? " · " : "", words(name), own.length > 1 ? ` (${number(own.length)})` : ""]) },
    ] });
}

/** Whom each outlet quotes and how: shares of its claims, with intervals where there are any. */
function profileGrid() {
  const profile = data("profile");
  const rows = profile.aspect.map((aspect, row) => row);
  const aspect = (row) => say(`aspect.${slug(profile.aspect[row])}`);
  const groups = { kind: "kind", "direct speech": "kind", mode: "mode", cue_type: "cue" };
  const value = (row) => (profile.aspect[row] === "length" ? say("profile.words") : say(`${groups[profile.aspect[row]]}.${slug(profile.value[row])}`));
  const cell = (row, code) => {
    const [count, of, estimate, low, high] = profile.cells[row][code] ?? [0, 0, null, null, null];
    if (estimate === null) return say("ui.missing");
    const mean = profile.aspect[row] === "length";
    const shown = (part) => number(mean ? part : 100 * part, mean ? 1 : 0);
    return [mean ? say("profile.mean", { n: Math.round(10 * estimate) / 10 }) : say("profile.share", { percent: Math.round(100 * estimate), count, of }),
      low === null ? null : el("span", { class: "gloss" }, say("figures.between", { low: shown(low), high: shown(high) }))];
  };
  grid("profile", { rows, named: "value", title: "profile-title",
    filters: [{ key: "aspect", of: (row) => profile.aspect[row], label: (each) => say(`aspect.${slug(each)}`) }],
    columns: [
      { key: "aspect", value: aspect, cell: aspect },
      { key: "value", label: () => say("ui.value"), value, cell: value },
      ...data("meta").outlets.map((outlet, code) => ({ key: `outlet-${code}`, label: () => plain(outlet[page.lang]), number: true,
        value: (row) => profile.cells[row][code]?.[2] ?? null, cell: (row) => cell(row, code) })),
    ] });
}
