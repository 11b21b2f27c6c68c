/* What can be said of each sentence of a draft. */
(() => {
  /* Bare characters: fewer say nothing of where they come from. */
  const LEAST = 6;
  /* So much of a sentence stands in one passage, at least, where it is that passage with changes. */
  const SAME = 0.7;
  /* So much of a half of a sentence. */
  const NEARLY = 0.92;
  /* Bare characters of a part of a sentence, how much of it stands in one passage, at least, and how many clauses around it
     are somebody's own. */
  const PART = 12;
  const CLOSE = 0.85;
  const CUTS = 3;
  const LEADING = /^[^\d，。]{2,16}[：:]/u;
  /* A stretch of a sentence that stands in none of the passage, and so comes from elsewhere. */
  const FOREIGN = 6;
  /* What somebody writes behind a quotation to say where it is from, or in front of it in a list. */
  const SOURCE = "来源|來源|出处|出處|摘自|引自";
  const NOTE = new RegExp(
    `\\s*(?:[（(［\\[【](?:[^。（）()［］[\\]【】]*(?:${SOURCE})[^。]*|[^。（）()［］[\\]【】]*(?:报告|報告|年鉴|年鑒|公报|公報)[^（）()［］[\\]【】]*|\\d{1,3}|《[^》]*》[^（）()]*)[）)］\\]】]`
    + `|(?:——|--|—|–)?\\s*(?:${SOURCE})[^。]*)$`, "u");
  const MARK = /^\s*(?:[•·●○▪■◆–—*+-]|[(（]?\d{1,2}[)）.、](?!\d)|[①-⑳])\s*/u;
  /* Where it is from has no figure but a year and a page; what has others is part of what is said. */
  const FIGURES = /(?<!\d)(?:19|20)\d{2}(?!\d)|第?\s*\d+\s*[页頁]|[pP]{1,2}\.?\s*\d+|^\s*[[［【]\d{1,3}[\]］】]$/gu;

  const withoutNote = text => text.replace(NOTE, note => (/\d/.test(note.replace(FIGURES, "")) ? note : ""));

  const known = async (store, page) => (await store.title(page)) || store.known.get(page) || ["", ""];

  const place = async (store, { page, block }, compared, passage) => {
    const [address, title] = await known(store, page);
    const doubt = passage.doubts.some(at => at >= compared.start && at <= compared.end);
    return { address: block.anchor ? `${address}#${block.anchor}` : address, title, heading: block.heading, year: store.yearOf(page), doubt };
  };

  /* Of the forms of a sentence (as it stands, without a mark in front, without a note behind it) the one that fits best. */
  const forms = text => {
    const bareMark = text.replace(MARK, "");
    return [...new Set([text, bareMark, withoutNote(text), withoutNote(bareMark)])].filter(one => one.trim());
  };

  const best = async (store, text) => {
    let found;
    for (const form of forms(text)) {
      const sentence = AnnalsQuotations.bare(store.fold, form);
      if (sentence.chars.length < 2) continue;
      const passages = await AnnalsQuotations.candidates(store, store.fold(form).text);
      const rows = passages.map(one => {
        const passage = AnnalsQuotations.bare(store.fold, one.block.text);
        return { ...one, passage, compared: AnnalsQuotations.compared(sentence, passage) };
      });
      rows.sort((a, b) => a.compared.cost - b.compared.cost || a.block.start - b.block.start);
      const cost = rows.length ? rows[0].compared.cost : Infinity;
      if (!found || cost < found.cost) found = { form, sentence, rows, cost };
      if (!cost) break;
    }
    return found;
  };

  const spot = ({ form, sentence }, [from, to]) => [
    from < sentence.from.length ? sentence.from[from] : form.length,
    to > from ? sentence.to[to - 1] : from < sentence.from.length ? sentence.from[from] : form.length,
  ];

  const words = (text, { from, to }, start, end) => (end > start ? text.slice(from[start], to[end - 1]).replace(/\ue0f1/gu, "") : "");

  const differences = (found, row, isGrave) => row.compared.differences.map(([a, b, c, d]) => {
    const [from, to] = spot(found, [a, b]);
    const said = found.form.slice(from, to);
    const stands = words(row.block.text, row.passage, c, d);
    const beside = words(row.block.text, row.passage, Math.max(0, c - 1), Math.min(row.passage.chars.length, d + 1));
    return { from, to, said, stands, grave: isGrave(said, stands, beside) };
  });

  /* The two ends of a sentence that stand in two passages: each {from, to, row}. */
  const parts = async (store, found) => {
    const { chars } = found.sentence;
    const run = async (from, to) => {
      const part = found.form.slice(found.sentence.from[from], found.sentence.to[to - 1]);
      const one = await best(store, part);
      return one && one.rows.length && one.rows[0].compared.share >= NEARLY ? one.rows[0] : undefined;
    };
    for (const [from, to] of found.rows[0] ? found.rows[0].compared.differences : []) {
      for (const cut of [from, to]) {
        if (to - from < FOREIGN && cut === to) continue;
        if (cut < LEAST || chars.length - cut < LEAST) continue;
        const [first, second] = [await run(0, cut), await run(cut, chars.length)];
        if (first && second) return [{ from: 0, to: cut, row: first }, { from: cut, to: chars.length, row: second }];
      }
    }
    return undefined;
  };

  /* Parts of a sentence that stand in the reports where the whole does not: somebody's own words lead to a quotation or
     go on behind it. The longest first. */
  const CLAUSE = /[，：；,:;](?!\d)/gu;
  const within = text => {
    const cuts = [0, ...[...text.matchAll(CLAUSE)].map(({ index }) => index + 1), text.length];
    const found = [];
    for (let i = 0; i < cuts.length - 1; i++) for (let j = i + 1; j < cuts.length; j++) {
      if ((i || j < cuts.length - 1) && (i < CUTS || j === cuts.length - 1) && i + cuts.length - 1 - j <= CUTS) found.push([cuts[i], cuts[j]]);
    }
    return found.sort((a, b) => (b[1] - b[0]) - (a[1] - a[0]));
  };

  const partly = async (store, text, options) => {
    for (const [from, to] of within(text)) {
      const part = text.slice(from, to);
      if (AnnalsQuotations.bare(store.fold, part).chars.length < PART) continue;
      const one = await verdict(store, part, options, false);
      const at = text.indexOf(one.form, from);
      if (at < 0 || !(one.kind === "verbatim" || one.kind === "elsewhere" || (one.kind === "differs" && one.share >= CLOSE))) continue;
      const differences = one.differences.map(each => ({ ...each, from: each.from + at, to: each.to + at }));
      return { ...one, kind: one.kind === "verbatim" ? "partly" : one.kind, form: text, differences, quoted: [at, at + one.form.length] };
    }
    return undefined;
  };

  /* What is said of one sentence: {kind, form, places, differences, parts}; `kind` is short, verbatim, partly, differs, parts,
     elsewhere (verbatim, but not in the year that is asked for) or none; `quoted`: [from, to] of what alone was held against the
     reports, where the rest is somebody's own. */
  const verdict = async (store, text, options = {}, whole = true) => {
    const { year = "", isGrave = () => false } = options;
    const found = await best(store, text.normalize("NFC"));
    if (!found || found.sentence.chars.length < LEAST) return { kind: "short", form: text, places: [], differences: [] };
    const same = found.rows.filter(({ compared }) => compared.cost === found.cost);
    const places = await Promise.all(same.map(row => place(store, row, row.compared, row.passage)));
    const said = { form: found.form, places, differences: [] };
    if (found.cost === 0) {
      const there = year ? places.filter(one => one.year === year) : places;
      return there.length ? { ...said, kind: "verbatim", places: there } : { ...said, kind: "elsewhere" };
    }
    const [row] = found.rows;
    if (!row || row.compared.share < SAME || row.compared.longest >= FOREIGN) {
      const two = await parts(store, found);
      if (two) {
        const of = await Promise.all(two.map(async one => ({
          text: found.form.slice(found.sentence.from[one.from], found.sentence.to[one.to - 1]),
          place: await place(store, one.row, one.row.compared, one.row.passage),
        })));
        return { ...said, kind: "parts", places: [], parts: of };
      }
    }
    if (!row || row.compared.share < SAME) {
      const some = whole && row && row.compared.share * found.sentence.chars.length >= PART * CLOSE;
      return (some && await partly(store, text.normalize("NFC"), options)) || { ...said, kind: "none", places: [] };
    }
    /* Words that lead to a quotation are somebody's own, and no fault of it. */
    if (whole && LEADING.test(found.form)) {
      const some = await partly(store, found.form, options);
      if (some && some.kind === "partly" && LEADING.exec(found.form)[0].length === some.quoted[0]) return some;
    }
    return { ...said, kind: "differs", share: row.compared.share, places: [places[0]], differences: differences(found, row, isGrave) };
  };

  /* Whether two sentences that follow each other in a draft stand word by word in the reports, but not in one passage. */
  const isApart = (before, { kind, places }) =>
    kind === "verbatim" && before.kind === "verbatim" && !places.some(({ address }) => before.places.some(other => other.address === address));

  /* What is said of each sentence of a draft, in its order; `apart`: it does not stand with the one before. Lines that a person pasted one below the other may be one
     sentence or one each: as one they count where they stand so. */
  AnnalsQuotations.verdicts = async (store, pasted, options) => {
    const all = [];
    for (const { text } of AnnalsQuotations.sentences(pasted)) {
      if (all.length && !withoutNote(text).trim()) continue;
      const whole = await verdict(store, text, options);
      const lines = text.split(/\s*\n\s*/u).filter(Boolean);
      if (lines.length > 1 && !["verbatim", "elsewhere", "differs"].includes(whole.kind)) {
        for (const line of lines) all.push(await verdict(store, line, options));
      } else all.push(whole);
    }
    return all.map((one, i) => ({ ...one, apart: i > 0 && isApart(all[i - 1], one) }));
  };
})();
