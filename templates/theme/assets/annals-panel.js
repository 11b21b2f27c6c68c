/* The panel below a paragraph: what it comes from, where it is quoted, how it is quoted and cited; and 引用 at selected
   words. The number beside the paragraph and the signs 校 疑 移 编 in it open it; without this script they are links. */
(() => {
  "use strict";

  const main = document.getElementById("annals-main");
  const { src: here, dataset: told } = document.currentScript;
  const CONTROLS = "a.annals-origin, a.annals-mark, .annals-badge";
  const BLOCKS = ":is(.annals-source, .annals-editor)[id]";
  const OURS = "[data-search-exclude], .headerlink";
  const STEP = 50;
  const DAY = "引用日期";
  const DOUBT = "〔疑〕";
  const LONG = 500;

  function made(tag, words, css) {
    const element = document.createElement(tag);
    if (words) element.textContent = words;
    if (css) element.className = css;
    return element;
  }

  function button(words, act, css) {
    const element = made("button", words, css);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  /* What the files beside the pages say, one for so many raw lines: [blocks, topics, references]. */

  const blockOf = (node) => (node instanceof Element ? node : node.parentElement).closest(BLOCKS);
  const originOf = (block) => (quoted.has(block) ? quoted.get(block).number : ownOriginOf(block));
  const ownOriginOf = (block) => [...block.querySelectorAll("a.annals-origin")].find((link) => blockOf(link) === block);

  function lineOf(block) {
    if (quoted.has(block)) return quoted.get(block).line;
    const named = /^(?:l|h-)(\d+)/.exec(block.id);
    const origin = named ? null : originOf(block);
    return named ? Number(named[1]) : origin ? Number(origin.hash.slice(2)) : 0;
  }

  /* The name of what an editor parted from a paragraph changes with its words; its raw line stays. */
  const nameOf = (block) => (!block.id || block.id.startsWith("e-") ? `l${lineOf(block)}` : block.id);
  const reportOf = (block) => (quoted.has(block) ? quoted.get(block).report : told.annalsReport);
  const folderOf = (block) => (quoted.has(block) ? quoted.get(block).number.href : location.href).replace(/[?#].*/, "");

  /* What other pages quote of a report has no name there. The number at it leads to the report's raw line, and so tells
     the report, its folder and the paragraph. */
  const QUOTED = ":is(.annals-source, .annals-editor):not([id])";
  const quoted = new WeakMap();

  function quotedBy(control) {
    const before = control.previousElementSibling;
    const voice = control.closest(QUOTED) || (before && before.matches(QUOTED) ? before : null);
    const block = voice && (voice.matches("table, blockquote") ? control.closest("tr, p") : voice);
    if (!block || blockOf(block)) return null;
    const after = block.nextElementSibling;
    const number = block.querySelector("a.annals-origin") || (after && after.matches("a.annals-origin") ? after : null);
    const [, report, line] = (number && /\/([^/]+)\/raw(?:-\d+)?\.html#n(\d+)$/.exec(number.href)) || [];
    if (!report) return null;
    quoted.set(block, { report, line: Number(line), number });
    return block;
  }

  const given = new Map();
  const files = new Map();
  self.annalsPanel = ([name, ...parts]) => given.set(name, parts);

  async function knownOf(block) {
    const name = `${reportOf(block)}/${Math.floor((lineOf(block) - 1) / STEP) * STEP + 1}`;
    if (!files.has(name)) {
      files.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(`panels/${name}.js`, here).href;
        script.onload = () => (given.has(name) ? done(given.get(name)) : failed());
        script.onerror = () => { files.delete(name); failed(); };
        document.head.append(script);
      }));
    }
    const [blocks, topics, forms] = await files.get(name);
    const [html, topic, page, part] = blocks[block.id || nameOf(block)];
    return { html, years: topics[topic] || "", page, part, forms: forms[page] };
  }

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
    const bare = quoted.has(block) ? said.trim().replace(/^…|…$/g, "") : said.trim();
    return bare + (doubted ? DOUBT : "");
  }

  /* Addresses lead to the whole text, where nothing that editors do moves a paragraph; `words` are marked there as what
     search found is. */
  function addressOf(block, known, words) {
    const url = new URL(known.part > 1 ? `full-${known.part}.html` : "full.html", folderOf(block));
    if (words) url.searchParams.set("h", sought(words));
    url.hash = nameOf(block);
    return url.href;
  }

  /* No longer than an address may be: the first and the last of the words, without the signs that search leaves out. */
  function sought(words) {
    const bare = [...words.split(DOUBT).join("").replace(/[^\p{L}\p{N}.%]+/gu, "")];
    return bare.length > 32 ? `${bare.slice(0, 14).join("")} ${bare.slice(-14).join("")}` : bare.join("");
  }

  const pad = (number) => String(number).padStart(2, "0");

  function cited(form, block, address) {
    const now = new Date();
    const day = [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join("-");
    const filled = { "annals-address": address, "annals-place": address.replace(/^[^?]*\//, ""), "annals-id": nameOf(block), [DAY]: day };
    return Object.entries(filled).reduce((text, [name, value]) => text.split(name).join(value), form);
  }

  function quotation(words, block, known, address) {
    const [form] = Object.values(known.forms);
    const notes = [known.page && `原书第 ${known.page} 页`, words.includes(DOUBT) && `${DOUBT}为整理者所加`, block.matches(".annals-editor") && "这几个字是编者补的"].filter(Boolean);
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

  /* What can be done with a paragraph. */

  function actions(block, known, titled) {
    const words = wordsOf(block);
    const address = addressOf(block, known);
    const said = made("span", "", "annals-panel-said");
    said.setAttribute("role", "status");
    const copying = (name, value) => async () => {
      said.textContent = (await copy(value())) ? `已复制${name}` : "没能复制，请手工选取";
    };
    const form = made("select");
    form.setAttribute("aria-label", "著录的格式");
    for (const name of Object.keys(known.forms)) form.append(made("option", name));
    const report = reporting(words, address, titled, copying);
    const opener = button("报告错误", () => {
      report.hidden = !report.hidden;
      opener.setAttribute("aria-expanded", String(!report.hidden));
      if (!report.hidden) report.querySelector("textarea").focus();
    });
    opener.setAttribute("aria-expanded", "false");
    const row = made("p", "", "annals-panel-acts");
    const pair = made("span", "", "annals-panel-pair");
    pair.append(button("复制著录", copying("著录", () => cited(known.forms[form.value], block, address))), form);
    row.append(
      button("复制引文和出处", copying("引文和出处", () => quotation(words, block, known, address))),
      pair,
      button("复制链接", copying("链接", () => address)),
      opener,
      said,
    );
    return [row, report];
  }

  /* For whoever has no account there is the text to send. */
  function reporting(words, address, titled, copying) {
    const box = made("div", "", "annals-panel-report");
    box.hidden = true;
    const area = made("textarea");
    area.setAttribute("aria-label", "要报告的话");
    area.rows = 6;
    /* An address that holds all of a longer one would be refused. */
    const short = [...words].length > LONG ? `${[...words].slice(0, LONG).join("")}……` : words;
    area.value = `${titled}\n${address}\n现作：${short}\n应作：\n依据：`;
    const row = made("p", "", "annals-panel-acts");
    row.append(button("复制这些话", copying("要报告的话", () => area.value)));
    const title = `${document.querySelector("#annals-main h1").textContent.trim()} ${titled}`;
    const led = (name, href) => {
      const link = made("a", name);
      /* The words as they are when it is followed. */
      link.addEventListener("click", () => { link.href = href(encodeURIComponent(title), encodeURIComponent(area.value)); });
      link.href = href(encodeURIComponent(title), encodeURIComponent(area.value));
      row.append(" ", link);
    };
    const { annalsIssues, annalsContact, annalsReached } = told;
    if (annalsIssues) led("在代码仓库里报告（要有帐号）", (name, body) => `${annalsIssues}?title=${name}&body=${body}`);
    if (/^mailto:/.test(annalsReached || "")) led("写邮件", (name, body) => `${annalsReached}?subject=${name}&body=${body}`);
    else if (annalsReached) led(annalsContact, () => annalsReached);
    else if (annalsContact) row.append(` ${annalsContact}`);
    box.append(area, row);
    return box;
  }

  /* The panel itself. It stands in the flow, below its paragraph: it covers nothing. */

  let panel = null;
  let place = null;
  let opener = null;

  const opens = (control) => {
    const block = main.contains(control) && (blockOf(control) || quotedBy(control));
    return block && lineOf(block) ? block : null;
  };

  for (const control of main.querySelectorAll(CONTROLS)) {
    if (!opens(control)) continue;
    control.setAttribute("role", "button");
    control.setAttribute("aria-expanded", "false");
  }

  function put(block) {
    if (block.tagName === "SPAN") {
      block.parentElement.append(panel);
      return panel;
    }
    if (block.tagName !== "TR") {
      const list = block.tagName === "LI" && [...block.children].find((child) => /^[UO]L$/.test(child.tagName));
      if (list) list.before(panel);
      else if (block.tagName === "LI") block.append(panel);
      else block.after(panel);
      return panel;
    }
    const row = made("tr", "", "annals-panel-row");
    const cell = made("td");
    cell.colSpan = block.cells.length;
    /* A table may be wider than the screen: the panel is as wide as what is seen of it. */
    panel.style.width = `${(block.closest(".md-typeset__scrollwrap") || block.closest("table").parentElement).clientWidth - 56}px`;
    cell.append(panel);
    row.append(cell);
    block.after(row);
    return row;
  }

  function open(control, block) {
    panel = made("section", "", "annals-panel annals-derived");
    panel.id = "annals-panel";
    panel.tabIndex = -1;
    panel.dataset.searchExclude = "";
    opener = control;
    const origin = originOf(block);
    const titled = `第 ${origin ? origin.dataset.sign : lineOf(block)} 行${block.id.startsWith("h-") ? "之前" : ""}`;
    panel.setAttribute("aria-label", `${titled}的来历、引用和著录`);
    const head = made("p", "", "annals-panel-head");
    const shut = button("×", () => close(true), "annals-panel-close");
    shut.setAttribute("aria-label", "关闭");
    head.append(made("strong", titled), shut);
    panel.append(head);
    const reason = control.matches(".annals-origin") ? "" : control.title || control.dataset.told;
    if (reason) {
      const why = made("p", "", "annals-panel-why");
      why.append(made("span", control.dataset.sign, "annals-panel-sign"), ` ${reason}`);
      panel.append(why);
    }
    const rest = made("div", "正在取来……");
    panel.append(rest);
    place = put(block);
    control.setAttribute("aria-expanded", "true");
    control.setAttribute("aria-controls", panel.id);
    panel.focus({ preventScroll: true });
    const own = panel;
    knownOf(block).then(
      (known) => {
        if (panel !== own) return;
        if (known.page) head.firstChild.after(` 原书第 ${known.page} 页`);
        const shown = made("div");
        shown.innerHTML = known.html + known.years;
        if (quoted.has(block)) for (const link of shown.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), folderOf(block)).href;
        rest.replaceWith(...actions(block, known, titled), shown);
        seen();
      },
      () => {
        if (panel !== own) return;
        /* A part of a paragraph that has its own name: it is told where the link leads. */
        if (quoted.has(block)) location.assign(control.href);
        else rest.textContent = "没能取来，请再试一次，或看原文。";
      },
    );
    seen();
  }

  const seen = () => panel.scrollIntoView({ block: "nearest" });

  function close(back) {
    if (!panel) return;
    opener.setAttribute("aria-expanded", "false");
    opener.removeAttribute("aria-controls");
    place.remove();
    panel = place = null;
    if (!back) return;
    opener.dataset.annalsBack = "";
    opener.focus({ preventScroll: true });
    delete opener.dataset.annalsBack;
  }

  /* What is under the finger stays there, though a panel above it goes. */
  function closeAround(target) {
    const before = target.getBoundingClientRect().top;
    close(false);
    scrollBy({ top: target.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function picture(link) {
    const image = new Image();
    image.alt = link.textContent;
    image.onerror = () => image.replaceWith("没能取来这张图。");
    image.src = link.href;
    link.replaceWith(image);
  }

  /* Before the cards, which open at the same signs. */
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const control = event.target.closest(CONTROLS);
    const block = control && opens(control);
    if (block) {
      event.preventDefault();
      const again = control === opener && panel;
      if (panel) closeAround(control);
      if (!again) open(control, block);
    } else if (panel && panel.contains(event.target)) {
      const link = event.target.closest("[data-annals-picture]");
      if (link) { event.preventDefault(); picture(link); }
    } else if (panel && event.target.isConnected && getSelection().isCollapsed && !event.target.closest(".annals-quoting")) {
      closeAround(event.target);
    }
  }, true);

  document.addEventListener("keydown", (event) => {
    const control = event.target instanceof Element && event.target.matches("[aria-expanded]") && event.target.matches(CONTROLS);
    if (event.key === "Escape" && panel && !event.defaultPrevented) {
      event.preventDefault();
      close(true);
    } else if (control && (event.key === " " || (event.key === "Enter" && event.target.tagName !== "A"))) {
      event.preventDefault();
      event.target.click();
    }
  });

  /* 引用 at selected words: beside them for a mouse, at the foot of the screen for a finger, where the system's own menu
     never is. */

  /* A reference ends with a full stop: whoever follows its address may have taken that along. */
  const bare = location.hash.replace(/(?:[^\w-]|%[0-9a-f]{2})+$/i, "");
  if (bare !== location.hash && !main.querySelector(":target") && document.getElementById(bare.slice(1))) location.replace(bare);

  let picked = null;
  let waiting = 0;
  const quote = button("引用", quoteNow, "annals-quoting annals-derived");
  quote.hidden = true;
  quote.setAttribute("aria-live", "polite");
  /* Pressing it does not undo the selection. */
  quote.addEventListener("pointerdown", (event) => event.preventDefault());
  document.body.append(quote);

  function pickedIn(range) {
    const elsewhere = [...main.querySelectorAll("a.annals-origin")].map((link) => !blockOf(link) && quotedBy(link)).filter(Boolean);
    const parts = [...main.querySelectorAll(".annals-source[id]"), ...elsewhere]
      .filter((block) => range.intersectsNode(block) && lineOf(block))
      .map((block) => [block, wordsOf(block, range)])
      .filter(([, words]) => words);
    const words = parts.map(([, said]) => said).join("\n");
    /* One reference names one report. */
    const one = new Set(parts.map(([block]) => reportOf(block))).size === 1;
    return one && [...words].length > 1 ? { block: parts[0][0], first: parts[0][1], words } : null;
  }

  function offer() {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const inside = range && main.contains(range.commonAncestorContainer) && !(panel && panel.contains(range.commonAncestorContainer));
    picked = inside ? pickedIn(range) : null;
    quote.hidden = !picked;
    if (!picked) return;
    quote.textContent = "引用";
    /* So that it is there when the button is pressed: a browser lets a page write to the clipboard only then. */
    knownOf(picked.block).catch(() => {});
    const boxes = range.getClientRects();
    const last = boxes[boxes.length - 1] || range.getBoundingClientRect();
    const finger = matchMedia("(pointer: coarse)").matches;
    quote.classList.toggle("annals-quoting-low", finger);
    quote.style.left = finger ? "" : `${Math.min(last.right, innerWidth - quote.offsetWidth - 16) + scrollX}px`;
    quote.style.top = finger ? "" : `${last.bottom + scrollY + 6}px`;
  }

  async function quoteNow() {
    const { block, first, words } = picked;
    try {
      const known = await knownOf(block);
      const done = await copy(quotation(words, block, known, addressOf(block, known, first)));
      quote.textContent = done ? "已复制引文和出处" : "没能复制";
    } catch {
      quote.textContent = "没能取来出处";
    }
  }

  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 250);
  });
})();
