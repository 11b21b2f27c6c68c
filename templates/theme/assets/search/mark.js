/* Marks on the page what the address asks for (?h=words), as search compares, over bold and links, and goes there. */
(async () => {
  const LINES = "p, li, tr, h1, h2, h3, h4, h5, h6, dt, dd, caption, figcaption, summary, pre, blockquote, div, section";
  const [index] = await Promise.all([AnnalsSearch.load("index"), AnnalsSearch.part("fold.js")]);
  const fold = AnnalsSearch.folder(index.han);
  const words = new URLSearchParams(location.search).get("h").split(/\s+/u).map(word => fold(word).text);
  const longer = words.filter(word => [...word].length > 1);
  const needles = longer.length ? longer : words;
  const root = document.getElementById("annals-main");

  const lines = new Map();
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const parent = node.parentElement;
    const excluded = parent.closest("[data-search-exclude], .headerlink, script, style");
    if (excluded && excluded !== root) continue;
    const line = parent.closest(LINES);
    if (lines.has(line)) lines.get(line).push(node);
    else lines.set(line, [node]);
  }

  const wrap = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const mark = document.createElement("mark");
    mark.dataset.mdHighlight = "";
    range.surroundContents(mark);
  };

  const best = AnnalsSearch.best(fold, [...lines.values()].map(texts => texts.map(node => node.data).join("")), needles);
  for (const texts of lines.values()) {
    const spots = AnnalsSearch.spots(fold, texts.map(node => node.data).join(""), needles, best);
    let end = texts.reduce((sum, node) => sum + node.length, 0);
    /* From the end, so that what is before keeps its place. */
    for (const node of texts.reverse()) {
      const start = end - node.length;
      for (const [low, high] of [...spots].reverse()) {
        if (low < end && high > start) wrap(node, Math.max(low, start) - start, Math.min(high, end) - start);
      }
      end = start;
    }
  }

  const target = document.querySelector(":target");
  const marks = [...root.querySelectorAll("mark[data-md-highlight]")];
  const next = target && marks.find(mark => target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (next) next.scrollIntoView({ block: "center" });
})().catch(() => { /* Without the index nothing is marked; the page is all there. */ });
