/* What can be done with a paragraph in its panel. */
(() => {
  "use strict";

  const { told, made, button, isOwn } = AnnalsCiting;
  const LONG = 500;
  const RIGHT = "应作：";

  function actions(block, known, titled) {
    const { wordsOf, addressOf, cited, quotation, copy } = AnnalsCiting;
    const words = wordsOf(block);
    const address = addressOf(block, known);
    const said = made("span", "", "annals-panel-said");
    said.setAttribute("role", "status");
    const copying = (name, value) => async () => {
      said.textContent = (await copy(value())) ? `已复制${name}` : "没能复制，请手工选取";
    };
    const form = made("select");
    form.setAttribute("aria-label", "著录的格式");
    for (const name of Object.keys(known.forms)) form.append(made("option", name));
    const report = reporting(words, address, titled, copying);
    const opener = button("报告错误", () => {
      report.hidden = !report.hidden;
      opener.setAttribute("aria-expanded", String(!report.hidden));
      if (report.hidden) return;
      const area = report.querySelector("textarea");
      area.focus();
      /* Where the reader goes on. */
      const at = area.value.lastIndexOf(RIGHT) + RIGHT.length;
      area.setSelectionRange(at, at);
    });
    opener.setAttribute("aria-expanded", "false");
    const row = made("p", "", "annals-panel-acts");
    const pair = made("span", "", "annals-panel-pair");
    pair.append(button("复制著录", copying("著录", () => cited(known.forms[form.value], block, address))), form);
    row.append(
      button("复制引文和出处", copying("引文和出处", () => quotation(words, block, known, address))),
      pair,
      button(isOwn(block) ? "复制链接（改写后会变）" : "复制链接", copying("链接", () => address)),
      opener,
      said,
    );
    return [row, report];
  }

  /* For whoever has no account there is the text to send. */
  function reporting(words, address, titled, copying) {
    const box = made("div", "", "annals-panel-report");
    box.hidden = true;
    const area = made("textarea");
    area.setAttribute("aria-label", "要报告的话");
    area.rows = 6;
    /* An address that holds all of a longer one would be refused. */
    const short = [...words].length > LONG ? `${[...words].slice(0, LONG).join("")}……` : words;
    area.value = `${titled}\n${address}\n现作：${short}\n${RIGHT}\n依据：`;
    const row = made("p", "", "annals-panel-acts");
    row.append(button("复制这些话", copying("要报告的话", () => area.value)));
    const title = `${document.querySelector("#annals-main h1").textContent.trim()} ${titled}`;
    const led = (name, href) => {
      const link = made("a", name);
      /* The words as they are when it is followed. */
      link.addEventListener("click", () => { link.href = href(encodeURIComponent(title), encodeURIComponent(area.value)); });
      link.href = href(encodeURIComponent(title), encodeURIComponent(area.value));
      row.append(" ", link);
    };
    const { annalsIssues, annalsContact, annalsReached } = told;
    if (annalsIssues) led("在代码仓库里报告（要有帐号）", (name, body) => `${annalsIssues}?title=${name}&body=${body}`);
    if (/^mailto:/.test(annalsReached || "")) led("写邮件", (name, body) => `${annalsReached}?subject=${name}&body=${body}`);
    else if (annalsReached) led(annalsContact, () => annalsReached);
    else if (annalsContact) row.append(` ${annalsContact}`);
    box.append(area, row);
    return box;
  }

  function picture(link) {
    const image = new Image();
    image.alt = link.textContent;
    image.onerror = () => image.replaceWith("没能取来这张图。");
    image.src = link.href;
    link.replaceWith(image);
  }

  Object.assign(AnnalsCiting, { actions, picture });
})();
