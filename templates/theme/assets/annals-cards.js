/* Cards of entities, and of the signs 校 疑 移 编 with their reason: on hover, keyboard focus and tap. Without this
   script the links are plain links. Listens on the document, so that pages swapped in later work, too. */
(() => {
  "use strict";

  const DELAY = 180;
  const REST = 700;
  const card = document.createElement("aside");
  card.className = "annals-card annals-derived";
  card.id = "annals-card";
  card.setAttribute("role", "dialog");
  card.hidden = true;

  let owner = null;
  let timer = 0;
  let touched = false;
  /* Where the pointer was last on the owner, in the window. */
  let apex = null;
  let coming = false;

  const OWNERS = "a.annals-entity, a.annals-mark, .annals-badge";
  const linkOf = (node) => (node instanceof Element ? node.closest(OWNERS) : null);
  const inCard = (node) => node instanceof Node && card.contains(node);

  /* The browser's own tip would say the same twice, across the sentence. */
  function reason(sign) {
    const told = sign.title || sign.dataset.told;
    if (!told) return false;
    sign.dataset.told = told;
    sign.removeAttribute("title");
    const words = document.createElement("p");
    words.textContent = told;
    card.replaceChildren(words);
    if (sign.href) {
      const way = document.createElement("a");
      way.href = sign.href;
      way.textContent = "看原文";
      const line = document.createElement("p");
      line.append(way);
      card.append(line);
    }
    return true;
  }

  /* The card of an entity is a file of its own: a script, since a page from a disk may fetch nothing else. */
  const here = document.currentScript.src;
  const known = new Map();
  self.annalsCard = ([name, html]) => known.set(name, html);

  function fetched(name) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(`cards/${encodeURIComponent(name)}.js`, here).href;
      script.onload = () => (known.has(name) ? done() : failed());
      script.onerror = failed;
      document.head.append(script);
    });
  }

  const isName = (link) => link.matches("a.annals-entity");

  function fill(link) {
    card.setAttribute("aria-label", isName(link) ? "条目卡片" : "记号的说明");
    if (!isName(link)) return reason(link);
    card.innerHTML = known.get(link.dataset.entity);
    card.querySelector("a").href = link.href;
    return true;
  }

  /* The rectangle of the sentence around a link: from the last full stop before it to the next. */
  function sentenceBox(link) {
    const block = link.closest("p, li, td, th, dd") || link.parentElement;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEndAfter(link);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (link.contains(node)) continue;
      // A sign has no text of its own: what stands behind it is told by its place.
      const passed = link.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
      const stops = [...node.data.matchAll(/[。！？；]/g)].map((match) => match.index + 1);
      if (!passed && stops.length) range.setStart(node, stops[stops.length - 1]);
      if (passed && stops.length) {
        range.setEnd(node, stops[0]);
        break;
      }
      if (passed) range.setEndAfter(node);
    }
    return range.getBoundingClientRect();
  }

  const GAP = 8;
  const NEAR = 4;

  /* A finger needs no way to the card: it stands below the sentence, else above it; where neither has room, the page
     moves up until there is room below: the sentence is never covered. */
  function besideSentence(link, top, height) {
    let box = sentenceBox(link);
    if (box.bottom + GAP + height > window.innerHeight && box.top - GAP - height < top) {
      const wanted = box.bottom + GAP + height - window.innerHeight;
      window.scrollBy({ top: wanted, behavior: "instant" });
      box = sentenceBox(link);
    }
    const below = box.bottom + GAP;
    return below + height <= window.innerHeight || box.top - GAP - height < top ? below : box.top - GAP - height;
  }

  /* A mouse has to reach it: close to the word, on the side that has room; where neither has, the card is the less high. */
  function besideWord(box, top, height) {
    const above = box.top - NEAR - top;
    const below = window.innerHeight - NEAR - box.bottom;
    const under = height <= below || below >= above;
    const room = Math.max(under ? below : above, 0);
    if (height > room) card.style.maxHeight = `${room}px`;
    return under ? box.bottom + NEAR : box.top - NEAR - Math.min(height, room);
  }

  function place(link) {
    const narrow = window.innerWidth < 600;
    card.classList.toggle("annals-card-narrow", narrow);
    card.style.left = card.style.top = card.style.maxHeight = "";
    const header = document.querySelector(".md-header");
    const top = header ? header.getBoundingClientRect().bottom : 0;
    const word = link.getBoundingClientRect();
    const height = card.offsetHeight;
    const at = touched ? besideSentence(link, top, height) : besideWord(word, top, height);
    const from = link.getClientRects()[0] || word;
    const left = narrow ? GAP : Math.min(Math.max(GAP, from.left), window.innerWidth - card.offsetWidth - GAP);
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${at + window.scrollY}px`;
  }

  /* Whether the pointer is on its way from the word to the card: in the triangle that opens from where it left the word
     to the near edge of the card, in which other links may lie. */
  function onTheWay(event) {
    if (!owner || !apex) return false;
    const box = card.getBoundingClientRect();
    const under = box.top >= apex.y;
    const edge = under ? box.top : box.bottom;
    const part = (event.clientY - apex.y) / (edge - apex.y);
    if (!(part >= 0 && part <= 1)) return false;
    const reach = (side) => apex.x + (side - apex.x) * part;
    const [left, right] = [Math.min(box.left, apex.x), Math.max(box.right, apex.x)];
    return event.clientX >= reach(left) - 2 && event.clientX <= reach(right) + 2;
  }

  /* Which name the reader waits for. */
  let awaited = null;

  function open(link, event) {
    if (owner === link || awaited === link) return;
    close();
    const name = link.dataset.entity;
    if (!isName(link) || known.has(name)) return show(link, event);
    awaited = link;
    const tapped = touched && !event;
    fetched(name).then(
      () => { if (awaited === link) show(link, event); },
      /* Without its card a name is the link that it is. */
      () => { if (awaited === link && tapped) location.href = link.href; awaited = null; },
    );
  }

  function show(link, event) {
    awaited = null;
    if (!fill(link)) return;
    document.body.append(card);
    card.hidden = false;
    owner = link;
    if (event) apex = { x: event.clientX, y: event.clientY };
    if (event) touched = false;
    link.setAttribute("aria-describedby", card.id);
    place(link);
  }

  function close() {
    window.clearTimeout(timer);
    awaited = null;
    if (!owner) return;
    owner.removeAttribute("aria-describedby");
    owner = apex = null;
    card.hidden = true;
  }

  function later(action, delay = DELAY) {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, delay);
  }

  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (!linkOf(event.target) && !inCard(event.target)) close();
  });
  /* On its way to the card the pointer opens and closes nothing, unless it rests there. */
  function follow(event) {
    if (event.pointerType === "touch") return;
    const link = linkOf(event.target);
    if (owner && (link === owner || inCard(event.target))) {
      window.clearTimeout(timer);
      if (link) apex = { x: event.clientX, y: event.clientY };
      return;
    }
    const held = coming;
    coming = onTheWay(event);
    if (!coming && !held && event.type === "pointermove") return;
    if (link) later(() => open(link, event), coming ? REST : DELAY);
    else if (owner) later(close, coming ? REST : DELAY);
    else close();
  }

  document.addEventListener("pointerover", follow);
  document.addEventListener("pointermove", (event) => owner && follow(event));
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link && !touched && !("annalsBack" in link.dataset)) open(link);
    else if (!link && !inCard(event.target)) close();
  });
  /* A tap opens the card, which holds the link; a second tap on the name follows it. */
  document.addEventListener("click", (event) => {
    const link = linkOf(event.target);
    /* The panel of the paragraph says what the card of a sign says, and more. */
    if (event.defaultPrevented) return close();
    if (!link || !touched || owner === link || awaited === link) return;
    open(link);
    if (owner === link || awaited === link) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !owner) return;
    const back = inCard(document.activeElement) ? owner : null;
    close();
    if (back) back.focus({ preventScroll: true });
    event.stopPropagation();
  });
  window.addEventListener("resize", () => owner && place(owner));
})();
