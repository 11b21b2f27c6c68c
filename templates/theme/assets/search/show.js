/* From found pages to what Material's result list shows: one item a page, a link for each of its first hits. */
(() => {
  const BEFORE = 20;
  const LONGEST = 130;
  /* One of two parts of an excerpt. */
  const HALF = 75;
  /* What a paragraph that has such a figure as is asked for counts more than one without. */
  const FIGURED = 1.15;
  const LINKS = 3;

  /* U+E0F1 stands where the page has the sign of a doubt (annals/site/search/page.py). */
  const SHOWN = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\ue0f1": '<span class="annals-search__doubt">疑</span>' };
  const escape = text => text.replace(/[&<>"\ue0f1]/g, char => SHOWN[char]);

  const marked = (text, spots, from = 0, to = text.length) => {
    let html = "";
    for (const [low, high] of spots) {
      if (high <= from || low >= to) continue;
      html += `${escape(text.slice(from, low))}<mark data-md-highlight>${escape(text.slice(low, high))}</mark>`;
      from = high;
    }
    return html + escape(text.slice(from, Math.max(from, to)));
  };

  /* What an excerpt should show: [from, to, what, its worth]; of a word the place before a figure is worth more, and of
     the figures that are asked for any is enough. */
  const pointsOf = (text, spots, figure) => [
    ...spots.map(([from, to]) => [from, to, text.slice(from, to), to - from - 1 + (/^.{0,4}[0-9]/u.test(text.slice(to)) ? 0.5 : 0)]),
    ...(figure ? [...text.matchAll(figure)].map(found => [found.index, found.index + found[0].length, figure, 1]) : []),
  ];

  /* The window of a length that holds most of the points: {from, to, held: what is in it}. */
  const windowOf = (text, points, length) => {
    let best = { from: 0, worth: -1, held: new Map() };
    for (const [low] of points) {
      const held = new Map();
      for (const [from, to, what, worth] of points) {
        if (from >= low && to <= low + length - BEFORE) held.set(what, Math.max(worth, held.get(what) || 0));
      }
      const worth = [...held.values()].reduce((sum, value) => sum + value, 0);
      if (worth > best.worth) best = { from: low, worth, held };
    }
    const from = best.from <= 1.5 * BEFORE ? 0 : Math.max(0, Math.min(best.from - BEFORE, text.length - length));
    return { from, to: from + length > text.length - BEFORE ? text.length : from + length, held: best.held };
  };

  /* The part of a text that holds most of what is looked for, or two if it is far apart. */
  const excerpt = (text, spots, figure) => {
    if (text.length <= LONGEST + BEFORE) return marked(text, spots);
    const points = pointsOf(text, spots, figure);
    const missing = ({ held }) => points.filter(([, , what]) => !held.has(what));
    const whole = windowOf(text, points, LONGEST);
    const one = windowOf(text, points, HALF);
    const parts = missing(whole).length ? [one, windowOf(text, missing(one), HALF)].sort((a, b) => a.from - b.from) : [whole];
    const [first, last = first] = parts;
    const shown = last.from <= first.to ? [{ from: first.from, to: Math.max(first.to, last.to) }] : parts;
    const pieces = shown.map(({ from, to }) => marked(text, spots, from, to)).join("…");
    return `${first.from ? "…" : ""}${pieces}${shown[shown.length - 1].to < text.length ? "…" : ""}`;
  };

  /* A text with what a table says of it: 地区：某地；项目：12项, or 2012 · 主宾国：某国 of a single cell. */
  const withHeads = (text, heads) => {
    const cells = text.split("\t");
    if (cells.length > 1) return cells.map((cell, i) => (heads[i] && cell ? `${heads[i]}：${cell}` : cell)).filter(Boolean).join(heads.length ? "；" : " ");
    return heads.length ? `${heads.join(" · ")}：${text}` : text;
  };

  /* What is known of a page before its text, or even its title, is fetched. */
  AnnalsSearch.outline = async (store, { page, needles, count }, score, id, filled) => {
    const [url, title] = await store.title(page) || ["", "…"];
    const mark = needles.join(" ");
    const [, , kind] = store.facets.map(({ choices, values }) => choices[values[page]][1]);
    const report = store.reportOf(page);
    return [{
      location: mark ? `${url}?h=${encodeURIComponent(mark)}` : url,
      title: `<span data-annals-page="${page}" data-annals-answer="${id}"${filled ? "" : " data-annals-fill"}>${marked(title, AnnalsSearch.spots(store.fold, title, needles))}</span>`,
      text: "", terms: {}, score, tags: [...(report ? [report] : []), kind, ...(count > 1 ? [`${count} 处`] : [])],
    }];
  };

  const has = (figure, text) => Boolean(figure) && text.search(figure) >= 0;

  /* Known blocks by what they weigh, the best first; where nothing is weighed, by the needles in them. */
  const chosen = (store, { blocks: rows, place, places, needles, figure }, blocks) => {
    const weights = new Map(rows.map(({ start, weight }) => [start, weight]));
    const first = blocks.find(block => block.start <= place && place < block.end);
    const hits = text => needles.filter(needle => store.fold(text).text.includes(needle)).length;
    const bonus = ({ text }) => (has(figure, text) ? FIGURED : 1);
    const weighed = blocks.map(block => ({ ...block, weight: bonus(block) * (rows.length ? weights.get(block.start) || 0 : hits(block.text)) }))
      .filter(({ weight }) => weight);
    const most = Math.max(0, ...weighed.map(({ weight }) => weight));
    return weighed.filter(({ weight }) => 2 * weight >= most)
      .sort((a, b) => (figure ? b.weight - a.weight : 0) || (b.start === first?.start) - (a.start === first?.start) || b.weight - a.weight || a.start - b.start)
      .slice(0, places ? places.length : LINKS);
  };

  /* Links to the hits of a page. */
  const hitsOf = async (store, one, url, score) => {
    const { page, place, places = [place], needles, figure } = one;
    const around = (await Promise.all(places.map(at => store.blocksAround(page, at)))).flat();
    const blocks = [...new Map(around.map(block => [block.start, block])).values()];
    const namesEnd = store.starts[page] + store.names[page];
    const headsEnd = store.starts[page] + store.heads[page];
    const known = chosen(store, one, blocks.filter(({ start }) => start >= namesEnd));
    const least = AnnalsSearch.best(store.fold, known.flatMap(({ heading, text }) => [heading, text]), needles);
    const spotted = text => AnnalsSearch.spots(store.fold, text, needles, least);
    const year = store.yearOf(page) && store.reportOf(page);
    return known.map((block, i) => {
      const isHeading = block.start < headsEnd;
      const above = isHeading ? block.text : block.heading;
      const heading = marked(above, spotted(above));
      const full = withHeads(block.text, block.heads);
      const text = isHeading ? "" : excerpt(full, spotted(full), figure);
      const dated = year && /[0-9]/.test(block.text) && !isHeading;
      return {
        location: `${url}#${block.anchor || "annals-main"}`,
        heading, hasFigure: has(figure, block.text),
        title: `${heading}${dated ? ` <span class="annals-search__year">${year} 年</span>` : ""}`,
        text,
        /* The Enter key opens the highest score: the first hit, not the top of the page. */
        terms: {}, score: score + (i ? 0 : 0.5),
      };
    });
  };

  /* The best paragraph of the reports, or the first with a figure where one is asked for, under a name that has none of
     its own that says as much. */
  const saidOf = async (store, said, score, id) => {
    const hits = await Promise.all(said.map(async one => {
      const [{ location }] = await AnnalsSearch.outline(store, one, score, id, true);
      return (await hitsOf(store, one, location, score)).slice(0, 1).map(hit => ({ ...hit, report: store.reportOf(one.page) }));
    }));
    const known = hits.flat();
    const hit = known.find(({ hasFigure }) => hasFigure) || known[0];
    /* The Enter key opens the page of the name. */
    return hit ? [{ ...hit, title: `${hit.heading} <span class="annals-search__year">${hit.report} 年报告</span>`, score }] : [];
  };

  /* The same with its hits. */
  AnnalsSearch.item = async (store, one, score, id) => {
    const { page, place, needles, said } = one;
    /* They bring the title along. */
    const around = await store.blocksAround(page, place);
    const [parent] = await AnnalsSearch.outline(store, one, score, id, true);
    if (place < store.starts[page] + store.names[page]) {
      const name = around.find(block => block.start <= place && place < block.end);
      const title = (await store.title(page))[1];
      if (name && name.text !== title) parent.title += ` <small>又称 ${marked(name.text, AnnalsSearch.spots(store.fold, name.text, needles))}</small>`;
    }
    const own = await hitsOf(store, one, parent.location, score);
    return [parent, ...(said ? await saidOf(store, said, score, id) : []), ...own];
  };
})();
