/* The page's side of search, before Material's bundle. */
(() => {
  const here = document.currentScript.src;
  const base = new URL("../../", here);
  const kernel = self.AnnalsSearch = self.AnnalsSearch || {};
  const FILTERS = ["series", "year", "topic", "kind"];
  const PATIENCE = 15000;
  const PAUSE = 250;

  const script = src => new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = src;
    element.onload = done;
    element.onerror = () => failed(new Error(src.replace(/.*\/(?=[^/]+\/)/, "")));
    document.head.append(element);
    if (element.remove) element.addEventListener("load", () => element.remove());
  });

  const parts = new Map();
  kernel.part = name => {
    if (!parts.has(name)) {
      parts.set(name, script(new URL(name, here).href));
      parts.get(name).catch(() => parts.delete(name));
    }
    return parts.get(name);
  };

  /* The value of a file of the index, by a script element: the one way that browsers allow from a disk. */
  const values = new Map();
  self.annalsSearch = ([name, value]) => values.set(name, value);
  kernel.load = async name => {
    await script(new URL(`../../search/${name}.js`, here).href);
    return values.get(name);
  };

  class Substitute extends EventTarget {
    constructor() {
      super();
      const post = data => this.dispatchEvent(new MessageEvent("message", { data }));
      this.answer = kernel.part("answer.js").then(() => {
        setTimeout(() => post({ type: kernel.READY }));
        return kernel.answerer(async names => { for (const name of names) await kernel.part(name); }, kernel.load, post);
      });
      this.answer.catch(() => this.dispatchEvent(new Event("error")));
    }

    postMessage(message) {
      this.answer.then(answer => answer(message), () => {});
    }
  }

  const mount = port => {
    const root = document.querySelector("[data-md-component=search]");
    const input = root.querySelector("[data-md-component=search-query]");
    const meta = root.querySelector(".md-search-result__meta");
    const list = root.querySelector(".md-search-result__list");
    const aside = root.querySelector(".annals-search__aside");
    const rows = root.querySelector(".annals-search__rows");
    const share = root.querySelector(".annals-search__share");
    const selects = [...root.querySelectorAll("select")];
    const toggle = document.querySelector("[data-md-toggle=search]");
    const words = name => root.querySelector(`[data-annals-say="${name}"]`);
    const address = new URL(location.href);
    const filters = Object.fromEntries(FILTERS.map(name => [name, address.searchParams.get(name) || ""]));
    let ready = false;
    let leaving = false;

    const say = (name, values = {}) => {
      meta.textContent = words(name).textContent.trim().replace(/\{(\w+)\}/g, (_, key) => values[key]);
      aside.hidden = !["none", "partly", "failed", "broken", "filtered"].includes(name);
    };

    const setAddress = (query, chosen) => {
      const url = new URL(location.href);
      for (const [name, value] of [["q", query], ...FILTERS.map(one => [one, query ? chosen[one] : ""])]) {
        if (value) url.searchParams.set(name, value);
        else url.searchParams.delete(name);
      }
      share.dataset.clipboardText = url.href;
      /* A page from a disk may not change its address. */
      try { history.replaceState(history.state, "", url); } catch (error) { /* then it keeps the old one */ }
    };

    const offer = facets => {
      for (const { name, choices } of facets) {
        const select = selects.find(one => one.name === name);
        const [all] = select.options;
        select.replaceChildren(all, ...choices.filter(({ value, count }) => count || value === filters[name]).map(({ value, words: text, count }) =>
          new Option(`${text}（${count}）`, value, false, value === filters[name])));
        select.value = filters[name];
        select.closest("label").hidden = select.options.length < 2;
      }
    };

    const told = ({ state, query, words: looked, total, facets, reason, rows: html = "" }, shown) => {
      offer(facets);
      rows.innerHTML = html.replace(/\{(\w+)\}/g, (_, name) => words(name).innerHTML);
      rows.hidden = !html;
      for (const one of rows.querySelectorAll("a")) one.href = new URL(one.getAttribute("href"), base);
      for (const one of rows.querySelectorAll(".annals-search__asked")) one.parentElement.scrollLeft = one.offsetLeft - one.parentElement.offsetLeft;
      root.querySelector(".annals-search__filters").hidden = !total;
      if (toggle.checked && query) setAddress(query, filters);
      if (state === "empty") say("ready");
      else if (state === "failed") say("failed", { reason });
      else if (total && !shown) say("filtered", { total });
      else say(state, { pages: shown, words: looked.join(" "), query });
    };

    port.addEventListener("message", ({ data: { type, data, page, id, docs } }) => {
      if (type === kernel.READY || type === 1) ready = true;
      if (type === 3 && data.annals) setTimeout(() => told(data.annals, data.items.length));
      if (type === "filled") {
        const mark = list.querySelector(`[data-annals-page="${page}"][data-annals-answer="${id}"]`);
        if (mark) mark.closest("li").replaceChildren(...docs.map((doc, i) => link(doc, i === 0)));
      }
    });
    port.addEventListener("error", () => say("broken"));

    /* As Material draws its own. */
    const link = ({ location: place, title, text, score, tags }, parent) => {
      const element = document.createElement("a");
      element.href = new URL(place, base);
      element.className = "md-search-result__link";
      element.tabIndex = -1;
      element.innerHTML = `<article class="md-search-result__article md-typeset" data-md-score="${score.toFixed(2)}">${
        parent ? `<div class="md-search-result__icon md-icon"></div><h1>${title}</h1>` : `<h2>${title}</h2>`}${text}${
        tags ? `<nav class="md-tags">${tags.map(tag => `<span class="md-tag">${tag}</span>`).join("")}</nav>` : ""}</article>`;
      return element;
    };

    const scrolled = list.closest(".md-search__scrollwrap");
    const seen = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) {
        seen.unobserve(target);
        const page = Number(target.querySelector("[data-annals-fill]").dataset.annalsPage);
        /* Not for a list that the next key replaces. */
        setTimeout(() => { if (target.isConnected) port.postMessage({ type: "fill", data: page }); }, PAUSE);
      }
    }, { root: scrolled });
    new MutationObserver(changes => {
      for (const { addedNodes } of changes) for (const item of addedNodes) {
        if (item.querySelector && item.querySelector("[data-annals-fill]")) seen.observe(item);
      }
      /* Whoever has jumped to the end is there again only after Material has seen that the list has grown. */
      scrolled.dispatchEvent(new Event("scroll"));
    }).observe(list, { childList: true });

    for (const select of selects) select.addEventListener("change", () => {
      filters[select.name] = select.value;
      port.postMessage({ type: "filter", data: { ...filters } });
    });
    if (FILTERS.some(name => filters[name])) port.postMessage({ type: "filter", data: { ...filters } });

    input.form.addEventListener("submit", event => event.preventDefault());
    /* Material listens to keys alone; pasting, dictating and composing change the text without any. */
    const changed = event => { if (!event.isComposing) input.dispatchEvent(new Event("keyup", { bubbles: true })); };
    input.addEventListener("input", changed);
    input.addEventListener("compositionend", changed);
    input.addEventListener("focus", () => {
      port.postMessage({ type: "warm" });
      setTimeout(() => { if (!ready) say("broken"); }, PATIENCE);
    });

    /* In Material's hands every key goes to the text field and Tab closes the search. */
    root.addEventListener("keydown", event => {
      const inForm = event.target.closest("form");
      const inside = event.target.closest("select, button, .annals-search__aside, .annals-search__rows");
      if (event.key === "Tab" ? (inside || (event.target === scrolled && !rows.hidden) || (inForm && !event.shiftKey && input.value)) : inside && event.key !== "Escape") event.stopPropagation();
    });

    root.addEventListener("click", event => { if (event.target.closest("a")) leaving = true; }, true);
    toggle.addEventListener("change", () => {
      if (toggle.checked) leaving = false;
      else if (!leaving) setAddress("", filters);
    });
    /* So that the way back from a result leads to the results. */
    document.addEventListener("click", () => { if (leaving && input.value) setAddress(input.value, filters); });
  };

  const Native = self.Worker;
  const { search } = JSON.parse(document.getElementById("__config").textContent);
  self.Worker = function (url, ...rest) {
    if (String(url) !== search) return new Native(url, ...rest);
    const port = location.protocol === "file:" ? new Substitute() : new Native(url);
    mount(port);
    return port;
  };

  if (new URLSearchParams(location.search).get("h")) kernel.part("mark.js");
})();
