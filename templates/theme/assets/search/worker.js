/* Search off the page's thread: Material starts this and speaks with it. */
importScripts("answer.js");

(() => {
  const folder = new URL("../../search/", self.location.href);
  const prepared = new Map();

  /* All at once, into the browser's cache: `importScripts` with several addresses asks for one behind the other. */
  const prepare = parts => {
    const [first] = parts;
    if (!prepared.has(first)) {
      prepared.set(first, Promise.all(parts.map(part => read(part))).then(() => importScripts(...parts)));
      prepared.get(first).catch(() => prepared.delete(first));
    }
    return prepared.get(first);
  };

  const read = async (address, options) => {
    const response = await fetch(address, options);
    if (!response.ok) throw new Error(`${response.url.replace(/.*\/(?=[^/]+\/)/, "")}: ${response.status}`);
    return response.text();
  };

  const load = async (name, anew) => {
    const text = await read(new URL(`${name}.js`, folder), anew && name === "index" ? { cache: "reload" } : {});
    return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")))[1];
  };

  const answer = AnnalsSearch.answerer(prepare, load, message => self.postMessage(message));
  self.addEventListener("message", ({ data }) => answer(data));
  self.postMessage({ type: AnnalsSearch.READY });
})();
