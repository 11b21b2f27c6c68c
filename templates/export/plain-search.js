/* Search on a page of its own, for a theme that knows nothing of ours: the same index, the same answers. */
(() => {
  const kernel = self.AnnalsSearch;
  const form = document.querySelector(".annals-find");
  const input = form.querySelector("input");
  const state = document.querySelector(".annals-find-state");
  const list = document.querySelector(".annals-found");
  const words = document.querySelector(".annals-find-words").content;
  const MOST = 50;

  const say = (name, values = {}) => {
    const text = words.querySelector(`[data-say="${name}"]`).textContent;
    state.textContent = text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  };

  const entry = docs => {
    const item = document.createElement("li");
    for (const { location: place, title, text } of docs) {
      const way = document.createElement("a");
      way.href = place;
      way.innerHTML = title;
      const said = document.createElement("div");
      said.innerHTML = text;
      item.append(way, said);
    }
    return item;
  };

  const told = ({ items, annals }) => {
    if (annals.state === "empty") state.textContent = "";
    else if (annals.state === "failed") say("failed", { reason: annals.reason });
    else if (!items.length) say("none");
    else say(annals.state === "loose" ? "loose" : "found", { count: annals.total });
    list.replaceChildren(...items.slice(0, MOST).map(entry));
  };

  const post = ({ type, data }) => { if (type === kernel.RESULT) told(data); };
  const prepare = async names => { for (const name of names) await kernel.part(name); };
  const answer = kernel.part("answer.js").then(() => kernel.answerer(prepare, kernel.load, post));

  const search = query => {
    say("working");
    answer.then(ask => ask({ type: kernel.QUERY, data: query }), error => say("failed", { reason: error.message }));
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    search(input.value);
  });
  const asked = new URL(location.href).searchParams.get("q");
  if (asked) {
    input.value = asked;
    search(asked);
  }
})();
