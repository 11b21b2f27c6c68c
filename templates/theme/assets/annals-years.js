/* Two years of a topic side by side: ?a=2012&b=2022. Without this script the years stand one below the other. */
(() => {
  const form = document.querySelector(".annals-pair-form");
  if (!form) return;
  form.hidden = false;
  /* The page's policy lets no form go anywhere. */
  form.addEventListener("submit", event => {
    event.preventDefault();
    location.search = new URLSearchParams(new FormData(form)).toString();
  });
  const page = form.closest(".annals-topic"), words = page.querySelector(".annals-pair-words").content;
  const heads = [...page.children].filter(child => child.matches("h2[id^='y-']"));
  const asked = new URLSearchParams(location.search);
  const places = ["a", "b"].map(name => heads.findIndex(head => head.id === `y-${asked.get(name)}`));
  if (places.includes(-1) || places[0] === places[1]) return;
  /* The newest year is the first on the page. */
  const pair = places.sort((one, other) => other - one).map(place => heads[place]);

  const ids = pair.map(head => head.id.slice(2));
  ["a", "b"].forEach((name, at) => { form.elements[name].value = ids[at]; });
  form.querySelector(".annals-pair-end").hidden = false;

  /* A year: its heading and all up to the next one. */
  const parts = new Map(heads.map(head => {
    const found = [head];
    for (let next = head.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) found.push(next);
    return [head, found];
  }));
  const row = document.createElement("div");
  row.className = "annals-pair";
  document.documentElement.classList.add("annals-pairing");
  heads[0].before(row);
  for (const [head, nodes] of parts) {
    if (pair.includes(head)) continue;
    for (const node of nodes) node.classList.add("annals-not-paired");
    /* A link to a year that is not shown leads to the page with all of them. */
    for (const link of document.querySelectorAll(`a[href$="#${head.id}"]`)) if (link.pathname === location.pathname) link.search = "";
  }
  for (const head of pair) {
    const side = document.createElement("section");
    side.append(...parts.get(head));
    for (const leaf of side.querySelectorAll("details")) leaf.open = true;
    row.append(side);
  }

  const sum = words.querySelector(".annals-pair-sum").cloneNode(true);
  const name = head => head.firstChild.textContent;
  for (const at of sum.querySelectorAll("[data-name]")) at.textContent = name(pair[at.dataset.name === "a" ? 0 : 1]);
  row.before(sum);

  /* Entities: by where they lead, each with its link. */
  const lists = [...row.children].map(side => side.querySelector(".annals-year-names"));
  const named = lists.map(list => new Map([...(list ? list.content.querySelectorAll("a") : [])].map(link => [link.href, link])));
  const partial = lists.some(list => list && "partial" in list.dataset);
  const sets = {
    new: partial ? [] : [...named[1]].filter(([href]) => !named[0].has(href)),
    gone: partial ? [] : [...named[0]].filter(([href]) => !named[1].has(href)),
    kept: [...named[1]].filter(([href]) => named[0].has(href)),
  };
  for (const [key, found] of Object.entries(sets)) {
    const line = sum.querySelector(`[data-set="${key}"]`);
    if (!found.length) { line.remove(); continue; }
    found.forEach(([, link], at) => line.append(at ? "、" : "", link.cloneNode(true)));
  }
  if (!partial) sum.querySelector('[data-set="partial"]').remove();

  /* Figures: the last number that each report prints of a row; what breaks between them is said. */
  const table = sum.querySelector(".annals-pair-figures"), word = key => words.querySelector(`[data-word="${key}"]`).textContent;
  for (const told of page.querySelectorAll(".annals-figures:not(.annals-pair-figures) tbody tr")) {
    const values = [...told.querySelectorAll("a[data-report]")].reverse();
    const own = ids.map(id => values.map(value => value.dataset.report).lastIndexOf(id));
    if (own[0] < 0 && own[1] < 0) continue;
    const line = table.tBodies[0].insertRow();
    const head = told.querySelector("th").cloneNode(true), group = told.parentElement.querySelector("th > a").cloneNode(true);
    head.prepend(group, " ");
    line.append(head);
    own.forEach(at => {
      const cell = line.insertCell();
      if (at < 0) cell.textContent = word("none");
      else { const link = values[at].cloneNode(true); link.removeAttribute("data-report"); cell.append(link); }
    });
    if (own[0] >= 0 && own[1] >= 0) {
      const broken = values.slice(Math.min(...own) + 1, Math.max(...own) + 1).filter(value => value.dataset.word);
      const said = document.createElement(broken.length ? "strong" : "small");
      said.className = broken.length ? "annals-broken" : "annals-counts";
      said.textContent = broken.length ? (broken.find(value => value.dataset.comparable === "no") || broken[0]).dataset.word : word("same");
      line.cells[2].append(said);
    }
  }
  if (!table.tBodies[0].rows.length) table.remove();
})();
