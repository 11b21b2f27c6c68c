/* From a query to pages: literally, else less literally and saying so. */
(() => {
  const { byPage, lastAt, loosely, otherForm, pagesWithAll } = AnnalsSearch;
  /* Characters within which words stand together. */
  const NEAR = 160;
  const QUESTIONS = /(?:有?哪些?|什么|多少|几[个项家次届]|谁|何时|何地|怎么样?|怎样|如何|为何|是否|有没有|吗|呢)/gu;
  const YEAR = /^((?:19|20)[0-9]{2})年?$/;

  /* Those of the pages one of whose names is the words, one behind the other. */
  const pagesNamed = (store, words, pages) => {
    const lengths = words.map(word => [...word].length);
    const whole = lengths.reduce((sum, length) => sum + length);
    const isNamed = (page, hits) => {
      const start = store.starts[page];
      const end = start + store.names[page];
      const aliases = store.aliases.slice(lastAt(store.aliases, start) + 1, lastAt(store.aliases, end - 1) + 1);
      const bounds = [start, ...aliases, end];
      /* Of a frequent pair only its first place is known. */
      if (words.length === 1 && store.frequent.has(words[0])) return bounds[1] - start === whole + 1;
      return hits[0].places.some(place => bounds.includes(place) && bounds.includes(place + whole + 1) && hits.every(({ places }, i) =>
        places.includes(place + lengths.slice(0, i).reduce((sum, length) => sum + length, 0))));
    };
    return new Set([...pages].filter(([page, hits]) => hits.every(({ named }) => named) && isNamed(page, hits)).map(([page]) => page));
  };

  /* The most words within NEAR, and where the first of them stands. */
  const closest = lists => {
    const marks = lists.flatMap((places, word) => places.map(place => [place, word])).sort((a, b) => a[0] - b[0]);
    const seen = new Map();
    let best = { words: 0, place: -1 };
    for (let low = 0, high = 0; high < marks.length; high++) {
      seen.set(marks[high][1], (seen.get(marks[high][1]) || 0) + 1);
      while (marks[high][0] - marks[low][0] > NEAR) {
        const word = marks[low++][1];
        if (seen.get(word) === 1) seen.delete(word);
        else seen.set(word, seen.get(word) - 1);
      }
      if (seen.size > best.words) best = { words: seen.size, place: marks[low][0] };
    }
    return best;
  };

  /* Whole name, year asked for, words together, names, headings, no guide, density; the newest first where all are alike. */
  const rank = (store, pages, named, years, needles) => {
    const [yearFacet] = store.facets;
    const found = [];
    for (const [page, hits] of pages) {
      const start = store.starts[page];
      const year = yearFacet.choices[yearFacet.values[page]][0];
      const { words, place } = closest(hits.map(({ places }) => places.filter(one => one >= start + store.names[page])));
      const count = hits.reduce((sum, one) => sum + one.count, 0);
      found.push({
        page, count, needles,
        place: place >= 0 ? place : Math.max(start, ...hits.map(({ first }) => first)),
        order: [
          named.has(page) ? 1 : 0,
          years.includes(year) ? 1 : 0,
          hits.length > 1 ? words : 0,
          hits.filter(one => one.named).length,
          hits.filter(one => one.headed).length,
          store.isGuide(page) ? 0 : 1,
          Math.round(2 * Math.log2((1 + count) / (40 + store.lengths[page]))),
          -yearFacet.values[page],
          -page,
        ],
      });
    }
    return found;
  };

  const inOrder = found => found.sort((a, b) => {
    const at = a.order.findIndex((value, i) => value !== b.order[i]);
    return at < 0 ? 0 : b.order[at] - a.order[at];
  });

  /* {state, words, found}: `state` is empty, titles, literal, year, reduced, looser or none, `words` the folded
     words that were looked for, `found` the pages in order, each with a place to show and needles to mark. */
  AnnalsSearch.find = async (store, query) => {
    const raw = query.split(/\s+/u).map(word => store.fold(word).text).filter(Boolean);
    const words = [...new Set(raw)];
    const answer = (state, found, looked = words) => ({ state, words: looked, found: inOrder(found) });
    if (!words.length) return answer("empty", []);
    const needlesOf = looked => looked.flatMap(word => [word, ...otherForm(word, false)]);
    if (words.length === 1 && [...words[0]].length === 1) {
      const pages = byPage(store, await store.places(words[0], "#"));
      const found = rank(store, new Map([...pages].map(([page, hits]) => [page, [hits]])), new Set(), [], words);
      return answer("titles", found);
    }
    const yearsIn = looked => looked.map(word => (YEAR.exec(word) || [])[1]).filter(Boolean);
    const years = yearsIn(words);
    const literal = async looked => {
      const pages = await pagesWithAll(store, looked);
      return rank(store, pages, pagesNamed(store, looked, pages), years, needlesOf(looked));
    };

    const exact = await literal(words);
    if (exact.length) return answer("literal", exact);

    const askedYear = async looked => {
      const rest = looked.filter(word => !YEAR.test(word));
      const asked = yearsIn(looked);
      if (!asked.length || !rest.length) return [];
      const [facet] = store.facets;
      return (await literal(rest)).filter(({ page }) => asked.includes(facet.choices[facet.values[page]][0]));
    };
    const ofYear = await askedYear(words);
    if (ofYear.length) return answer("year", ofYear);

    const asked = [...new Set(words.flatMap(word => word.split(QUESTIONS)).filter(Boolean))];
    if (asked.join(" ") !== words.join(" ") && asked.some(word => [...word].length > 1)) {
      const reduced = await literal(asked);
      if (reduced.length) return answer("reduced", reduced, asked);
      const reducedOfYear = await askedYear(asked);
      if (reducedOfYear.length) return answer("reduced", reducedOfYear, asked);
    }
    const pieces = asked.some(word => [...word].length > 1) ? asked : words;
    const looser = await loosely(store, pieces);
    if (looser.length) return answer("looser", looser, pieces);
    /* What looks like a question may be a slip in a text that has such words. */
    const whole = pieces === words ? [] : await loosely(store, words);
    return answer(whole.length ? "looser" : "none", whole);
  };
})();
