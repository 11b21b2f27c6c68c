/* From found pages to what Material's result list shows: one item a page, a link for each of its first hits. */
(() => {
  const BEFORE = 20;
  const LONGEST = 130;
  const LINKS = 3;

  const escape = text => text.replace(/[&<>"]/g, char => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);

  const marked = (text, spots, from = 0, to = text.length) => {
    let html = "";
    for (const [low, high] of spots) {
      if (high <= from || low >= to) continue;
      html += `${escape(text.slice(from, low))}<mark data-md-highlight>${escape(text.slice(low, high))}</mark>`;
      from = high;
    }
    return html + escape(text.slice(from, Math.max(from, to)));
  };

  /* The part of a text that holds most of the spots. */
  const excerpt = (text, spots) => {
    if (text.length <= LONGEST + BEFORE) return marked(text, spots);
    let best = { from: 0, held: -1 };
    for (const [low] of spots) {
      const held = spots.reduce((sum, [from, to]) => sum + (from >= low && to <= low + LONGEST - BEFORE ? to - from : 0), 0);
      if (held > best.held) best = { from: low, held };
    }
    const from = best.from <= 1.5 * BEFORE ? 0 : Math.min(best.from - BEFORE, text.length - LONGEST);
    const to = from + LONGEST > text.length - BEFORE ? text.length : from + LONGEST;
    return `${from ? "…" : ""}${marked(text, spots, from, to)}${to < text.length ? "…" : ""}`;
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
    const [year, , kind] = store.facets.map(({ choices, values }) => choices[values[page]][1]);
    return [{
      location: `${url}?h=${encodeURIComponent(mark)}`,
      title: `<span data-annals-page="${page}" data-annals-answer="${id}"${filled ? "" : " data-annals-fill"}>${marked(title, AnnalsSearch.spots(store.fold, title, needles))}</span>`,
      text: "", terms: {}, score, tags: [...(year ? [year] : []), kind, ...(count > 1 ? [`${count} 处`] : [])],
    }];
  };

  /* Blocks that are known (of a page's chunk) by what they weigh, the best first; where nothing is weighed, by the needles in them. */
  const chosen = (store, { blocks: rows, place, needles }, blocks) => {
    const weights = new Map(rows.map(({ start, weight }) => [start, weight]));
    const first = blocks.find(block => block.start <= place && place < block.end);
    const hits = text => needles.filter(needle => store.fold(text).text.includes(needle)).length;
    const weighed = blocks.map(block => ({ ...block, weight: rows.length ? weights.get(block.start) || 0 : hits(block.text) })).filter(({ weight }) => weight);
    const most = Math.max(0, ...weighed.map(({ weight }) => weight));
    return weighed.filter(({ weight }) => 2 * weight >= most)
      .sort((a, b) => (b.start === first?.start) - (a.start === first?.start) || b.weight - a.weight || a.start - b.start)
      .slice(0, LINKS);
  };

  /* The same with its hits. */
  AnnalsSearch.item = async (store, one, score, id) => {
    const { page, place, needles } = one;
    const blocks = await store.blocksAround(page, place);
    const [parent] = await AnnalsSearch.outline(store, one, score, id, true);
    const url = parent.location;
    const namesEnd = store.starts[page] + store.names[page];
    const headsEnd = store.starts[page] + store.heads[page];
    if (place < namesEnd) {
      const name = blocks.find(block => block.start <= place && place < block.end);
      const title = (await store.title(page))[1];
      if (name && name.text !== title) parent.text = `又称 ${marked(name.text, AnnalsSearch.spots(store.fold, name.text, needles))}`;
    }
    const known = chosen(store, one, blocks.filter(({ start }) => start >= namesEnd));
    const least = AnnalsSearch.best(store.fold, known.flatMap(({ heading, text }) => [heading, text]), needles);
    const spotted = text => AnnalsSearch.spots(store.fold, text, needles, least);
    const year = store.yearOf(page);
    const sections = known.map((block, i) => {
      const isHeading = block.start < headsEnd;
      const above = isHeading ? block.text : block.heading;
      const full = withHeads(block.text, block.heads);
      const text = isHeading ? "" : excerpt(full, spotted(full));
      const dated = year && /[0-9]/.test(block.text) && !isHeading;
      return {
        location: `${url}#${block.anchor || "annals-main"}`,
        title: `${marked(above, spotted(above))}${dated ? ` <span class="annals-search__year">${year} 年</span>` : ""}`,
        text,
        /* The Enter key opens the highest score: the first hit, not the top of the page. */
        terms: {}, score: score + (i ? 0 : 0.5),
      };
    });
    return [parent, ...sections];
  };
})();
