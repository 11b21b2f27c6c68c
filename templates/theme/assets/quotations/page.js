/* The page that holds quotations against the reports: reads the box, shows what is said of each sentence. */
(() => {
  const here = document.currentScript.src;
  const SEARCH = ["fold.js", "store.js", "exact.js"];
  const OWN = ["sentences.js", "bare.js", "judge.js", "locate.js", "best.js", "taken.js", "verdict.js", "../citing/ends.js"];
  const FIGURE = /[0-9〇０-９%‰]/u;
  const box = document.querySelector(".annals-quotations");
  const form = box.querySelector("form");
  const draft = box.querySelector("textarea");
  const state = box.querySelector(".annals-quotations-state");
  const list = box.querySelector(".annals-verdicts");
  const words = box.querySelector("template").content;
  const root = new URL("../../", here);
  let asked = 0;
  self.AnnalsQuotations = {};

  const say = (name, values = {}) => words.querySelector(`[data-say="${name}"]`).textContent.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

  const element = (tag, text, className = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const weighty = new Set(box.dataset.weighty);
  const isGrave = (said, stands) => {
    const [mine, its] = [[...said], [...stands]];
    return [...mine.filter(char => !its.includes(char)), ...its.filter(char => !mine.includes(char))].some(char => weighty.has(char))
      || (said !== stands && FIGURE.test(said + stands));
  };

  /* What leads to a quotation (报告称, 口径是); 不是 denies it, and is held against the report. Editors' words are words, whatever
     signs are in them. */
  const leading = box.dataset.saying.split("|").filter(Boolean).map(word => word.replace(/[.*+?^${}()[\]\\]/g, "\\$&"));
  const saying = new RegExp(`(?<![不没非未])(?:${leading.join("|") || "(?!)"})`, "gu");

  /* The index is the same one that search reads. A draft asks for hundreds of its files, which `fetch` brings in half the time;
     a copy on a disk may only take them as scripts. */
  const fetched = async name => {
    const response = await fetch(new URL(`search/${name}.js`, root));
    if (!response.ok) throw new Error(`search/${name}.js: ${response.status}`);
    const text = await response.text();
    return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")))[1];
  };
  const load = location.protocol === "file:" ? self.AnnalsSearch.load : fetched;

  let opening;
  const open = async () => {
    const { part } = self.AnnalsSearch;
    const index = load("index");
    await Promise.all([index, ...SEARCH.map(name => part(name)), ...OWN.map(name => part(new URL(name, here).href))]);
    const store = new self.AnnalsSearch.Store(name => (name === "index" ? index : load(name)));
    await store.open();
    return store;
  };
  const opened = () => {
    opening = opening || open();
    opening.catch(() => { opening = undefined; });
    return opening;
  };

  /* The words are marked there: a paragraph may be long. */
  const wayTo = ({ address, title, heading, words: there }) => {
    const way = element("a", heading && heading !== title ? `${title} · ${heading}` : title);
    const url = new URL(address, root);
    if (there) url.searchParams.set("h", AnnalsEnds(there));
    way.href = url.href;
    return way;
  };

  const ways = places => {
    const line = element("p", "", "annals-verdict-places");
    places.forEach((one, i) => line.append(...(i ? ["；"] : []), wayTo(one)));
    return line;
  };

  const marked = ({ form: text, differences, quoted = [[0, text.length]] }) => {
    const line = element("p", "", "annals-verdict-said");
    const own = (from, to) => { if (to > from) line.append(element("span", text.slice(from, to), "annals-own")); };
    let before = 0;
    for (const [start, end] of quoted) {
      own(before, start);
      let at = start;
      for (const { from, to, stands, grave } of differences.filter(one => start <= one.from && one.to <= end)) {
        line.append(text.slice(at, from));
        const said = text.slice(from, to);
        const kind = grave ? "annals-grave" : "";
        if (said) line.append(element("del", said, kind));
        line.append(element("ins", stands || say("missing"), kind));
        at = to;
      }
      line.append(text.slice(at, end));
      before = end;
    }
    own(before, text.length);
    return line;
  };

  const nameOf = one => {
    if (one.kind === "parts" && one.differences.length) return "parts-differ";
    if (one.kind === "differs" && one.differences.some(({ grave }) => grave)) return "grave";
    return one.kind === "verbatim" && one.apart ? "verbatim-apart" : one.kind;
  };

  const shown = (one, year) => {
    const item = element("li", "", `annals-verdict annals-verdict-${one.kind}`);
    const notes = [...(one.left ? ["left-out"] : []), ...(one.quoted ? ["rest-own"] : [])].map(name => element("span", say(name)));
    item.append(element("strong", say(nameOf(one), { year })), ...notes, marked(one));
    for (const { text, place } of one.parts || []) {
      const part = element("p", `“${text}”`, "annals-verdict-part");
      part.append(" ", wayTo(place));
      item.append(part);
    }
    if (one.places.length) item.append(ways(one.places));
    if (one.near) {
      const near = element("p", say("near", { sentence: one.near.sentence }), "annals-verdict-places");
      near.append(" ", wayTo(one.near));
      item.append(near);
    }
    if ([...one.places, ...(one.near ? [one.near] : [])].some(({ doubt }) => doubt)) item.append(element("p", say("doubt"), "annals-verdict-doubt"));
    return item;
  };

  const counted = all => {
    const of = (...kinds) => all.filter(({ kind }) => kinds.includes(kind)).length;
    const short = of("short");
    return say("done", {
      count: all.length, verbatim: of("verbatim", "partly"), differs: of("differs", "elsewhere"), parts: of("parts"), none: of("none"),
      rest: short ? say("rest", { short }) : "",
    });
  };

  const yearOf = () => (form.elements.year ? form.elements.year.value : "");

  /* What is said of the draft, which is begun once for the same draft. */
  let begun = {};
  const verdicts = () => {
    const [text, year] = [draft.value, yearOf()];
    if (begun.text !== text || begun.year !== year) {
      const all = opened().then(index => AnnalsQuotations.verdicts(index, text, { year, isGrave, saying }));
      const mine = begun = { text, year, all };
      all.catch(() => { if (begun === mine) begun = {}; });
    }
    return begun.all;
  };

  const check = async () => {
    const mine = ++asked;
    const year = yearOf();
    list.replaceChildren();
    if (!draft.value.trim()) {
      state.textContent = say("empty");
      return;
    }
    state.textContent = say("working");
    try {
      const all = await verdicts();
      if (mine !== asked) return;
      list.replaceChildren(...all.map(one => shown(one, year)));
      state.textContent = counted(all);
    } catch (error) {
      if (mine === asked) state.textContent = say("failed", { reason: String(error.message || error) });
    }
  };

  /* What every draft needs comes while it is written; what is pasted is looked up while the hand goes to the button. */
  draft.addEventListener("input", () => opened().catch(() => {}), { once: true });
  draft.addEventListener("paste", () => setTimeout(() => verdicts().catch(() => {})));

  /* On a phone what is said begins below the screen. */
  const seen = () => {
    if (state.getBoundingClientRect().bottom > innerHeight * 0.7) state.scrollIntoView();
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    check().then(seen);
  });
  /* Whoever comes back from a passage finds the draft, which the browser has kept, checked, and the place in it. */
  list.addEventListener("click", event => {
    if (event.target.closest("a")) history.replaceState({ ...history.state, annalsAt: scrollY }, "");
  });
  addEventListener("pageshow", async ({ persisted }) => {
    const { annalsAt } = history.state || {};
    if (persisted || annalsAt === undefined || !draft.value.trim()) return;
    await check();
    scrollTo({ top: annalsAt, behavior: "instant" });
  });
  form.addEventListener("reset", () => {
    asked++;
    list.replaceChildren();
    state.textContent = "";
  });
})();
