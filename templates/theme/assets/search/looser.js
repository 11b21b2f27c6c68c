/* Where half of a query or more stands in one block, for queries that stand nowhere as they are. */
(() => {
  const { SESSION, bounded, isDigit, isLetter, lastAt, literally, otherForms, pairsOf, rarity, tilesAt, weighed } = AnnalsSearch;
  /* What a number or a word of an alphabet counts, in pairs of characters. */
  const RUN_WEIGHS = 2;
  /* How much of its weight is left to a pair that only joins two words. */
  const JOINT = 0.25;
  const PART = /[0-9]+(?:\.[0-9]+)*|[a-z\u00df-\u00f6\u00f8-\u024f]+|[^0-9a-z\u00df-\u00f6\u00f8-\u024f]+/gu;

  /* Places of the pair at an offset of a text; of a very frequent one only those next to what the text has next to it. */
  const pairPlaces = async (store, chars, at) => {
    const pair = chars[at] + chars[at + 1];
    if (!store.frequent.has(pair)) return store.places(chars[at], chars[at + 1]);
    const lists = await Promise.all(tilesAt(store, chars, at).map(async tile => (await store.places(...tile.key)).map(place => place + at - tile.at)));
    return [...new Set([...lists.flat(), ...await store.placesOfFrequent(pair)])].sort((a, b) => a - b);
  };

  /* Places of a word of an alphabet as a whole, else as how words begin, else anywhere; of a number as a whole alone. A
     single figure or letter says something only with the character behind it: 3个. */
  const runPlaces = async (store, run) => {
    if ([...run].length < 2) return [];
    const places = await literally(store, run);
    const { whole, begun } = await bounded(store, run, places);
    if (isDigit(run[0])) return whole;
    return [whole, begun, places].find(some => some.length) || [];
  };

  /* Letters and figures right behind one another are one run: G60. */
  const runsIn = word => (word.match(PART) || []).reduce((runs, text) => {
    const isRun = isDigit(text[0]) || isLetter(text[0]);
    const last = runs[runs.length - 1];
    if (last && last.isRun && isRun) last.text += text;
    else runs.push({ text, isRun });
    return runs;
  }, []);

  /* What a word is made of: pairs, and as one thing each run of letters and figures, and a session (第15届). `at` is
     where a part stands in the word. */
  const partsOf = (store, word, number) => {
    const parts = [];
    let offset = 0;
    const pairs = text => {
      for (const [a, b, at] of pairsOf(text)) {
        parts.push({ word: number, text: a + b, at: at + offset, counts: 1, places: pairPlaces(store, [...text], at) });
      }
      offset += [...text].length;
    };
    const runs = text => {
      const found = runsIn(text);
      found.forEach((run, i) => {
        if (!run.isRun) {
          pairs(run.text);
          return;
        }
        const isSingle = run.text.length === 1 && i + 1 < found.length;
        const whole = isSingle ? run.text + [...found[i + 1].text][0] : run.text;
        parts.push({ word: number, text: whole, at: offset, counts: isSingle ? 1 : RUN_WEIGHS, places: runPlaces(store, whole) });
        offset += run.text.length;
      });
    };
    const [session] = SESSION.exec(word) || [""];
    const forms = session ? [session, ...otherForms(session, true)] : [];
    if (forms.length < 2) {
      runs(word);
      return parts;
    }
    runs(word.slice(0, word.indexOf(session)));
    const length = [...session].length;
    const places = Promise.all(forms.map(async form => (await literally(store, form)).map(place => place + [...form].length - length)));
    parts.push({ word: number, text: session, forms, at: offset, counts: 2, places: places.then(lists => lists.flat().sort((a, b) => a - b)) });
    offset += length;
    runs(word.slice(word.indexOf(session) + session.length));
    return parts;
  };

  /* Pairs where one word of a query ends and the next begins: much rarer than those on both sides. */
  const markJoints = parts => parts.forEach((part, i) => {
    const [before, after] = [parts[i - 1], parts[i + 1]];
    const beside = before && after && before.word === part.word && after.word === part.word;
    const rarest = beside ? Math.min(before.places.length, after.places.length) : 0;
    part.isJoint = part.counts === 1 && 2 * part.places.length <= rarest;
  });

  /* The names of pages that a word has in it: their other names stand for it. */
  const withOtherNames = async (store, parts) => {
    for (const [i, part] of parts.entries()) {
      const seen = new Set();
      for (const start of part.places) {
        const page = store.pageAt(start);
        const end = store.nameEnd(page, start);
        if (end < 0 || seen.has(page)) continue;
        const within = parts.filter(({ word, at }) => word === part.word && at >= part.at && at < part.at + end - start);
        const isWhole = [...within].reduce((at, one) => (one.at <= at && one.places.includes(start + one.at - part.at) ? one.at + [...one.text].length : at), part.at) === part.at + end - start;
        if (!isWhole) continue;
        seen.add(page);
        const own = within.reduce((text, one) => text + [...one.text].slice(part.at + [...text].length - one.at).join(""), "");
        for (const name of (await store.namesOf(page)).filter(one => !one.includes(own))) {
          const places = await literally(store, name);
          for (const one of within) one.more = [...(one.more || []), ...places];
          within[0].names = [...(within[0].names || []), name];
        }
      }
    }
    for (const part of parts) if (part.more) part.places = [...new Set([...part.places, ...part.more])].sort((a, b) => a - b);
  };

  /* Parts that follow one another, joined: what a reader sees marked. */
  const runsOf = (parts, units) => {
    const runs = [];
    let last;
    parts.forEach((part, i) => {
      if (!units.has(i)) return;
      const follows = last && !last.forms && !part.forms && last.word === part.word;
      const overlap = follows ? last.at + [...last.text].length - part.at : -1;
      if (part.forms) runs.push(...part.forms);
      else if (overlap >= 0) runs[runs.length - 1] += [...part.text].slice(overlap).join("");
      else runs.push(part.text);
      last = part;
    });
    return [...new Set(runs)];
  };

  const needlesOf = (parts, { own, units }) => [...new Set([
    ...runsOf(parts, own), ...runsOf(parts, units), ...[...units].flatMap(i => parts[i].names || [])])];

  /* {parts: of the words, pages: what their blocks weigh by them}. */
  AnnalsSearch.weighedInParts = async (store, words, only) => {
    const parts = words.flatMap((word, number) => partsOf(store, word, number));
    for (const part of parts) part.places = await part.places;
    markJoints(parts);
    for (const part of parts) part.weight = part.counts * (part.isJoint ? JOINT : 1) * rarity(store, part.places.length);
    await withOtherNames(store, parts);
    return { parts, pages: await weighed(store, parts, only) };
  };

  /* Pages with half of the query or more in one block: {page, place, blocks, weight, share, needles}. */
  AnnalsSearch.loosely = async (store, words) => {
    const { parts, pages } = await AnnalsSearch.weighedInParts(store, words);
    const known = parts.filter(part => part.places.length);
    const counted = some => some.reduce((total, { counts }) => total + counts, 0);
    const total = (counted(parts) + counted(known)) / 2;
    const found = [];
    for (const [page, rows] of pages) {
      const good = rows.filter(({ own, units }) => {
        const inside = counted([...own.keys()].map(i => parts[i]));
        return inside >= 2 && (inside + counted([...units].map(i => parts[i]))) / 2 >= total / 2;
      });
      if (good.length) {
        const [{ start, weight, place, units }] = good;
        const isName = start < store.starts[page] + store.names[page];
        found.push({ page, place, blocks: good, weight, isName, held: units.size, share: counted([...units].map(i => parts[i])) / counted(parts), needles: needlesOf(parts, good[0]) });
      }
    }
    return found;
  };
})();
