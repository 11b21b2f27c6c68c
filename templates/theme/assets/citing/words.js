/* The words of a paragraph, the address that leads to them, and how both are quoted and cited. */
(() => {
  "use strict";

  const { quoted, blockOf, isOwn, nameOf, folderOf, made } = AnnalsCiting;
  const OURS = "[data-search-exclude], .headerlink";
  const DAY = "引用日期";
  const DOUBT = "〔疑〕";

  /* The words of a block, or those of it in a range. A doubt stands behind what is doubted, whichever part of that is
     taken. */
  function wordsOf(block, range) {
    const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let said = "";
    let doubted = false;
    let cell = null;
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const parent = node.parentElement;
      if ((blockOf(parent) || block) !== block || parent.closest(OURS) !== block.closest(OURS)) continue;
      if (range && !range.intersectsNode(node)) continue;
      const from = range && node === range.startContainer ? range.startOffset : 0;
      const to = range && node === range.endContainer ? range.endOffset : node.length;
      const part = node.data.slice(from, to).replace(/\s*\n\s*/g, "");
      if (!part) continue;
      const doubts = parent.closest(".annals-flagged") !== null;
      if (doubted && !doubts) said += DOUBT;
      const within = parent.closest("td, th");
      if (cell && cell !== within) said += "\t";
      said += part;
      [cell, doubted] = [within, doubts];
    }
    /* What ends the sentence in front of a selection is none of its words. */
    if (range && range.startContainer !== block) said = said.replace(/^[\s，。；：、！？）”’]+/u, "");
    const bare = quoted.has(block) ? said.trim().replace(/^…|…$/g, "") : said.trim();
    return bare + (doubted ? DOUBT : "");
  }

  /* Addresses lead to the whole text, where nothing that editors do moves a paragraph; `words` are marked there as what
     search found is. */
  function addressOf(block, known, words) {
    const url = new URL(known.part > 1 ? `full-${known.part}.html` : "full.html", folderOf(block));
    if (words) url.searchParams.set("h", AnnalsEnds(words.split(DOUBT).join("")));
    url.hash = nameOf(block);
    return url.href;
  }

  const pad = (number) => String(number).padStart(2, "0");

  function cited(form, block, address) {
    const now = new Date();
    const day = [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join("-");
    const filled = { "annals-address": address, "annals-place": address.replace(/^[^?]*\//, ""), "annals-id": nameOf(block), [DAY]: day };
    return Object.entries(filled).reduce((text, [name, value]) => text.split(name).join(value), form);
  }

  function notesOn(words, block, known) {
    const voice = isOwn(block) ? "这一段是编者写的，不是报告的话" : block.matches(".annals-editor") && "这几个字是编者补的";
    return [known.page && `原书第 ${known.page} 页`, words.includes(DOUBT) && `${DOUBT}为整理者所加`, voice].filter(Boolean);
  }

  function quotation(words, block, known, address, more = []) {
    const [form] = Object.values(known.forms);
    const notes = [...notesOn(words, block, known), ...more];
    return `${words}\n——${cited(form, block, address)}${notes.length ? `\n（${notes.join("；")}）` : ""}`;
  }

  async function copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      /* Not every browser lets a page write there from a disk or without TLS. */
      const back = document.activeElement;
      const area = made("textarea", "", "annals-panel-away");
      area.value = words;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (back) back.focus({ preventScroll: true });
      return done;
    }
  }

  Object.assign(AnnalsCiting, { wordsOf, addressOf, cited, quotation, copy });
})();
