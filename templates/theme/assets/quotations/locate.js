/* Which passages a sentence may come from, by the index of search: most of its pairs of characters at the same distances. */
(() => {
  /* Letters dropped or added move what stands behind them by a few places. */
  const DRIFT = 8;
  const MOST = 4;
  /* The rarest pairs tell enough. */
  const PAIRS = 24;

  /* For each stretch of the index where pairs of the text stand in its order: how many, and one place there. */
  const votes = async (store, chars) => {
    const tiles = chars.slice(1).map((_, at) => AnnalsSearch.tilesAt(store, chars, at)[0]).filter(Boolean);
    const lists = await Promise.all(tiles.map(async ({ at, key }) => ({ at, places: await store.places(...key) })));
    lists.sort((a, b) => a.places.length - b.places.length);
    const found = new Map();
    for (const { at, places } of lists.filter(({ places: some }) => some.length).slice(0, PAIRS)) {
      const seen = new Set();
      for (const place of places) {
        const bucket = Math.floor((place - at) / DRIFT);
        if (seen.has(bucket)) continue;
        seen.add(bucket);
        const one = found.get(bucket);
        if (one) one.count += 1;
        else found.set(bucket, { count: 1, place });
      }
    }
    return found;
  };

  /* The passages of reports, the likeliest first: {page, block}. */
  AnnalsQuotations.candidates = async (store, text) => {
    const found = await votes(store, [...text]);
    const near = bucket => (found.get(bucket) || { count: 0 }).count;
    const ranked = [...found].map(([bucket, { count, place }]) => ({ place, count: count + Math.max(near(bucket - 1), near(bucket + 1)) }));
    ranked.sort((a, b) => b.count - a.count || a.place - b.place);
    const passages = new Map();
    for (const { place } of ranked.slice(0, MOST * 3)) {
      const page = store.pageAt(place);
      if (!store.isReport(page)) continue;
      const block = (await store.blocksAround(page, place)).find(({ start, end }) => start <= place && place < end);
      if (block && !passages.has(block.start)) passages.set(block.start, { page, block });
      if (passages.size >= MOST) break;
    }
    return [...passages.values()];
  };
})();
