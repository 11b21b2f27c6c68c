/* From a query to pages: literally, else less literally and saying so. */
(() => {
  const { byPage, otherForms, pagesWithAll, rarity, readQuery, weighed } = AnnalsSearch;

  /* Those of the pages one of whose names is the words, one behind the other. */
  const pagesNamed = (store, words, pages) => {
    const lengths = words.map(word => [...word].length);
    const at = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + length, 0));
    const whole = at[at.length - 1] + lengths[lengths.length - 1];
    /* Of a frequent pair only its first place is known. */
    const placesOf = (page, { places }) => (store.frequent.has(words[0]) ? [store.starts[page]] : places);
    const isNamed = (page, hits) => hits.every(({ named }) => named) && placesOf(page, hits[0]).some(place =>
      store.nameEnd(page, place) === place + whole && hits.every(({ places }, i) => !i || places.includes(place + at[i])));
    return new Set([...pages].filter(([page, hits]) => isNamed(page, hits)).map(([page]) => page));
  };

  /* A name with its place before it is the name: pages called 市科委 for 某某市科委 and 某某科委. */
  const pagesNamedAfterPlace = async (store, words) => {
    const word = words.join("");
    const found = new Map();
    for (const region of store.regions) {
      const rest = word.startsWith(region) ? word.slice(region.length) : "";
      const local = store.bodies.filter(body => body === rest || body.slice(1) === rest);
      for (const name of local.length || !await mayBeName(store, rest) ? local : [rest]) {
        const pages = await pagesWithAll(store, [name]);
        for (const page of pagesNamed(store, [name], pages)) found.set(page, [pages.get(page)[0], name]);
      }
    }
    return found;
  };

  /* Whether some page has a name that begins as the text does. */
  const mayBeName = async (store, text) => {
    const [one, two] = text;
    return Boolean(two) && (await store.places(one, two)).some(place => store.nameEnd(store.pageAt(place), place) >= place);
  };

  const ordered = found => found.sort((a, b) => {
    const at = a.order.findIndex((value, i) => value !== b.order[i]);
    return at < 0 ? 0 : b.order[at] - a.order[at];
  });

  /* The words as things to weigh; of a frequent pair only its first places are known. */
  const unitsOf = (store, words, pages) => words.map((word, i) => {
    const hits = [...pages.values()].map(some => some[i]);
    const count = hits.reduce((sum, one) => sum + one.count, 0);
    return { word: i, at: 0, text: word, weight: rarity(store, count), places: hits.flatMap(({ best, first }) => best || [first]).sort((a, b) => a - b) };
  });

  /* Reports before entries and topics, unless these are asked for; then the guide, then manuals. */
  const standing = (store, page, isAskedFor) => (store.isReport(page) || isAskedFor ? 3 : store.audience(page));

  /* Year asked for, whole name, no guide, whole numbers, words together, names, headings, density; the newest first
     where all are alike. */
  const rank = async (store, pages, words, years, needles, isQuestion = false) => {
    const named = pagesNamed(store, words, pages);
    let weights = pages.size ? await weighed(store, unitsOf(store, words, pages), pages) : new Map();
    const isTogether = words.length === 1 || [...weights.values()].some(([{ units: held }]) => held.size === words.length);
    /* Of words that are strewn, the block that has most of their parts. */
    if (pages.size && !isTogether) {
      await AnnalsSearch.also("looser");
      weights = (await AnnalsSearch.weighedInParts(store, words, pages)).pages;
    }
    return [...pages].map(([page, hits]) => {
      const start = store.starts[page];
      const all = weights.get(page) || [];
      const rows = all.filter(row => row.start >= start + store.names[page]);
      const [best] = store.isSmall ? rows : all;
      const count = hits.reduce((sum, one) => sum + one.count, 0);
      const isNamed = !isQuestion && hits.every(one => one.named);
      return {
        page, count, needles, blocks: rows,
        near: isTogether,
        place: best ? best.place : Math.max(start, ...hits.map(({ first }) => first)),
        order: [
          years.includes(store.yearOf(page)) ? 1 : 0,
          named.has(page) ? 1 : 0,
          standing(store, page, isNamed),
          words.length === 1 && isNamed ? 1 : 0,
          hits.filter(({ whole }) => whole).length,
          best ? Math.round(100 * best.weight) : 0,
          hits.filter(one => one.named).length,
          hits.filter(one => one.headed).length,
          Math.round(2 * Math.log2((1 + count) / (40 + store.lengths[page]))),
          -store.facets[0].values[page],
          -page,
        ],
      };
    });
  };

  const needlesOf = words => words.flatMap(word => [word, ...otherForms(word, false)]);

  const within = (store, years, pages) => new Map([...pages].filter(([page]) => years.includes(store.yearOf(page))));

  /* Pages that have all words as typed; where years are among several words, those of these years that have the others. */
  const literal = async (store, { words, plain, years }) => {
    const kept = plain.map(word => words.indexOf(word));
    const exact = new Map([...await pagesWithAll(store, words)].map(([page, hits]) => [page, kept.map(i => hits[i])]));
    const ofYear = plain.length < words.length ? within(store, years, await pagesWithAll(store, plain)) : new Map();
    const found = await rank(store, new Map([...ofYear, ...exact]), plain, years, needlesOf(exact.size ? words : plain));
    const called = await pagesNamedAfterPlace(store, words);
    for (const [page, [hits, name]] of called) {
      const order = [years.includes(store.yearOf(page)) ? 1 : 0, 2];
      const before = found.findIndex(one => one.page === page);
      const one = { page, count: hits.count, needles: [...needlesOf(words), name], blocks: [], near: true, place: hits.first, order };
      if (before >= 0) found[before].order[1] = 2;
      else found.push(one);
    }
    return { state: [...ofYear.keys()].some(page => !exact.has(page)) ? "year" : "literal", words, found };
  };

  const lessLiteral = async (store, state, words, years) => {
    const all = await pagesWithAll(store, words);
    return { state, words, found: await rank(store, years.length ? within(store, years, all) : all, words, years, needlesOf(words), state !== "year") };
  };

  /* What the reports of some years have of the longest name among words. */
  AnnalsSearch.ofName = async (store, words, years) => {
    for (const word of [...words].sort((one, other) => other.length - one.length)) {
      const pages = await pagesWithAll(store, [word]);
      if (!pagesNamed(store, [word], pages).size) continue;
      const { found } = await lessLiteral(store, "thatyear", [word], years);
      return { state: "thatyear", words: [word], found: ordered(found.filter(({ page }) => store.isReport(page))) };
    }
    return { found: [] };
  };

  const isNear = ({ found }) => found.some(({ near }) => near);

  /* What is found; where that is of no report, behind it what reports have of the words. */
  const withReports = async (store, answer, words, years) => {
    if (answer.found.some(({ page }) => store.isReport(page))) return answer;
    await AnnalsSearch.also("partly");
    const partly = await AnnalsSearch.partly(store, words, years);
    return answer.found.length ? { ...answer, found: [...answer.found, ...partly.found] } : partly;
  };

  /* The share of a query that a looser answer needs to be taken for it. */
  const FAR = 0.7;

  const attempts = async (store, asked, isLast = false) => {
    const { words, content, pieces, isWhole, years } = asked;
    const exact = await literal(store, asked);
    if (isNear(exact)) return exact;
    const same = (some, others) => some.join(" ") === others.join(" ");
    const cut = years.length && !same(content, words) ? await lessLiteral(store, "year", content, years) : { found: [] };
    if (isNear(cut)) return cut;
    const reduced = same(pieces, content) ? { found: [] } : await lessLiteral(store, isWhole ? "reduced" : "looser", pieces, years);
    if (isWhole && isNear(reduced)) return reduced;
    if (exact.found.length) return exact;
    if (cut.found.length) return cut;
    await AnnalsSearch.also("looser");
    const { looser, untwisted } = AnnalsSearch;
    const close = await looser(store, pieces, years);
    const turned = isLast ? undefined : await untwisted(store, pieces, close.share);
    if (turned) return { ...await attempts(store, { words: turned, plain: turned, content: turned, pieces: turned, years }, true), state: "looser" };
    /* What is written of other years says more than what hardly resembles it in the year asked for. */
    const others = years.length && close.share <= FAR ? await lessLiteral(store, "reduced", pieces, []) : { found: [] };
    if (isNear(others)) return others;
    if (close.found.length) return withReports(store, close, pieces, years);
    if (reduced.found.length) return reduced;
    /* What looks like a question may be a slip in a text that has such words. */
    const whole = same(pieces, content) ? close : await looser(store, content, years);
    return isLast || whole.found.length ? whole : withReports(store, whole, pieces, years);
  };

  const weightOf = ({ blocks: [best] }) => (best ? best.weight : 0);

  /* A first page that is no report's and says no more than the reports do, with what they say. */
  const withSaid = (store, [first, ...others]) => {
    if (!first || store.isReport(first.page) || store.audience(first.page) < 2) return first ? [first, ...others] : [];
    const said = others.filter(({ page, place }) => store.isReport(page) && place >= store.starts[page] + store.heads[page]).slice(0, first.figure ? 3 : 1);
    return [said.length && weightOf(first) <= weightOf(said[0]) ? { ...first, said } : first, ...others];
  };

  const MAY_BE_YEAR = /(?:19|20)[0-9]{2}/;
  /* A printed page, and nothing else. */
  const LEAF = /^\s*第?\s*([0-9]+)\s*[页頁]\s*$/u;

  /* {state, words, found}: `state` is empty, titles, leaf, unleaved, literal, year, reduced, looser, partly, elsewhen, thatyear, unheld or none, `words` the folded
     words that were looked for, `found` the pages in order, each with a place to show and needles to mark. */
  AnnalsSearch.find = async (store, query) => {
    const asked = readQuery(store, query);
    const { words, years } = asked;
    if (!words.length) return { state: "empty", words, found: [] };
    if (words.length === 1 && [...words[0]].length === 1) {
      const pages = byPage(store, await store.places(words[0], "#"));
      const found = await rank(store, new Map([...pages].map(([page, hits]) => [page, [hits]])), words, [], words);
      return { state: "titles", words, found: ordered(found) };
    }
    if (store.leaves.length && /[页頁]|(^|[^a-zａ-ｚ])[pｐ]/iu.test(query)) {
      await AnnalsSearch.also("leaf");
      const printed = await AnnalsSearch.onLeaf(store, query);
      if (printed) return printed;
    }
    const [, leaf] = LEAF.exec(query.normalize("NFKC")) || [];
    /* 第15届 resembles it, and is no answer. */
    const said = leaf ? [...(await pagesWithAll(store, [`${leaf}页`])).keys()] : [];
    if (leaf && !said.some(page => store.isReport(page))) return { state: "unleaved", words: [leaf], found: [] };
    const { state, words: looked, found } = await attempts(store, asked);
    if (asked.asksFigure) await AnnalsSearch.also("figure");
    const kept = asked.asksFigure ? await AnnalsSearch.withFigure(store, ordered(found), query) : ordered(found);
    const answer = { state: kept.length ? state : "none", words: looked, found: withSaid(store, kept) };
    if (!years.length && !MAY_BE_YEAR.test(words.join(" "))) return answer;
    await AnnalsSearch.also("years");
    return AnnalsSearch.withoutYear(store, asked, answer);
  };
})();
