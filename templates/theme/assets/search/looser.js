/* Where half of a query or more stands in one block, for queries that stand nowhere as they are. */
(() => {
  const { SESSION, lastAt, literally, otherForm, pairsOf, tilesAt } = AnnalsSearch;
  const HAN = /[\p{Script=Han}]/u;

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
  AnnalsSearch.loosely = async (store, words) => {
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
      const order = [weight, store.isGuide(page) ? 0 : 1, -yearFacet.values[page], -page];
      best.set(page, { page, count: 1, place, needles: runsOf(parts, counted), order });
    }
    return [...best.values()];
  };
})();
