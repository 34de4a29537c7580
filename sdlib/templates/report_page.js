"use strict";
// The page: where a reader is, in the address; and the beginning of it all.

function asked() { return new URLSearchParams(location.hash.slice(1)); }

/** The address keeps language, section and article, so that it can be sent to a colleague. */
function remember(section = null) {
  const kept = asked();
  kept.set("lang", page.lang);
  if (section) kept.set("section", section);
  const view = stack.at(-1);
  for (const name of ["article", "claim"]) {
    if (view && view[name]) kept.set(name, view[name]); else kept.delete(name);
  }
  for (const name of [...kept.keys()]) if (!["lang", "section", "article", "claim"].includes(name)) kept.delete(name);
  history.replaceState(null, "", `#${kept}`);
}

function goTo(section) {
  const target = document.getElementById(section);
  if (target?.tagName !== "SECTION") return;
  // What is drawn or laid out later above it would push it away.
  drawWaiting(target);
  fold(target, false);
  for (const each of all("main > section")) {
    if (!(target.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)) each.classList.add("whole");
  }
  target.scrollIntoView();
  find("h2", target).focus({ preventScroll: true });
  for (const link of all("nav a")) link.toggleAttribute("aria-current", link.dataset.section === section);
}

/** Fold a section or unfold it; folded, the browser's own search still finds what is in it. */
function fold(section, folded) {
  find(".fold", section).setAttribute("aria-expanded", String(!folded));
  const body = find(".body", section);
  if (folded) body.setAttribute("hidden", "until-found"); else body.removeAttribute("hidden");
}

/** Each heading folds its section. A telephone begins with the overview: ten sections are too long for a thumb. */
function foldable() {
  for (const section of all("main > section")) {
    const heading = find("h2", section);
    const folded = () => find(".fold", section).getAttribute("aria-expanded") === "true";
    heading.replaceChildren(el("button", { type: "button", class: "fold", "aria-expanded": "true", "aria-controls": `${section.id}-body`,
      onclick: () => fold(section, folded()) }, [...heading.childNodes]));
    find(".body", section).addEventListener("beforematch", () => fold(section, false));
    fold(section, narrow() && section.id !== "overview");
  }
}

/** Follow the address: a plain `#claims` is a section too. */
function follow() {
  const kept = asked();
  const lang = kept.get("lang");
  const section = kept.get("section") ?? location.hash.slice(1);
  if (lang !== page.lang && (lang === "en" || lang === "ar")) turn(lang);
  if (section) goTo(section);
  const doc = kept.has("article") ? data("articles").id.indexOf(kept.get("article")) : -1;
  if (doc < 0) return;
  const row = data("claims").id.indexOf(kept.get("claim"));
  showArticle(doc, row < 0 ? null : claimPlaces([row])[0]);
}

/** A section for which there are not two outlets to compare. */
function nothing(name) {
  return () => page.redraws.push(() => find(`#grid-${name}`).replaceChildren(el("p", {}, say("ui.two"))));
}

function begin() {
  document.documentElement.classList.remove("plain");
  const compared = { pairs: pairsGrid, compared: comparedGrid, words: wordsGrid, spellings: spellingsGrid, shared: sharedGrid };
  const made = { articles: articlesGrid, named: namedGrid, naming: namingGrid, speakers: speakersGrid, profile: profileGrid, claims: claimsGrid, figures: figuresGrid, labels: labelsGrid,
    ...(has("pairs") ? compared : Object.fromEntries(["pairs", "words", "spellings", "shared"].map((name) => [name, nothing(name)]))) };
  page.waiting = all(".grid").map((host) => ({ host, make: made[host.id.replace("grid-", "")] })).filter(({ make }) => make);
  foldable();
  page.redraws.push(drawView);
  find(".languages").hidden = false;
  for (const button of all("[data-turn]")) button.addEventListener("click", () => { turn(button.dataset.turn); remember(); });
  for (const link of all("nav a")) {
    link.addEventListener("click", (event) => { event.preventDefault(); goTo(link.dataset.section); remember(link.dataset.section); });
  }
  find(".skip").addEventListener("click", (event) => { event.preventDefault(); find("#main").focus(); });
  find("#dialog").addEventListener("close", () => { stack.length = 0; remember(); });
  window.addEventListener("beforeprint", () => drawWaiting());
  turn(asked().get("lang") === "ar" || asked().get("lang") === "en" ? asked().get("lang") : page.lang);
  // Of a large corpus a reader sees the beginning while the rest is made.
  if (document.documentElement.classList.contains("large")) soon(drawOne); else drawWaiting();
  window.addEventListener("hashchange", follow);
  follow();
}

begin();
