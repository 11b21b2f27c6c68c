/* What a query that names an entry or an indicator and one thing of it asks for: that thing through the years, as HTML in which
   {names} stand for the words of the page's template (partials/annals-search.html). */
(() => {
  /* Rows that are shown: where more fit alike, a link to where they all are. */
  const MOST = 2;
  /* Characters of a name's part, and of what is asked of it. */
  const LEAST = 2;
  /* A query of so many characters may have one that is nowhere. */
  const LONG = 6;
  const UNASKED = /(?:19|20)[0-9]{2}年?|第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})届/gu;
  const COMPARED = ["", "roughly", "no"];
  const SILENT = ["", "unwritten", "unrecorded", "withheld"];

  const CODES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "{": "&#123;" };
  const escape = text => String(text).replace(/[&<>"{]/g, char => CODES[char]);

  const spread = (from, to, on = new Set()) => {
    for (let at = from; at < to; at++) on.add(at);
    return on;
  };

  /* The parts of a query, as [from, to], that stand in one of the texts. */
  const runsIn = (chars, texts) => chars.flatMap((_, from) => {
    let to = from + 1;
    while (to < chars.length && texts.some(text => text.includes(chars.slice(from, to + 1).join("")))) to++;
    return to - from >= LEAST ? [[from, to]] : [];
  });

  /* The places of a query's characters in parts of it. */
  const placesOf = runs => runs.reduce((on, [from, to]) => spread(from, to, on), new Set());

  const isWithin = (part, whole) => {
    let at = 0;
    for (const char of whole) if (char === part[at]) at++;
    return at === part.length;
  };

  /* Whether a part of a query stands for a name: the name itself, most of it, or its beginning and its end. */
  const isFor = (part, name) => part.length === name.length || (part.length >= 2 * LEAST && (name.join("").includes(part.join(""))
    ? 2 * part.length >= name.length
    : part[0] + part[1] === name[0] + name[1] && part.slice(-2).join("") === name.slice(-2).join("") && isWithin(part, name)));

  /* The places of the longest part of a query that stands for a name. */
  const called = (chars, names) => {
    let best = new Set();
    for (const name of names.map(one => [...one])) {
      for (let from = 0; from < chars.length; from++) {
        for (let to = Math.min(chars.length, from + name.length); to - from >= LEAST && to - from > best.size; to--) {
          if (isWithin(chars.slice(from, to), name) && isFor(chars.slice(from, to), name)) best = spread(from, to);
        }
      }
    }
    return best;
  };

  const unasked = (text, questions) => {
    const on = new Set();
    for (const found of [...text.matchAll(UNASKED), ...(questions ? text.matchAll(questions) : [])]) {
      const from = [...text.slice(0, found.index)].length;
      spread(from, from + [...found[0]].length, on);
    }
    return on;
  };

  /* How well a row answers, the less the better, or nothing: by what it is called, what else its name is said as, and what
     its sentences say, of what the query has beside the page's name. */
  const judged = (chars, free, names, row, isWhole, fold) => {
    const runs = isWhole ? [] : runsIn(chars, names);
    const named = isWhole ? called(chars, names) : placesOf(runs);
    const levels = row[4].map(texts => placesOf(runsIn(chars, texts.map(text => fold(text).text))));
    const said = new Set(levels.flatMap(on => [...on]));
    const asked = chars.map((char, at) => at).filter(at => chars[at] !== " ");
    const met = asked.filter(at => named.has(at) || said.has(at));
    const missed = asked.filter(at => !named.has(at) && !said.has(at) && !free.has(at)).length;
    const least = isWhole ? named.size : LEAST;
    if (!least || named.size < least || said.size < LEAST || met.length < least + LEAST) return undefined;
    if (missed && (missed > 1 || asked.length < LONG)) return undefined;
    const subject = isWhole ? named : spread(...runs.reduce((best, one) => (one[1] - one[0] > best[1] - best[0] ? one : best)));
    /* What is said in sentences alone is asked for where the name does not say it, too. */
    const beside = levels.map((on, level) => [...on].filter(at => !(level < 2 ? subject : named).has(at)).length);
    if (Math.max(...beside) < LEAST && levels[0].size < 2 * LEAST) return undefined;
    return [missed, ...beside.map(count => -count), ...levels.map(on => -on.size)];
  };

  const compare = (one, other) => one.reduce((found, value, i) => found || value - other[i], 0);

  const link = ([value, href, found, comparable = 0, when = "", scope = "", report = ""], year) => {
    const [page, anchor] = href.split("#");
    const told = [`${year} ${value}`, when, scope, report].filter(Boolean).join("，");
    return `<a class="annals-value" href="${escape(page)}?h=${encodeURIComponent(found || value)}#${escape(anchor)}" aria-label="${escape(told)}">${escape(value)}</a>${
      [when, report].filter(Boolean).map(text => `<small>${escape(text)}</small>`).join("")}${
      comparable ? `<strong class="annals-broken">{${COMPARED[comparable]}}</strong>` : ""}${scope ? `<small class="annals-editor">${escape(scope)}</small>` : ""}`;
  };

  const cell = ([year, silence, more, values], years) => `<li${years.includes(String(year)) ? ' class="annals-search__asked"' : ""}><b>${year}</b> ${
    values.map(value => `<span>${link(value, year)}</span>`).join(" ") || `<span class="annals-counts">{${SILENT[silence]}}</span>`}${more ? `<small>+${more}</small>` : ""}</li>`;

  const drawn = ({ group: [, url, title], row: [label, , series, anchor, , cells, older] }, years) => {
    const name = escape(`${series ? `${series} ` : ""}${title} · ${label}`);
    return `<p class="annals-search__told">${name}</p><ol role="list" aria-label="${name}">${cells.map(one => cell(one, years)).join("")}</ol><p><a href="${escape(url)}#${escape(anchor)}">{${older ? "older" : "whole"}}</a></p>`;
  };

  const isIn = (one, other) => {
    const values = ({ row }) => row[5].flatMap(([year, , , some]) => some.map(([value, href]) => `${year} ${value} ${href}`));
    const known = new Set(values(other));
    return values(one).every(value => known.has(value));
  };

  /* The rows of some pages that answer words best, none of them twice. */
  const best = (store, groups, content) => {
    const text = content.join(" ");
    const words = store.questions.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length);
    const free = unasked(text, words.length ? new RegExp(words.join("|"), "gu") : undefined);
    const found = groups.flatMap(group => {
      const names = group[3].map(name => store.fold(name).text);
      return group[4].flatMap(row => {
        const order = judged([...text], free, names, row, group[5] > 0, store.fold);
        return order ? [{ group, row, order }] : [];
      });
    }).sort((a, b) => compare(a.order, b.order));
    return found.filter(({ order }) => !compare(order, found[0].order))
      .reduce((kept, one) => (kept.some(other => isIn(one, other)) ? kept : [...kept.filter(other => !isIn(other, one)), one]), []);
  };

  /* The HTML of the rows of some pages that answer what is asked, of two things that are asked one each; empty where none
     does. `series` is the one that answers are narrowed to. */
  AnnalsSearch.rowsOf = (store, groups, { content, years }, series) => {
    const kept = groups.map(group => group.map((part, i) => (i === 4 ? part.filter(row => !series || row[1] === series) : part)));
    const whole = best(store, kept, content);
    const single = whole.length || content.length < 3 ? [] : content.slice(1).map(word => best(store, kept, [content[0], word]));
    const found = single.length <= MOST && single.every(({ length }) => length === 1) ? [...whole, ...single.flat()] : whole;
    if (found.length <= MOST) return found.map(one => drawn(one, years)).join("");
    const pages = [...new Set(found.map(({ group }) => group))];
    return pages.length > MOST ? "" : `<p>{several}${pages.map(([, url, title]) => ` <a href="${escape(url)}">${escape(title)}</a>`).join("")}</p>`;
  };
})();
