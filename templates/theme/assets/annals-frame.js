/* What surrounds the words: copies hold them alone, the menu and the search open by buttons, paper names its address.
   Without this script the style sheet keeps most of it, and Material's labels open both. */
(() => {
  "use strict";

  /* What of ours is text nevertheless (the changes below a raw line) is gone while the browser gathers the copy, unless
     the reader began to select within it. */
  const OURS = ":is(.annals-source, .annals-editor) .annals-derived, .annals-card, .annals-panel";
  document.addEventListener("copy", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) return;
    const first = selection.anchorNode;
    if ((first instanceof Element ? first : first.parentElement).closest(OURS)) return;
    const root = document.documentElement;
    root.classList.add("annals-copying");
    setTimeout(() => root.classList.remove("annals-copying"));
  });

  const narrow = matchMedia("(max-width: 76.2344em)");
  const toggle = (name) => document.querySelector(`[data-md-toggle=${name}]`);
  const buttons = (name) => [...document.querySelectorAll(`[data-annals-opens=${name}]`)];

  function follow(name, opened) {
    const box = toggle(name);
    let opener = null;
    for (const button of buttons(name)) {
      button.addEventListener("click", () => {
        if (!box.checked) opener = button;
        box.click();
      });
    }
    const tell = () => {
      for (const button of buttons(name)) button.setAttribute("aria-expanded", String(box.checked));
      opened(box.checked, opener);
      if (!box.checked) opener = null;
    };
    box.addEventListener("change", tell);
    /* A page that the browser brings back may have kept the box as it was. */
    tell();
    return box;
  }

  /* While the drawer lies over the page, Tab stays in it. */
  const drawer = document.querySelector(".md-sidebar--primary");
  const covered = ".md-skip, .annals-skip, .md-banner, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer, .md-top";
  const menu = follow("drawer", (open, opener) => {
    for (const element of document.querySelectorAll(covered)) element.inert = open && narrow.matches;
    if (open && narrow.matches) drawer.querySelector("a[href]").focus({ preventScroll: true });
    else if (opener) opener.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.checked) menu.click();
  });
  narrow.addEventListener("change", () => { if (menu.checked) menu.click(); });

  const query = document.querySelector("[data-md-component=search-query]");
  follow("search", (open, opener) => {
    if (opener) (open ? query : opener).focus({ preventScroll: true });
  });

  /* An edition that is not told its address knows it only where it is read. */
  const place = document.querySelector(".annals-imprint-address:empty");
  if (place && location.protocol !== "file:") place.textContent = location.href.replace(/[?#].*/, "");
})();
