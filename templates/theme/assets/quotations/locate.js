/* Which passages a sentence may come from, by the index of search: most of its pairs of characters at the same distances. */
(() => {
  /* Letters dropped or added move what stands behind them by a few places. */
  const DRIFT = 8;
  const MOST = 4;
  /* So many times as often as the pair in the middle. */
  const COMMON = 2;
  /* A passage with so much less than the likeliest is not it. */
  const LIKELY = 0.5;

  /* In how many files there are keys that begin with a character: how often it stands, roughly. */
  const spread = (store, char) => store.shardOf(char, "\u{10ffff}") - store.shardOf(char, "*") + 1;

  /* What is here already costs least, then what is rare. */
  const cost = (store, [first, second]) =>
    (store.files.has(store.shards[store.shardOf(first, second)]) ? 0 : spread(store, first) * spread(store, second));

  /* Of each part of a text the key that costs least. */
  const chosen = (store, chars, most) => {
    const tiles = chars.slice(1).map((_, at) => AnnalsSearch.tilesAt(store, chars, at)[0]).filter(Boolean)
      .map(tile => ({ ...tile, cost: cost(store, tile.key) }));
    if (tiles.length <= most) return tiles;
    const width = tiles.length / most;
    return Array.from({ length: most }, (_, part) => tiles.slice(Math.floor(part * width), Math.floor((part + 1) * width))
      .reduce((best, tile) => (tile.cost < best.cost ? tile : best)));
  };

  /* A bit for each key in each stretch of the index, all clear between two texts. */
  const rooms = new WeakMap();
  const roomOf = (store, length) => {
    if (!rooms.has(store)) rooms.set(store, new Uint16Array(Math.ceil(length / DRIFT) + 4));
    return rooms.get(store);
  };

  /* Of each place the stretch in which the text would begin; one empty stretch is in front of the first. */
  const stretches = (places, at) => {
    const found = new Int32Array(places.length);
    for (let i = 0; i < found.length; i++) found[i] = places[i] < at ? 1 : (places[i] - at) / DRIFT + 2;
    return found;
  };

  /* The rarer half of the pairs tells most; those that stand everywhere cost much and tell little. */
  const telling = lists => {
    const sorted = lists.filter(({ places }) => places.length).sort((a, b) => a.places.length - b.places.length);
    const half = sorted.length >> 1;
    return sorted.filter(({ places }, i) => i <= half || places.length <= COMMON * sorted[half].places.length);
  };

  /* Of each set of keys (a bit for each) how much it tells, and what a passage that lacks the others differs by, at least:
     every two characters that do not stand there are one change, unless something is left out. */
  const weigher = (keys, isWhole) => {
    const known = new Map();
    const inOrder = keys.map((key, bit) => ({ ...key, bit })).sort((a, b) => a.at - b.at);
    const weighed = mask => {
      let [count, changes, end] = [0, 0, 0];
      for (const { at, length, told, bit } of inOrder) {
        if (mask >> bit & 1) count += told;
        else if (at >= end) [changes, end] = [changes + 1, at + length];
      }
      return { mask, count, least: isWhole ? changes * AnnalsQuotations.CHEAPEST : 0 };
    };
    return mask => {
      if (!known.has(mask)) known.set(mask, weighed(mask));
      return known.get(mask);
    };
  };

  /* The stretches of the index where keys of a text, at most so many, stand in its order, the likeliest first: {place, mask,
     count, least}, of the place one number in it, and what `weigher` says of the keys that stand there. */
  AnnalsQuotations.spots = async (store, text, most, isWhole) => {
    const chars = [...text];
    const tiles = chosen(store, chars, most);
    const lists = await Promise.all(tiles.map(async ({ at, length, key }) => ({ at, length, places: await store.places(...key) })));
    const length = store.starts[store.starts.length - 1] + store.lengths[store.lengths.length - 1];
    const room = roomOf(store, length);
    const rows = telling(lists).map(row => ({ ...row, told: Math.log(1 + length / (1 + row.places.length)), here: stretches(row.places, row.at) }));
    const weigh = weigher(rows, isWhole);
    rows.forEach(({ here }, bit) => { for (let i = 0; i < here.length; i++) room[here[i]] |= 1 << bit; });
    const at = here => weigh(room[here - 1] | room[here] | room[here + 1]);
    let top = 0;
    for (const { here } of rows) for (let i = 0; i < here.length; i++) top = Math.max(top, at(here[i]).count);
    const found = new Map();
    for (const { here, places } of rows) for (let i = 0; i < here.length; i++) {
      const one = at(here[i]);
      if (one.count >= LIKELY * top && !found.has(here[i])) found.set(here[i], { ...one, place: places[i] });
    }
    for (const { here } of rows) for (let i = 0; i < here.length; i++) room[here[i]] = 0;
    return [...found.values()].sort((a, b) => b.count - a.count || a.place - b.place);
  };

  /* Of spots that are as likely as each other those of the year that is asked for are looked at first: a phrase may stand in
     more passages than are looked at. */
  const sorted = (store, spots, year) => {
    if (!year || spots.length <= MOST) return spots;
    const late = new Map(spots.map(spot => [spot, store.yearOf(store.pageAt(spot.place)) === year ? 0 : 1]));
    return [...spots].sort((a, b) => b.count - a.count || late.get(a) - late.get(b) || a.place - b.place);
  };

  /* The passages of reports at some spots, a few: {page, block, spot}. */
  AnnalsQuotations.passages = async (store, spots, year) => {
    const found = new Map();
    for (const spot of sorted(store, spots, year).slice(0, MOST * 3)) {
      const { place } = spot;
      const page = store.pageAt(place);
      if (!store.isReport(page)) continue;
      const block = (await store.blocksAround(page, place)).find(({ start, end }) => start <= place && place < end);
      if (block && !found.has(block.start)) found.set(block.start, { page, block, spot });
      if (found.size >= MOST) break;
    }
    return [...found.values()];
  };

  AnnalsQuotations.MOST = MOST;
})();
