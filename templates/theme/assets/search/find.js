/* From a query to pages: literally, else less literally and saying so. */
(() => {
  const { lastAt } = AnnalsSearch;
  /* Characters within which words stand together. */
  const NEAR = 160;
  const QUESTIONS = /(?:有?哪些?|什么|多少|几[个项家次届]|谁|何时|何地|怎么样?|怎样|如何|为何|是否|有没有|吗|呢)/gu;
  const HAN = /[\p{Script=Han}]/u;
  const YEAR = /^((?:19|20)[0-9]{2})年?$/;
  const SESSION = /(第?)([0-9]{1,2}|[一二三四五六七八九十]{1,3})届/u;
  const NUMERALS = "一二三四五六七八九";

  const toNumber = numeral => {
    if (/^[0-9]+$/.test(numeral)) return Number(numeral);
    const [, tens, ones] = /^(.?十)?(.?)$/u.exec(numeral) || [];
    if (tens === undefined && numeral.length > 1) return 0;
    const ten = tens === undefined ? 0 : tens.length > 1 ? NUMERALS.indexOf(tens[0]) + 1 : 1;
    return ten * 10 + NUMERALS.indexOf(ones || " ") + 1;
  };

  const toNumeral = number => {
    const ten = Math.floor(number / 10);
    return (ten > 1 ? NUMERALS[ten - 1] : "") + (ten ? "十" : "") + (NUMERALS[(number % 10) - 1] || "");
  };

  /* 第十五届 as 第15届 and the other way round; without 第 only where readers are met halfway. */
  const otherForm = (word, loosely) => {
    const [whole, mark, numeral] = SESSION.exec(word) || [];
    const number = whole && (mark || loosely) ? toNumber(numeral) : 0;
    if (!number) return [];
    const other = /[0-9]/.test(numeral) ? toNumeral(number) : String(number);
    return [word.replace(whole, `第${other}届`)];
  };

  const pairsOf = word => {
    const chars = [...word];
    return chars.slice(1).map((char, i) => [chars[i], char, i]);
  };

  /* The keys that may stand for the pair at an offset of a text, each with the offset it starts at and its length. */
  const tilesAt = (store, chars, at) => {
    const pair = chars[at] + chars[at + 1];
    const one = store.frequent.get(pair);
    if (!one) return [{ at, length: 2, key: [chars[at], chars[at + 1]] }];
    return [
      ...(at + 2 < chars.length ? [{ at, length: 3, key: [one, chars[at + 2]] }] : []),
      ...(at > 0 ? [{ at: at - 1, length: 3, key: [chars[at - 1], one] }] : []),
    ];
  };

  /* The cheapest keys that together hold every character of a text. */
  const cover = (store, chars) => {
    const tiles = chars.slice(1).flatMap((_, at) => tilesAt(store, chars, at));
    const best = [{ cost: 0, tiles: [] }];
    for (let end = 1; end <= chars.length; end++) {
      for (const tile of tiles) {
        if (tile.at >= end || tile.at + tile.length < end) continue;
        const before = best[tile.at];
        const cost = before ? before.cost + store.cost(...tile.key) : Infinity;
        if (!best[end] || cost < best[end].cost) best[end] = { cost, tiles: [...before.tiles, tile] };
      }
    }
    return best[chars.length].tiles;
  };

  /* Places where a folded text of two characters or more stands: keys that cover it, at their distances. Not for
     a frequent pair by itself. */
  const literally = async (store, text) => {
    const tiles = cover(store, [...text]);
    const lists = await Promise.all(tiles.map(async ({ at, key }) => ({ at, places: await store.places(...key) })));
    lists.sort((a, b) => a.places.length - b.places.length);
    return lists.reduce((starts, { at, places }) => {
      let i = 0;
      return starts.filter(start => {
        while (i < places.length && places[i] < start + at) i++;
        return places[i] === start + at;
      });
    }, lists[0].places.map(place => place - lists[0].at));
  };

  /* Pages with what is known of a text there: {places, count, named, headed, first}. */
  const byPage = (store, places) => {
    const found = new Map();
    for (const place of places) {
      const page = store.pageAt(place);
      if (found.has(page)) found.get(page).places.push(place);
      else found.set(page, { places: [place] });
    }
    for (const [page, hits] of found) {
      const from = hits.places[0] - store.starts[page];
      hits.count = hits.places.length;
      hits.named = from < store.names[page];
      hits.headed = from < store.heads[page];
      hits.first = hits.places.find(place => place >= store.starts[page] + store.names[page]) || hits.places[0];
    }
    return found;
  };

  /* Pages with a word. A single character has pages alone, a frequent pair no places but the first. */
  const pagesWith = async (store, word) => {
    if ([...word].length === 1) {
      const pages = await store.places(word, "*");
      return new Map(pages.map(page => [page, { places: [], count: 0, first: -1 }]));
    }
    if (store.frequent.has(word)) {
      const rows = await store.summary(word);
      return new Map(rows.map(({ page, ...hits }) => [page, { places: [hits.first], ...hits }]));
    }
    const forms = [word, ...otherForm(word, false)];
    const places = (await Promise.all(forms.map(form => literally(store, form)))).flat();
    return byPage(store, forms.length > 1 ? [...new Set(places)].sort((a, b) => a - b) : places);
  };

  /* Pages that have all words: Map from page to what is known of each word there. */
  const pagesWithAll = async (store, words) => {
    const all = await Promise.all(words.map(word => pagesWith(store, word)));
    const found = new Map();
    const [least] = [...all].sort((a, b) => a.size - b.size);
    for (const page of least.keys()) {
      if (all.every(pages => pages.has(page))) found.set(page, all.map(pages => pages.get(page)));
    }
    return found;
  };

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

  const isGuide = (store, page) => {
    const { choices, values } = store.facets[2];
    return choices[values[page]][0] === "guide";
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
          words,
          hits.filter(one => one.named).length,
          hits.filter(one => one.headed).length,
          isGuide(store, page) ? 0 : 1,
          Math.round(2 * Math.log2((1 + count) / (40 + store.lengths[page]))),
          -yearFacet.values[page],
          -page,
        ],
      });
    }
    return found;
  };

  /* Places of the pair at an offset of a text; of a very frequent one only those next to what the text has next to it. */
  const pairPlaces = async (store, chars, at) => {
    const pair = chars[at] + chars[at + 1];
    if (!store.frequent.has(pair)) return store.places(chars[at], chars[at + 1]);
    const lists = await Promise.all(tilesAt(store, chars, at).map(async tile => (await store.places(...tile.key)).map(place => place + at - tile.at)));
    return [...new Set([...lists.flat(), ...await store.placesOfFrequent(pair)])].sort((a, b) => a - b);
  };

  /* What a query is made of when it is not found as it stands: pairs, and a session (第15届) as one thing that weighs
     two. `at` is where a part stands in the query, `plain` that it is of letters and digits. */
  const partsOf = async (store, words) => {
    const parts = [];
    let offset = 0;
    const add = text => {
      for (const [a, b, at] of pairsOf(text)) {
        parts.push({ text: a + b, at: at + offset, weight: 1, plain: !HAN.test(a + b), places: pairPlaces(store, [...text], at) });
      }
      offset += [...text].length;
    };
    for (const word of words) {
      const [session] = SESSION.exec(word) || [""];
      const forms = session ? [session, ...otherForm(session, true)] : [];
      if (forms.length < 2) {
        add(word);
        continue;
      }
      const at = word.indexOf(session);
      add(word.slice(0, at));
      const length = [...session].length;
      const found = Promise.all(forms.map(async form =>
        (await literally(store, form)).map(place => place + [...form].length - length)));
      parts.push({ text: session, forms, at: offset, weight: 2, plain: false, places: found.then(lists => lists.flat()) });
      offset += length;
      add(word.slice(at + session.length));
    }
    for (const part of parts) part.places = await part.places;
    return parts;
  };

  /* The parts of a query in one block: those on one line, each as far from the others as the query has it (give or
     take one), and all that count: letters and digits say little by themselves and count only on the line. */
  const gathered = (marks, foreign) => {
    const lines = new Map();
    for (const [part, place] of marks) {
      for (const line of [place - part.at, place - part.at + 1]) {
        if (!lines.has(line)) lines.set(line, new Set());
        lines.get(line).add(part);
      }
    }
    const line = [...lines.values()].reduce((a, b) => (b.size > a.size ? b : a));
    return { line, counted: foreign ? line : new Set(marks.map(([part]) => part).filter(part => !part.plain || line.has(part))) };
  };

  /* Parts that follow one another, joined: what a reader sees marked. */
  const runsOf = (parts, counted) => {
    const runs = [];
    let last;
    for (const part of parts.filter(one => counted.has(one))) {
      if (part.forms) runs.push(...part.forms);
      else if (last && !last.forms && last.at === part.at - 1) runs[runs.length - 1] += [...part.text][1];
      else runs.push(part.text);
      last = part;
    }
    return [...new Set(runs)];
  };

  /* Pages with half of the query or more in one block. */
  const loosely = async (store, words) => {
    const parts = await partsOf(store, words);
    const sum = some => some.reduce((total, { weight }) => total + weight, 0);
    const total = sum(parts);
    const foreign = parts.every(part => part.plain);
    const least = foreign ? total - 2 : Math.max(2, Math.ceil(total / 2));
    if (total < (foreign ? 6 : 2)) return [];
    const starts = await store.blockStarts();
    const rare = [...parts].sort((a, b) => a.places.length - b.places.length);
    const blocks = new Map();
    rare.forEach((part, i) => {
      /* A block with half of the query has one of the rarer parts: what is left after this one would not do. */
      const enough = sum(rare.slice(i)) >= least;
      for (const place of part.places) {
        const block = lastAt(starts, place);
        if (!blocks.has(block) && enough) blocks.set(block, []);
        if (blocks.has(block)) blocks.get(block).push([part, place]);
      }
    });
    const weigh = part => part.weight * Math.log(1 + starts.length / (1 + part.places.length));
    const [yearFacet] = store.facets;
    const best = new Map();
    for (const [block, marks] of blocks) {
      const { line, counted } = gathered(marks, foreign);
      if (sum([...counted]) < least) continue;
      const page = store.pageAt(starts[block]);
      const names = [store.starts[page], store.starts[page] + store.names[page]];
      let weight = 0;
      for (const part of counted) {
        const named = part.places.some(place => place >= names[0] && place < names[1]);
        weight += weigh(part) * (1 + (line.has(part) ? 1 : 0) + (named ? 1 : 0));
      }
      if (best.has(page) && weight <= best.get(page).order[0]) continue;
      const place = Math.min(...marks.filter(([part]) => line.has(part)).map(([, at]) => at));
      const order = [weight, isGuide(store, page) ? 0 : 1, -yearFacet.values[page], -page];
      best.set(page, { page, count: 1, place, needles: runsOf(parts, counted), order });
    }
    return [...best.values()];
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
    return answer(looser.length ? "looser" : "none", looser, pieces);
  };
})();
