// Parts the text of #flow into sheets of fixed size: paragraphs are cut between lines, tables between rows, a heading stays with
// what follows it, notes stand at the foot of the column that has their mark. A browser's own pages know no notes.
function sheets(told) {
  const queue = [...document.querySelector("#flow").children];
  let frame = null, chapter = told.title;
  const made = [];

  function next() {
    const last = made.at(-1);
    if (last && last.frames.length < told.columns) last.frames.push(column(last.sheet, true));
    else {
      const sheet = add(document.body, "sheet");
      made.push({ sheet, running: add(sheet, "running"), frames: [column(sheet, false)], chapter });
    }
    frame = made.at(-1).frames.at(-1);
  }
  function add(parent, name) {
    const found = document.createElement("div");
    found.className = name;
    parent.append(found);
    return found;
  }
  function column(sheet, second) {
    const outer = add(sheet, second ? "frame second" : "frame");
    return { outer, body: add(outer, "body"), notes: add(outer, "notes") };
  }
  const limit = () => frame.notes.hasChildNodes() ? frame.notes.getBoundingClientRect().top - 4 : frame.outer.getBoundingClientRect().bottom;
  function noted(part) {
    const found = [...part.querySelectorAll("sup")].map((mark) => {
      const note = document.createElement("p");
      note.textContent = mark.dataset.note;
      frame.notes.append(note);
      return note;
    });
    return () => found.forEach((note) => note.remove());
  }

  // The place in `part` at which the first line begins that goes below the limit; null if that is its first line.
  function overflow(part, bottom) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let before = null, top = null, start = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (let at = 0; at < node.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        const raised = node.parentNode.tagName === "SUP";
        // A new line: further left than the character before it.
        if (before !== null && box.left < before - 2) start = raised ? [node.parentNode, 0] : [node, at];
        if (!raised && box.bottom > bottom) return top === null || start === null ? null : start;
        before = box.left;
        top ??= box.top;
      }
    return null;
  }
  function cut(part, start) {
    const range = document.createRange();
    if (start[0].tagName === "SUP") range.setStartBefore(start[0]);
    else range.setStart(...start);
    range.setEndAfter(part.lastChild);
    const rest = part.cloneNode(false);
    rest.append(range.extractContents());
    rest.classList.add("rest");
    part.classList.add("cut");
    return rest;
  }
  function place(part) {
    if (part.classList.contains("h1")) chapter = part.textContent;
    const empty = !frame.body.hasChildNodes();
    frame.body.append(part);
    const unnoted = noted(part);
    const room = part.matches(".head, .caption, .boxhead") ? part.getBoundingClientRect().height * 2 : 0;
    if (part.getBoundingClientRect().bottom + room <= limit()) return;
    if (part.tagName === "TABLE") {
      const rest = part.cloneNode(false);
      rest.append(...[...part.rows].filter((row) => row.getBoundingClientRect().bottom > limit()));
      if (!part.rows.length) part.remove();
      next();
      return place(rest);
    }
    const start = part.matches(".para, .item") ? overflow(part, limit()) : null;
    if (start) {
      const rest = cut(part, start);
      unnoted();
      noted(part);
      next();
      return place(rest);
    }
    if (empty) return;
    part.remove();
    unnoted();
    next();
    place(part);
  }

  next();
  queue.forEach(place);
  made.forEach(({ sheet, running, chapter }, index) => {
    const number = index + 1, side = told.outer ? (number % 2 ? " right" : " left") : "";
    running.className += side;
    running.textContent = { NONE: "", TITLE: told.title, CHAPTERS: number % 2 ? chapter : told.title }[told.running];
    const words = { N: number, M: made.length, TITLE: told.title };
    add(sheet, "folio" + side).textContent = told.folio.replace(/TITLE|N|M/g, (name) => words[name]);
  });
  document.querySelector("#flow").remove();
}
