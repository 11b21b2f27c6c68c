/* What can be said of each sentence of a draft. */
(() => {
  /* Bare characters: fewer say nothing of where they come from. */
  const LEAST = 6;
  /* So much of a sentence stands in one passage, at least, where it is that passage with changes. */
  const SAME = 0.7;
  /* So much of a half of a sentence. */
  const NEARLY = 0.92;
  /* Bare characters of a part of a sentence, and how much of it stands in one passage, at least. */
  const PART = 12;
  const CLOSE = 0.85;
  /* Between marks of quotation everything is said to be the report's, and a slip may be larger. */
  const QUOTED = 0.6;
  /* A half of a sentence with fewer bare characters and no figure is a phrase that anybody writes (促进科技成果转化), though some
     report has it, too. */
  const TELLING = 16;
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

  const hasFigures = note => /\d/.test(note.replace(FIGURES, ""));
  const withoutNote = text => text.replace(NOTE, note => (hasFigures(note) ? note : ""));

  const known = async (store, page) => (await store.title(page)) || store.known.get(page) || ["", ""];

  const words = (text, { from, to }, start, end) => (end > start ? text.slice(from[start], to[end - 1]).replace(/\ue0f1/gu, "") : "");

  const place = async (store, { page, block }, compared, passage) => {
    const [address, title] = await known(store, page);
    const doubt = passage.doubts.some(at => at >= compared.start && at <= compared.end);
    return {
      address: block.anchor ? `${address}#${block.anchor}` : address, title, heading: block.heading, year: store.yearOf(page), doubt,
      words: words(block.text, passage, compared.start, compared.end),
    };
  };

  /* A sentence as it stands, without a mark in front, without a note behind it. */
  const forms = text => {
    const bareMark = text.replace(MARK, "");
    return [...new Set([text, bareMark, withoutNote(text), withoutNote(bareMark)])].filter(one => one.trim());
  };

  const best = (store, text, year) => AnnalsQuotations.best(store, forms(text), year);

  const spot = ({ form, sentence }, [from, to]) => [
    from < sentence.from.length ? sentence.from[from] : form.length,
    to > from ? sentence.to[to - 1] : from < sentence.from.length ? sentence.from[from] : form.length,
  ];

  /* Of a sentence, or of a part of it that begins at a bare character. */
  const differences = (found, row, isGrave, begin = 0) => row.compared.differences.map(([a, b, c, d]) => {
    const [from, to] = spot(found, [begin + a, begin + b]);
    const said = found.form.slice(from, to);
    const stands = words(row.block.text, row.passage, c, d);
    const beside = words(row.block.text, row.passage, Math.max(0, c - 1), Math.min(row.passage.chars.length, d + 1));
    return { from, to, said, stands, grave: isGrave(said, stands, beside) };
  });

  /* The two ends of a sentence that stand in two passages: each {from, to, row}. One of them stands in a passage that is
     here: only then is the other looked for. */
  const parts = async (store, found) => {
    const { form, sentence: { chars, from, to } } = found;
    const cutOut = (begin, end) => form.slice(from[begin], to[end - 1]);
    const here = (begin, end) => {
      const part = AnnalsQuotations.bare(store.fold, cutOut(begin, end));
      return found.rows.map(row => ({ ...row, compared: AnnalsQuotations.compared(part, row.passage) }))
        .reduce((best, row) => (row.compared.cost < best.compared.cost ? row : best));
    };
    const elsewhere = async (begin, end) => {
      const one = await best(store, cutOut(begin, end));
      return one && one.rows[0];
    };
    const stands = row => row && row.compared.share >= NEARLY;
    const tells = ([begin, end]) => end - begin >= TELLING || (end - begin >= LEAST && chars.slice(begin, end).some(char => /\d/.test(char)));
    for (const [first, last] of found.rows[0] ? found.rows[0].compared.differences : []) {
      for (const cut of [first, last]) {
        if (last - first < FOREIGN && cut === last) continue;
        const halves = [[0, cut], [cut, chars.length]];
        if (!halves.every(tells)) continue;
        const rows = halves.map(half => here(...half));
        if (!rows.some(stands)) continue;
        for (const [i, half] of halves.entries()) if (!stands(rows[i])) rows[i] = await elsewhere(...half);
        if (rows.every(stands)) return halves.map(([begin, end], i) => ({ from: begin, to: end, row: rows[i] }));
      }
    }
    return undefined;
  };

  /* The best row of a sentence; where a row has its words but for what it passes over there, that one, held against it so. */
  const bestRow = ({ sentence, rows }) => {
    if (!rows[0] || rows[0].compared.share >= SAME) return rows[0];
    const over = rows.map(row => ({ ...row, compared: AnnalsQuotations.comparedOver(sentence, row.passage) }));
    return over.find(({ compared: { share, longest } }) => share >= SAME && longest < FOREIGN) || rows[0];
  };

  /* The sentence of a passage in which a run of its bare characters stands. */
  const around = (text, { from, to }, start, end) => {
    const [low, high] = [from[start], to[end - 1]];
    const after = text.slice(high).search(/[。；]/u);
    return text.slice(text.slice(0, low).search(/[^。；]*$/u), after < 0 ? text.length : high + after + 1).replace(/\ue0f1/gu, "");
  };

  /* Of a sentence that no report has, the place that has most of its words: somebody may have told it otherwise; undefined
     where that is a phrase. */
  const nearest = async (store, { sentence, rows }) => {
    const [best] = rows.map(row => ({ row, ...AnnalsQuotations.stretch(sentence, row.passage) })).sort((a, b) => b.value - a.value);
    if (!best || best.pairs.length < PART) return undefined;
    const run = { start: best.pairs[0][1], end: best.pairs[best.pairs.length - 1][1] + 1 };
    return { ...await place(store, best.row, run, best.row.passage), sentence: around(best.row.block.text, best.row.passage, run.start, run.end) };
  };

  const GOOD = ["verbatim", "partly", "elsewhere", "differs"];

  /* Of a sentence that does not stand in the reports the parts that do: somebody's own words lead to a quotation, go on
     behind it, stand between two. */
  const partly = async (store, found, options) => {
    const [row] = found.rows.map(one => ({ one, value: AnnalsQuotations.stretch(found.sentence, one.passage).value })).sort((a, b) => b.value - a.value);
    const { chars, from, to } = found.sentence;
    const [low, end] = row ? AnnalsQuotations.taken(found, row.one, options.saying) : [0, 0];
    /* Nor is a bracket with figures a note on the source. */
    const [aside] = (end && /^[（(［[][^（）()［］[\]]*[）)］\]]/u.exec(found.form.slice(to[end - 1]))) || [];
    const high = aside && hasFigures(aside) ? from.filter(at => at < to[end - 1] + aside.length).length : end;
    if (high - low < LEAST || (low === 0 && high === chars.length)) return undefined;
    const marked = /[“「『"]\s*$/u.test(found.form.slice(0, from[low])) && /^[\s，。,]*[”」』"]/u.test(found.form.slice(to[high - 1]));
    if (high - low < PART && !marked) return undefined;
    const rest = async (begin, end) => {
      if (end - begin < PART) return [];
      const one = await verdict(store, found.form.slice(from[begin], to[end - 1]), options, true);
      return GOOD.includes(one.kind) ? moved(one, found.form.indexOf(one.form, from[begin])) : [];
    };
    const one = await verdict(store, found.form.slice(from[low], to[high - 1]), options, false);
    if (!GOOD.includes(one.kind) || (one.kind === "differs" && one.share < (marked ? QUOTED : CLOSE))) return undefined;
    const all = [...await rest(0, low), ...moved(one, found.form.indexOf(one.form, from[low])), ...await rest(high, chars.length)];
    const kinds = all.map(({ kind }) => kind);
    const kind = ["differs", "elsewhere"].find(each => kinds.includes(each)) || "partly";
    const places = all.flatMap(each => each.places).filter(({ address }, i, same) => same.findIndex(other => other.address === address) === i);
    const quoted = all.flatMap(each => each.quoted);
    /* What ends the sentence is nobody's word. */
    const [, last] = quoted[quoted.length - 1];
    if (!/[\p{L}\p{N}]/u.test(found.form.slice(last))) quoted[quoted.length - 1][1] = found.form.length;
    return { kind, form: found.form, places, differences: all.flatMap(each => each.differences), quoted, left: all.some(({ left }) => left) };
  };

  /* What is said of a part of a sentence that begins at an offset there, in offsets of the sentence. */
  const moved = (one, at) => [{
    ...one,
    differences: one.differences.map(each => ({ ...each, from: each.from + at, to: each.to + at })),
    quoted: (one.quoted || [[0, one.form.length]]).map(([from, to]) => [from + at, to + at]),
  }];

  /* What is said of one sentence: {kind, form, places, differences, parts}; `kind` is short, verbatim, partly, differs, parts,
     elsewhere (verbatim, but not in the year that is asked for) or none; `quoted`: [[from, to]] of what alone was held against the
     reports, where the rest is somebody's own; `left`: something is left out where a mark says so; `near`: of what no report has, the
     place that has most of its words. */
  const verdict = async (store, text, options = {}, whole = true) => {
    const { year = "", isGrave = () => false } = options;
    const found = await best(store, text.normalize("NFC"), year);
    if (!found || found.sentence.chars.length < LEAST) return { kind: "short", form: text, places: [], differences: [] };
    const same = found.rows.filter(({ compared }) => compared.cost === found.cost);
    const places = await Promise.all(same.map(row => place(store, row, row.compared, row.passage)));
    const said = { form: found.form, places, differences: [] };
    if (found.cost === 0) {
      const there = year ? places.filter(one => one.year === year) : places;
      const left = found.sentence.left.size > 0;
      return there.length ? { ...said, kind: "verbatim", places: there, left } : { ...said, kind: "elsewhere", left };
    }
    const row = bestRow(found);
    if (!row || row.compared.share < SAME || row.compared.longest >= FOREIGN) {
      const two = await parts(store, found);
      if (two) {
        const of = await Promise.all(two.map(async one => ({
          text: found.form.slice(found.sentence.from[one.from], found.sentence.to[one.to - 1]),
          place: await place(store, one.row, one.row.compared, one.row.passage),
        })));
        const slips = two.flatMap(one => differences(found, one.row, isGrave, one.from));
        return { ...said, kind: "parts", places: [], parts: of, differences: slips };
      }
    }
    const some = whole && row && await partly(store, found, options);
    if (some) return some;
    if (!row || row.compared.share < (whole ? SAME : QUOTED)) return { ...said, kind: "none", places: [], near: whole ? await nearest(store, found) : undefined };
    return { ...said, kind: "differs", share: row.compared.share, places: [places[0]], differences: differences(found, row, isGrave) };
  };

  /* Whether two sentences that follow each other in a draft stand word by word in the reports, but not in one passage. */
  const isApart = (before, { kind, places }) =>
    kind === "verbatim" && before.kind === "verbatim" && !places.some(({ address }) => before.places.some(other => other.address === address));

  /* What is said of each sentence of a draft, in its order; `apart`: it does not stand with the one before. Lines that a person pasted one below the other may be one
     sentence or one each: as one they count where they stand so. */
  AnnalsQuotations.verdicts = async (store, pasted, options) => {
    const all = [];
    const texts = AnnalsQuotations.sentences(pasted).map(({ text }) => text).filter((text, i) => !i || withoutNote(text).trim());
    /* At once: a slow line is waited for once, and not at each sentence. */
    const wholes = await Promise.all(texts.map(text => verdict(store, text, options)));
    for (const [i, text] of texts.entries()) {
      const whole = wholes[i];
      const lines = text.split(/\s*\n\s*/u).filter(Boolean);
      if (lines.length > 1 && !["verbatim", "elsewhere", "differs"].includes(whole.kind)) {
        for (const line of lines) all.push(await verdict(store, line, options));
      } else all.push(whole);
    }
    return all.map((one, i) => ({ ...one, apart: i > 0 && isApart(all[i - 1], one) }));
  };
})();
