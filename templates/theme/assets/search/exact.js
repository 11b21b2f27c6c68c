/* Where a word stands, exactly: from folded texts to keys of the index, places, pages. */
(() => {
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

  Object.assign(AnnalsSearch, { SESSION, otherForm, pairsOf, tilesAt, literally, byPage, pagesWithAll });
})();
