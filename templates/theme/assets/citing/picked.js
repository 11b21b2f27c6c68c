/* 引用 at selected words: beside them for a mouse, at the foot of the screen for a finger, where the system's own menu
   never is. */
(() => {
  "use strict";

  const { main, button, blockOf, lineOf, isOwn, reportOf, quotedBy, quoted, knownOf } = AnnalsCiting;
  /* So many further paragraphs are named one by one. */
  const FEW = 4;
  const FIGURE = /[\d.．,]/;
  /* What of a figure may stand behind its digits. */
  const BEHIND = /^[余多]?[十百千万亿兆]*(?:[%‰℃]|个?百分点|(?:[美欧日港]|人民)?[元币]|公[里顷斤]|平方公?[里米]|人次|[家项个人名位次件台套批年月日号条场种所倍吨米亩届])?/u;

  let picked = null;
  const quote = button("引用", quoteNow, "annals-quoting annals-derived");
  quote.hidden = true;
  quote.setAttribute("aria-live", "polite");
  /* Pressing it does not undo the selection. */
  quote.addEventListener("pointerdown", (event) => event.preventDefault());
  document.body.append(quote);

  const isDigit = (char) => /\d/.test(char || "");
  const isWithin = (text, at) => FIGURE.test(text[at - 1] || "") && FIGURE.test(text[at] || "") && (isDigit(text[at - 1]) || isDigit(text[at]));

  /* Half of a figure is another figure, and one without its unit is none: a selection that cuts one is made to hold it. */
  function whole(range) {
    const wider = range.cloneRange();
    const { startContainer: first, endContainer: last } = range;
    let { startOffset: from, endOffset: to } = range;
    if (first.nodeType === Node.TEXT_NODE) {
      while (from > 0 && isWithin(first.data, from)) from--;
      wider.setStart(first, from);
    }
    if (last.nodeType === Node.TEXT_NODE) {
      while (to < last.length && isWithin(last.data, to)) to++;
      const [number] = /\d[余多]?[十百千万亿兆]*$/u.exec(last.data.slice(Math.max(0, to - 6), to)) || [];
      if (number) to += BEHIND.exec(last.data.slice(to))[0].length;
      wider.setEnd(last, to);
    }
    return wider;
  }

  /* The paragraphs of a selection with their words, those that follow each other from one report together. */
  function pickedIn(range) {
    const elsewhere = [...main.querySelectorAll("a.annals-origin")].map((link) => !blockOf(link) && quotedBy(link)).filter(Boolean);
    const parts = [...main.querySelectorAll(":is(.annals-source, .annals-editor)[id]"), ...elsewhere]
      .filter((block) => range.intersectsNode(block) && (lineOf(block) || isOwn(block)))
      .map((block) => ({ block, words: AnnalsCiting.wordsOf(block, range) }))
      .filter(({ words }) => words);
    const groups = [];
    for (const part of parts) {
      const [before] = (groups[groups.length - 1] || []).slice(-1);
      /* What another page quotes one below the other need not stand so in the report. */
      const follows = before && !quoted.has(part.block) && reportOf(before.block) === reportOf(part.block) && isOwn(before.block) === isOwn(part.block);
      if (follows) groups[groups.length - 1].push(part);
      else groups.push([part]);
    }
    return [...parts.map(({ words }) => words).join("")].length > 1 ? groups : null;
  }

  AnnalsCiting.offer = (panel) => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? whole(selection.getRangeAt(0)) : null;
    const inside = range && main.contains(range.commonAncestorContainer) && !(panel && panel.contains(range.commonAncestorContainer));
    picked = inside ? pickedIn(range) : null;
    quote.hidden = !picked;
    if (!picked) return;
    quote.textContent = "引用";
    /* So that it is there when the button is pressed: a browser lets a page write to the clipboard only then. */
    for (const { block } of picked.flat()) knownOf(block).catch(() => {});
    const boxes = range.getClientRects();
    const last = boxes[boxes.length - 1] || range.getBoundingClientRect();
    const finger = matchMedia("(pointer: coarse)").matches;
    quote.classList.toggle("annals-quoting-low", finger);
    quote.style.left = finger ? "" : `${Math.min(last.right, innerWidth - quote.offsetWidth - 16) + scrollX}px`;
    quote.style.top = finger ? "" : `${last.bottom + scrollY + 6}px`;
  };

  /* One reference leads to the first paragraph; where the others are stands below it. */
  async function said(group) {
    const { addressOf, quotation } = AnnalsCiting;
    const known = await Promise.all(group.map(({ block }) => knownOf(block)));
    const [{ block, words: first }] = group;
    const words = group.map((part) => part.words).join("\n");
    const place = (at) => `第 ${at + 1} 段：${addressOf(group[at].block, known[at])}`;
    const last = group.length - 1;
    const more = last > FEW ? [place(last)] : group.slice(1).map((_, at) => place(at + 1));
    const pages = [...new Set(known.map(({ page }) => page).filter(Boolean))];
    const page = pages.length > 1 ? `${pages[0].split("–")[0]}–${pages[pages.length - 1].split("–").pop()}` : known[0].page;
    return quotation(words, block, { ...known[0], page }, addressOf(block, known[0], first), more);
  }

  async function quoteNow() {
    try {
      const all = await Promise.all(picked.map(said));
      quote.textContent = (await AnnalsCiting.copy(all.join("\n\n"))) ? "已复制引文和出处" : "没能复制";
    } catch {
      quote.textContent = "没能取来出处";
    }
  }
})();
