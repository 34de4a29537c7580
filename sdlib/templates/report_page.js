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
  target.scrollIntoView();
  find("h2", target).focus({ preventScroll: true });
  for (const link of all("nav a")) link.toggleAttribute("aria-current", link.dataset.section === section);
}

/** Follow the address: a plain `#claims` is a section too. */
function follow() {
  const kept = asked();
  const lang = kept.get("lang");
  const section = kept.get("section") ?? location.hash.slice(1);
  if (lang !== page.lang && (lang === "en" || lang === "ar")) turn(lang);
  if (section) goTo(section);
  const doc = data("articles").id.indexOf(kept.get("article"));
  if (doc < 0) return;
  const row = data("claims").id.indexOf(kept.get("claim"));
  showArticle(doc, row < 0 ? null : claimPlaces([row])[0]);
}

/** A section for which there are not two outlets to compare. */
function nothing(name) {
  page.redraws.push(() => find(`#grid-${name}`).replaceChildren(el("p", {}, say("ui.two"))));
}

function begin() {
  document.documentElement.classList.remove("plain");
  for (const draw of [articlesGrid, namedGrid, speakersGrid, claimsGrid, figuresGrid, labelsGrid, namingGrid, profileGrid]) draw();
  if (has("pairs")) for (const draw of [comparedGrid, pairsGrid, wordsGrid, sharedGrid]) draw();
  else for (const name of ["pairs", "words", "shared"]) nothing(name);
  page.redraws.push(drawView);
  find(".languages").hidden = false;
  for (const button of all("[data-turn]")) button.addEventListener("click", () => { turn(button.dataset.turn); remember(); });
  for (const link of all("nav a")) {
    link.addEventListener("click", (event) => { event.preventDefault(); goTo(link.dataset.section); remember(link.dataset.section); });
  }
  find(".skip").addEventListener("click", (event) => { event.preventDefault(); find("#main").focus(); });
  find("#dialog").addEventListener("close", () => { stack.length = 0; remember(); });
  turn(asked().get("lang") === "ar" || asked().get("lang") === "en" ? asked().get("lang") : page.lang);
  window.addEventListener("hashchange", follow);
  follow();
}

begin();
