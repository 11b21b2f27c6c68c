/* Citations: each form can be copied or saved, with the day and the full address filled in. Without this script they
   are text to select. */
(() => {
  "use strict";

  const DAY = "引用日期";
  const pad = (number) => String(number).padStart(2, "0");

  function today() {
    const now = new Date();
    return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  }

  /* An edition that is not told its address writes the one below its root. */
  function filled(text, below) {
    const here = location.href.replace(/[?#].*$/, "");
    const known = /https?:\/\//.test(text);
    return (known ? text : text.split(below).join(here)).split(DAY).join(today());
  }

  async function copy(text, pre) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      getSelection().selectAllChildren(pre);
      return document.execCommand("copy");
    }
  }

  function save(text, kind, name) {
    const way = document.createElement("a");
    way.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    way.download = `${name}.${kind}`;
    way.click();
    setTimeout(() => URL.revokeObjectURL(way.href), 1000);
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", () => act(made));
    return made;
  }

  function dress(box) {
    const below = box.dataset.annalsUrl;
    const name = box.dataset.annalsKey;
    for (const pre of box.querySelectorAll("pre")) {
      pre.textContent = filled(pre.textContent, below);
      const row = document.createElement("p");
      row.append(
        button("复制", async (made) => {
          made.textContent = (await copy(pre.textContent, pre)) ? "已复制" : "请按 Ctrl+C";
          setTimeout(() => { made.textContent = "复制"; }, 2000);
        }),
      );
      if (pre.dataset.annalsFile) row.append(" ", button("存为文件", () => save(pre.textContent, pre.dataset.annalsFile, name)));
      pre.after(row);
    }
  }

  document.addEventListener("toggle", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLDetailsElement) || !box.matches(".annals-cite[open]") || box.dataset.annalsDressed) return;
    box.dataset.annalsDressed = "";
    dress(box);
  }, true);
})();
