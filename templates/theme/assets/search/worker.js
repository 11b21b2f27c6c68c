/* Search off the page's thread: Material starts this and speaks with it. */
importScripts("answer.js");

(() => {
  const folder = new URL("../../search/", self.location.href);
  let prepared = false;

  const prepare = () => {
    if (!prepared) importScripts(...AnnalsSearch.PARTS);
    prepared = true;
  };

  const load = async (name, anew) => {
    const response = await fetch(new URL(`${name}.js`, folder), anew && name === "index" ? { cache: "reload" } : {});
    if (!response.ok) throw new Error(`search/${name}.js: ${response.status}`);
    const text = await response.text();
    return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")))[1];
  };

  const answer = AnnalsSearch.answerer(prepare, load, message => self.postMessage(message));
  self.addEventListener("message", ({ data }) => answer(data));
  self.postMessage({ type: AnnalsSearch.READY });
})();
