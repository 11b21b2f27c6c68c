self.AnnalsSearch = self.AnnalsSearch || {};

/* Answers what the search box asks, in Material's own messages: 0 set up, 1 ready, 2 query, 3 result; two more are
   ours: `filter` narrows the answers, `fill` asks for the hits of a page whose item is in sight. */
AnnalsSearch.SETUP = 0;
AnnalsSearch.READY = 1;
AnnalsSearch.QUERY = 2;
AnnalsSearch.RESULT = 3;

/* `prepare(parts)` promises the scripts of a list, `load(name, anew)` a file of the index. */
AnnalsSearch.PARTS = ["fold.js", "store.js", "query.js", "exact.js", "weigh.js", "find.js", "show.js"];

AnnalsSearch.answerer = (prepare, load, post) => {
  /* Items that come with their hits at once; the others follow when they are in sight. */
  const AT_ONCE = 2;
  /* Nothing is fetched for a query that is still being typed. */
  const QUIET = 100;
  let store;
  let opened;
  let query = "";
  let filters = {};
  let latest = 0;
  /* A script that only some queries need: those that stand nowhere as they are, ask how many, for years, for a printed page. */
  AnnalsSearch.also = name => prepare([`${name}.js`]);
  let asked = 0;
  let found = new Map();

  const allowed = (page, except) => store.facets.every(({ name, choices, values }) =>
    name === except || !filters[name] || choices[values[page]][0] === filters[name]);

  const counted = pages => store.facets.map(({ name, choices, values }) => {
    const counts = new Map();
    for (const { page } of pages) if (allowed(page, name)) counts.set(values[page], (counts.get(values[page]) || 0) + 1);
    return { name, choices: choices.map(([value, words], i) => ({ value, words, count: counts.get(i) || 0 })).filter(({ value }) => value) };
  });

  const mayFetch = async id => {
    for (let rest = QUIET; id === latest && rest > 0; rest = asked + QUIET - Date.now()) {
      await new Promise(done => setTimeout(done, Math.min(rest, QUIET)));
    }
    if (id !== latest) throw new Error("superseded");
  };

  const result = (items, annals) => post({ type: AnnalsSearch.RESULT, data: { items, annals: { query, filters, ...annals } } });

  /* The scripts and the first file at once; both again only after a failure or for a new edition. */
  const open = anew => {
    if (opened && !anew) return opened;
    const first = load("index", anew);
    const opening = prepare(AnnalsSearch.PARTS).then(async () => {
      const fresh = new AnnalsSearch.Store(name => (name === "index" ? first : load(name)));
      await fresh.open();
      store = fresh;
    });
    first.catch(() => {});
    opening.catch(() => { if (opened === opening) opened = undefined; });
    opened = opening;
    return opening;
  };

  /* Results do without the rows of years where these cannot be had. */
  const rowsOf = async view => {
    const asked = AnnalsSearch.readQuery(view, query);
    const pages = AnnalsSearch.tellers(view, asked);
    if (!pages.length) return "";
    const [groups] = await Promise.all([view.told(pages), AnnalsSearch.also("rows")]);
    return AnnalsSearch.rowsOf(view, groups, asked, filters.series);
  };

  const search = async (id, anew) => {
    if (!query.trim()) return result([], { state: "empty", words: [], id, total: 0, facets: [] });
    try {
      await open(anew);
      const view = store.guarded(() => mayFetch(id));
      const { state, words, found: all } = await AnnalsSearch.find(view, query);
      const kept = all.filter(({ page }) => allowed(page));
      const score = i => kept.length - i;
      const telling = rowsOf(view).catch(() => "");
      const first = await Promise.all(kept.slice(0, AT_ONCE).map((one, i) => AnnalsSearch.item(view, one, score(i), id)));
      const rest = await Promise.all(kept.slice(AT_ONCE).map((one, i) => AnnalsSearch.outline(view, one, score(i + AT_ONCE), id)));
      const rows = await telling;
      if (id !== latest) return;
      found = new Map(kept.map((one, i) => [one.page, [one, score(i)]]));
      result([...first, ...rest], { state, words, id, rows, total: all.length, facets: counted(all) });
    } catch (error) {
      if (id !== latest) return;
      /* A new edition may have replaced the files since this page was opened. */
      if (!anew) return search(id, true);
      result([], { state: "failed", words: [], id, total: 0, facets: [], reason: String(error.message || error) });
    }
  };

  const fill = async page => {
    const id = latest;
    const [one, score] = found.get(page) || [];
    if (!one) return;
    try {
      const docs = await AnnalsSearch.item(store, one, score, id);
      if (id === latest) post({ type: "filled", page, id, docs });
    } catch (error) {
      /* The item keeps its title and its link. */
    }
  };

  return ({ type, data }) => {
    if (type === AnnalsSearch.QUERY) asked = Date.now();
    if (type === AnnalsSearch.SETUP) post({ type: AnnalsSearch.READY });
    else if (type === AnnalsSearch.QUERY) query = data;
    else if (type === "filter") filters = data;
    else if (type === "fill") fill(data);
    else if (type === "warm") open().catch(() => {});
    if (type === AnnalsSearch.QUERY || type === "filter") search(++latest, false);
  };
};
