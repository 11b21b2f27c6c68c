/* An address of a report's text that stands on another of the pages into which the text is divided: the page goes there.
   The first page knows with which raw line each begins, every other one its own lines; without this script there is the
   list. */
(() => {
  "use strict";
  const parts = document.querySelector("[data-annals-whole]");
  if (!parts) return;

  const leadOn = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* it stands as it is */ }
    const line = Number((/^(?:[ln]|[hs]-)(\d+)(?!\w)/.exec(name) || [])[1]);
    if (!line || document.getElementById(name)) return;
    const { annalsFirst, annalsLast } = parts.dataset;
    if (line >= Number(annalsFirst) && (!annalsLast || line <= Number(annalsLast))) return;
    const known = [...parts.querySelectorAll("[data-line]")];
    const found = known.filter((link) => Number(link.dataset.line) <= line).pop();
    const target = found ? found.href : known.length ? "" : new URL(parts.dataset.annalsWhole, location.href).href;
    if (target && target !== location.href.replace(/#.*/, "")) location.replace(`${target}#${name}`);
  };

  addEventListener("hashchange", leadOn);
  leadOn();
})();
