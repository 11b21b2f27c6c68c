/* Where a word stands, exactly: from folded texts to keys of the index, places, pages. */
(() => {
  const SESSION = /(第?)([0-9]{1,2}|[一二三四五六七八九十]{1,3})届/u;
  /* Such a number is often part of another. */
  const SHORT_NUMBER = /^[0-9]{1,3}$/;
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

  /* 第十五届 as 第15届 and the other way round, before a name as behind it; without 第 only where readers are met halfway. */
  const otherForms = (word, loosely) => {
    const [whole, mark, numeral] = SESSION.exec(word) || [];
    const number = whole && (mark || loosely) ? toNumber(numeral) : 0;
    if (!number) return [];
    const other = `第${/[0-9]/.test(numeral) ? toNumeral(number) : number}届`;
    const name = word.replace(whole, "");
    const turned = word.startsWith(whole) ? one => name + one : word.endsWith(whole) ? one => one + name : undefined;
    return [word.replace(whole, other), ...(turned && name.length > 1 ? [turned(mark ? whole : `第${whole}`), turned(other)] : [])];
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

  /* Places where a folded text of two characters or more stands: keys that cover it, at their distances. Not of
     a frequent pair that is in more shards than a few. */
  const literally = async (store, text) => {
    if (store.frequent.has(text)) return (await store.placesOfFrequent(text)).sort((a, b) => a - b);
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

  /* Pages with what is known of a text there: {places, count, named, headed, first, whole}. */
  const byPage = (store, places, whole) => {
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
      const good = whole ? hits.places.filter(place => whole.has(place)) : hits.places;
      hits.whole = good.length > 0;
      hits.best = good.length ? good : hits.places;
      hits.first = hits.best.find(place => place >= store.starts[page] + store.names[page]) || hits.best[0];
    }
    return found;
  };

  const bound = char => String.fromCharCode(0xe000 + char.charCodeAt(0));

  const isRun = char => AnnalsSearch.isDigit(char) || AnnalsSearch.isLetter(char);

  /* Those of the places of a word where it begins and ends with runs of letters or figures (what
     `isAny` says), and where it begins so. */
  const bounded = async (store, word, places, isAny = isRun) => {
    const chars = [...word];
    const last = chars.length - 1;
    const among = async (char, keys, shift) => {
      if (!isAny(char)) return () => true;
      const known = new Set(await store.places(...keys));
      return place => known.has(place + shift);
    };
    const begins = await among(chars[0], [bound(chars[0]), chars[1]], 0);
    const ends = await among(chars[last], [chars[last - 1], bound(chars[last])], last - 1);
    const begun = places.filter(begins);
    return { whole: begun.filter(ends), begun };
  };

  /* A word of an alphabet is a whole word, or how words begin, or, if there is neither, anywhere. Numbers are anywhere, at the
     edge of such a word too (`10、T` in `J110、T107`); `whole` are the places where those alone are not cut. */
  const asWritten = async (store, word, places) => {
    const { isDigit, isLetter } = AnnalsSearch;
    const hasLetters = [word[0], word[word.length - 1]].some(isLetter);
    if (!hasLetters && !SHORT_NUMBER.test(word)) return { places, whole: places };
    const { whole, begun } = await bounded(store, word, places, hasLetters ? isLetter : isDigit);
    if (!hasLetters) return { places, whole };
    const kept = whole.length ? whole : begun.length ? begun : places;
    return { places: kept, whole: kept };
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
    const forms = [word, ...otherForms(word, false)];
    const all = (await Promise.all(forms.map(form => literally(store, form)))).flat();
    const { places, whole } = await asWritten(store, word, forms.length > 1 ? [...new Set(all)].sort((a, b) => a - b) : all);
    return byPage(store, places, new Set(whole));
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

  Object.assign(AnnalsSearch, { bounded, otherForms, pairsOf, tilesAt, literally, byPage, pagesWithAll });
})();
