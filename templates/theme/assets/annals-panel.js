/* The panel below a paragraph: what it comes from, where it is quoted, how it is quoted and cited. The number beside the
   paragraph and the signs 校 疑 移 编 in it open it; without this script they are links. What only an opened panel or
   selected words need is in assets/citing/, and fetched then. */
(() => {
  "use strict";

  const main = document.getElementById("annals-main");
  const { src: here, dataset: told } = document.currentScript;
  const CONTROLS = "a.annals-origin, a.annals-mark, .annals-badge";
  const BLOCKS = ":is(.annals-source, .annals-editor)[id]";
  const STEP = 50;
  const OWN = "own";

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

  /* Which paragraph it is: of which report, from which raw line on. */

  const blockOf = (node) => (node instanceof Element ? node : node.parentElement).closest(BLOCKS);
  const originOf = (block) => (quoted.has(block) ? quoted.get(block).number : ownOriginOf(block));
  const ownOriginOf = (block) => [...block.querySelectorAll("a.annals-origin")].find((link) => blockOf(link) === block);

  function lineOf(block) {
    if (quoted.has(block)) return quoted.get(block).line;
    const named = /^(?:l|h-)(\d+)/.exec(block.id);
    const origin = named ? null : originOf(block);
    return named ? Number(named[1]) : origin ? Number(origin.hash.slice(2)) : 0;
  }

  /* What an editor wrote comes from no raw line. */
  const isOwn = (block) => /^e-/.test(block.id) && block.matches(".annals-editor") && !lineOf(block);

  /* The name of what an editor parted from a paragraph changes with its words; its raw line stays. */
  const nameOf = (block) => (!block.id || (block.id.startsWith("e-") && !isOwn(block)) ? `l${lineOf(block)}` : block.id);
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

  /* Scripts, so that a copy on a disk has them, too: those of ours by name, and what the files beside the pages say, one
     for so many raw lines: [blocks, topics, references]. */

  const asked = new Map();
  function script(path) {
    if (!asked.has(path)) {
      asked.set(path, new Promise((done, failed) => {
        const element = document.createElement("script");
        element.src = new URL(path, here).href;
        element.onload = done;
        element.onerror = () => { asked.delete(path); failed(); };
        document.head.append(element);
      }));
    }
    return asked.get(path);
  }

  const parts = (...names) => Promise.all(names.map((name) => script(`citing/${name}.js`)));

  const given = new Map();
  self.annalsPanel = ([name, ...rest]) => given.set(name, rest);

  async function knownOf(block) {
    const line = lineOf(block);
    const name = `${reportOf(block)}/${line ? Math.floor((line - 1) / STEP) * STEP + 1 : OWN}`;
    await script(`panels/${name}.js`);
    const [blocks, topics, forms] = given.get(name);
    const [html, topic, page, part] = blocks[block.id || nameOf(block)];
    return { html, years: topics[topic] || "", page, part, forms: forms[page] };
  }

  /* It stands in the flow, below its paragraph: it covers nothing. */

  let panel = null;
  let place = null;
  let opener = null;

  const opens = (control) => {
    const block = main.contains(control) && (blockOf(control) || quotedBy(control));
    return block && (lineOf(block) || isOwn(block)) ? block : null;
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
      /* What the machine made stands outside of an editor's note. */
      else ((isOwn(block) && block.closest("blockquote")) || block).after(panel);
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

  function titleOf(block) {
    if (isOwn(block)) return "编者的一段";
    const origin = originOf(block);
    return `${quoted.has(block) ? `${reportOf(block)} ` : ""}第 ${origin ? origin.dataset.sign : lineOf(block)} 行${block.id.startsWith("h-") ? "之前" : ""}`;
  }

  function open(control, block) {
    panel = made("section", "", "annals-panel annals-derived");
    panel.id = "annals-panel";
    panel.tabIndex = -1;
    panel.dataset.searchExclude = "";
    opener = control;
    const titled = titleOf(block);
    panel.setAttribute("aria-label", `${titled}的来历、引用和著录`);
    const head = made("p", "", "annals-panel-head");
    const shut = button("×", () => close(true), "annals-panel-close");
    shut.setAttribute("aria-label", "关闭");
    head.append(made("strong", titled), shut);
    panel.append(head);
    const reason = control.matches(".annals-origin") || isOwn(block) ? "" : control.title || control.dataset.told;
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
    Promise.all([knownOf(block), parts("ends", "words", "acts")]).then(
      ([known]) => {
        if (panel !== own) return;
        if (known.page) head.firstChild.after(` 原书第 ${known.page} 页`);
        const shown = made("div");
        shown.innerHTML = known.html + known.years;
        /* What leads from part to part in a reader of screens. */
        for (const name of shown.querySelectorAll(".annals-panel-name")) Object.assign(name, { role: "heading", ariaLevel: 6 });
        if (quoted.has(block)) for (const link of shown.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), folderOf(block)).href;
        rest.replaceWith(...AnnalsCiting.actions(block, known, titled), shown);
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
      if (link) { event.preventDefault(); AnnalsCiting.picture(link); }
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

  /* A reference ends with a full stop: whoever follows its address may have taken that along. */
  const bare = location.hash.replace(/(?:[^\w-]|%[0-9a-f]{2})+$/i, "");
  if (bare !== location.hash && !main.querySelector(":target") && document.getElementById(bare.slice(1))) location.replace(bare);

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const isAny = !getSelection().isCollapsed && main.contains(getSelection().anchorNode);
      if (isAny) await parts("ends", "words", "picked").catch(() => {});
      if (self.AnnalsCiting && AnnalsCiting.offer) AnnalsCiting.offer(panel);
    }, 250);
  });

  self.AnnalsCiting = { main, told, quoted, made, button, blockOf, lineOf, isOwn, nameOf, reportOf, folderOf, quotedBy, knownOf };
})();
