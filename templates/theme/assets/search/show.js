/* From found pages to what Material's result list shows: one item a page, a link for each of its first hits. */
(() => {
  const AROUND = 28;
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

  /* The text around the first spot of each needle. */
  const excerpt = (fold, text, needles) => {
    const spots = AnnalsSearch.spots(fold, text, needles);
    if (text.length <= LONGEST) return marked(text, spots);
    const firsts = needles.map(needle => AnnalsSearch.spots(fold, text, [needle])[0]).filter(Boolean).sort((a, b) => a[0] - b[0]);
    const around = firsts.length > 1 ? AROUND : (LONGEST - Math.min(LONGEST, firsts[0][1] - firsts[0][0])) >> 1;
    const windows = [];
    for (const [low, high] of firsts) {
      const from = Math.max(0, low - Math.min(around, AROUND));
      const to = Math.min(text.length, high + around + (around - Math.min(around, AROUND)));
      const last = windows[windows.length - 1];
      if (last && from <= last[1] + 8) last[1] = Math.max(last[1], to);
      else windows.push([from, to]);
    }
    return windows.map(([from, to], i) =>
      `${from && !i ? "…" : ""}${marked(text, spots, from, to)}${to < text.length ? "…" : ""}`).join("");
  };

  const hits = (fold, text, needles) => {
    const folded = fold(text).text;
    return needles.filter(needle => folded.includes(needle)).length;
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

  /* The same with its hits. */
  AnnalsSearch.item = async (store, one, score, id) => {
    const { page, place, needles } = one;
    const blocks = await store.blocksAround(page, place);
    const [parent] = await AnnalsSearch.outline(store, one, score, id, true);
    const url = parent.location;
    const namesEnd = store.starts[page] + store.names[page];
    if (place < namesEnd) {
      const name = blocks.find(block => block.start <= place && place < block.end);
      const title = (await store.title(page))[1];
      if (name && name.text !== title) parent.text = `又称 ${marked(name.text, AnnalsSearch.spots(store.fold, name.text, needles))}`;
    }
    const first = blocks.findIndex(block => block.start <= place && place < block.end);
    const headsEnd = store.starts[page] + store.heads[page];
    const hit = blocks
      .map((block, i) => ({ ...block, i, isHeading: block.start < headsEnd, hits: block.start < namesEnd ? 0 : hits(store.fold, block.text, needles) }))
      .filter(block => block.hits);
    const most = Math.max(0, ...hit.map(block => block.hits));
    const known = hit
      /* A heading says nothing that the text below it, shown with it, does not. */
      .filter(block => !block.isHeading || !hit.some(other => !other.isHeading && other.heading === block.text))
      .filter(block => 2 * block.hits >= most)
      .sort((a, b) => (b.i === first) - (a.i === first) || b.hits - a.hits || a.i - b.i)
      .slice(0, LINKS);
    const sections = known.map((block, i) => {
      const above = block.isHeading ? block.text : block.heading;
      return {
        location: `${url}#${block.anchor || "annals-main"}`,
        title: marked(above, AnnalsSearch.spots(store.fold, above, needles)),
        text: block.isHeading ? "" : excerpt(store.fold, block.text, needles),
        /* The Enter key opens the highest score: the first hit, not the top of the page. */
        terms: {}, score: score + (i ? 0 : 0.5),
      };
    });
    return [parent, ...sections];
  };
})();
