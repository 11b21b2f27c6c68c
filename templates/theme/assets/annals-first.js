/* What Material's bundle and its own inline scripts share (partials/javascripts/base.html and palette.html of the theme), as a
   file: no script stands in a page. The place that keeps a reader's choices is the site's root, whatever page asks. */
var __md_scope = new URL("..", document.currentScript.src);
var __md_hash = text => [...text].reduce((sum, char) => (sum << 5) - sum + char.charCodeAt(0), 0);
var __md_get = (key, storage = localStorage, scope = __md_scope) => JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try { storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value)); } catch (error) { /* then it is not kept */ }
};

(() => {
  let chosen;
  /* Whoever forbids a page to keep anything gets the colours of the system. */
  try { chosen = __md_get("__palette"); } catch (error) { return; }
  if (!chosen || !chosen.color) return;
  const { color } = chosen;
  if (color.media === "(prefers-color-scheme)") {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
    for (const name of ["media", "scheme", "primary", "accent"]) color[name] = input.getAttribute(`data-md-color-${name}`);
  }
  for (const [name, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${name}`, value);
})();
