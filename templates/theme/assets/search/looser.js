/* Where half of a query or more stands in one block, for queries that stand nowhere as they are. */
(() => {
  const { bounded, isDigit, literally, otherForms, pairsOf, rarity, tilesAt, weighed } = AnnalsSearch;
  /* What a number or word counts in pairs; what is left of a pair that only joins two words. */
  const RUN = 2;
  const JOINT = 0.06;
  /* What a page counts that is called as much of the query as is found anywhere, and one that is no report's. */
  const CALLED = 1.2;
  const OTHERS = 0.8;
  const FAR = 0.7;
  const LONG = 8;
  const SESSIONS = /(第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})届)/u;
  const RUNS = /([0-9a-z\u00df-\u00f6\u00f8-\u024f]+(?:\.[0-9]+)*)/u;

  const sorted = places => [...new Set(places)].sort((a, b) => a - b);

  /* Places of the pair at an offset of a text; of a very frequent one only those next to what the text has next to it. */
  const pairPlaces = async (store, chars, at) => {
    const pair = chars[at] + chars[at + 1];
    if (!store.frequent.has(pair)) return store.places(chars[at], chars[at + 1]);
    const lists = await Promise.all(tilesAt(store, chars, at).map(async tile => (await store.places(...tile.key)).map(place => place + at - tile.at)));
    return sorted([...lists.flat(), ...await store.placesOfFrequent(pair)]);
  };

  /* Places of a word as a whole, else as how words begin, else anywhere, else of its halves; of a number as a whole alone. */
  const runPlaces = async (store, run) => {
    if ([...run].length < 2) return [];
    const places = await literally(store, run);
    const { whole, begun } = await bounded(store, run, places);
    if (isDigit(run[0]) || whole.length) return whole;
    if (places.length || run.length < LONG) return begun.length ? begun : places;
    const half = run.length >> 1;
    return sorted((await Promise.all([run.slice(0, half), run.slice(half)].map(text => literally(store, text)))).flat());
  };

  /* Places where the forms of a session end, less its length. */
  const sessionPlaces = async (store, forms) => {
    const lists = await Promise.all(forms.map(async form => (await literally(store, form)).map(place => place + [...form].length - [...forms[0]].length)));
    return sorted(lists.flat());
  };

  /* What a word is made of: pairs, and as one thing each run of letters and figures (a single one with the character behind
     it: 3个), and each session (第15届). `at` is where a part stands in the word. */
  const partsOf = (store, word, number) => {
    const parts = [];
    let at = 0;
    const add = (text, counts, places, rest) => parts.push({ word: number, text, at, counts, places, ...rest });
    word.split(SESSIONS).forEach((text, i) => {
      const forms = i % 2 ? [text, ...otherForms(text, true)] : [];
      if (forms.length > 1) add(text, RUN, sessionPlaces(store, forms), { forms });
      const runs = forms.length > 1 ? [] : text.split(RUNS);
      runs.forEach((run, j) => {
        const next = run.length === 1 ? [...runs[j + 1] || ""].slice(0, 1) : [];
        if (j % 2) add(run + next, next.length ? 1 : RUN, runPlaces(store, run + next));
        /* 年 behind the number of a year begins no word. */
        else for (const [a, b, offset] of pairsOf(run)) if (offset || !j || a !== "年") add(a + b, 1, pairPlaces(store, [...run], offset), { at: at + offset });
        at += [...run].length;
      });
      if (!runs.length) at += [...text].length;
    });
    return parts;
  };

  /* Pairs where one word of a query ends and the next begins: much rarer than those on both sides. */
  const isJoint = (part, before, after) => {
    if (part.counts > 1 || !before || !after || before.word !== part.word || after.word !== part.word) return false;
    return 2 * part.places.length <= Math.min(before.places.length, after.places.length);
  };

  /* The names of pages that a word has in it: their other names stand for them. */
  const withOtherNames = async (store, parts, words) => {
    for (const part of parts) {
      for (const start of part.places) {
        const page = store.pageAt(start);
        const length = store.nameEnd(page, start) - start;
        if (length < 2 || store.names[page] === length + 1) continue;
        const within = parts.filter(({ word, at, text }) => word === part.word && at >= part.at && at + [...text].length <= part.at + length);
        const name = [...words[part.word]].slice(part.at, part.at + length).join("");
        if ([...name].length < length || !within.every(({ at, places }) => places.includes(start + at - part.at))) continue;
        for (const other of (await store.namesOf(page)).filter(one => !one.includes(name))) {
          const places = await literally(store, other);
          for (const one of within) one.more = [...one.more || [], ...places];
          part.names = [...part.names || [], other];
        }
      }
    }
    for (const part of parts) if (part.more) part.places = sorted([...part.places, ...part.more]);
  };

  /* Parts that follow one another, joined: what a reader sees marked. */
  const runsOf = AnnalsSearch.runsOf = (parts, units) => {
    const runs = [];
    let last;
    parts.forEach((part, i) => {
      if (!units.has(i)) return;
      const overlap = last && !last.forms && last.word === part.word ? last.at + [...last.text].length - part.at : -1;
      if (part.forms) runs.push(...part.forms);
      else if (overlap > 0) runs[runs.length - 1] += [...part.text].slice(overlap).join("");
      else runs.push(part.text);
      last = part;
    });
    return runs;
  };

  /* {parts: of the words, pages: what their blocks weigh by them}. */
  AnnalsSearch.weighedInParts = async (store, words, only) => {
    const parts = words.flatMap((word, number) => partsOf(store, word, number));
    for (const part of parts) part.places = await part.places;
    parts.forEach((part, i) => {
      part.joins = isJoint(part, parts[i - 1], parts[i + 1]);
      part.weight = part.counts * (part.joins ? JOINT : 1) * rarity(store, part.places.length);
    });
    await withOtherNames(store, parts, words);
    return { parts, pages: await weighed(store, parts, only) };
  };

  /* Pages with half of the query or more in one block: {page, place, blocks, weight, isName, held, share, needles}. What
     stands nowhere at all counts half, what stands in a page's name alone too. */
  const loosely = async (store, words) => {
    const { parts, pages } = await AnnalsSearch.weighedInParts(store, words);
    const counted = some => [...some].reduce((sum, i) => sum + parts[i].counts, 0);
    const all = counted(parts.keys());
    const least = (all + counted([...parts.keys()].filter(i => parts[i].places.length))) / 4;
    return [...pages].flatMap(([page, rows]) => {
      const blocks = rows.filter(({ close, units }) => counted(close) >= 2 && (counted(close) + counted(units)) / 2 >= least);
      if (!blocks.length) return [];
      const [{ start, weight, place, own, units }] = blocks;
      const needles = [...runsOf(parts, own), ...runsOf(parts, units), ...[...units].flatMap(i => parts[i].names || [])];
      const isName = start < store.starts[page] + store.names[page];
      return [{ page, place, blocks, weight, isName, held: units.size, share: counted(units) / all, needles: [...new Set(needles)] }];
    });
  };

  /* The answer to words, bound to years where something of these years answers. */
  AnnalsSearch.looser = async (store, words, years) => {
    const all = await loosely(store, words);
    const bound = all.filter(({ page }) => years.includes(store.yearOf(page)));
    const kept = bound.length ? bound : all;
    const most = Math.max(...kept.map(({ held }) => held));
    const called = one => (one.isName && one.held === most ? CALLED : store.isReport(one.page) ? 1 : OTHERS);
    const found = kept.map(one => ({
      ...one, count: 1,
      order: [Math.min(store.audience(one.page), 1), one.weight * called(one), -store.facets[0].values[one.page], -one.page],
    }));
    return { state: "looser", words, found, share: Math.max(0, ...kept.map(({ share }) => share)) };
  };

  /* The words with two characters changed back: what stands nowhere as typed, and somewhere the other way round. Not where
     a looser answer has more than a share. */
  AnnalsSearch.untwisted = async (store, words, share) => {
    const stands = async (chars, from, to) => (await literally(store, chars.slice(Math.max(0, from), to).join(""))).length > 0;
    for (const [number, word] of share > FAR ? [] : words.entries()) {
      const chars = [...word];
      for (let at = 0; at + 1 < chars.length && chars.length > 3; at++) {
        const turned = [...chars.slice(0, at), chars[at + 1], chars[at], ...chars.slice(at + 2)];
        if (chars[at] === chars[at + 1] || await stands(chars, at - 1, at + 2) || await stands(chars, at, at + 3)) continue;
        if (!await stands(turned, at, at + 2) || !await stands(turned, at - 1, at + 3)) continue;
        return words.map((one, i) => (i === number ? turned.join("") : one));
      }
    }
    return undefined;
  };
})();
