/* Which passages a sentence may come from, by the index of search: most of its pairs of characters at the same distances. */
(() => {
  /* Letters dropped or added move what stands behind them by a few places. */
  const DRIFT = 8;
  const MOST = 4;
  /* Pairs that are looked up: a few, one from each part of the text, tell where a quotation stands that is right; more where
     that is not enough. */
  const FEW = 6;
  const MANY = 16;
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

  /* Room to count in for each index, empty between two texts. */
  const rooms = new WeakMap();
  const roomOf = (store, length) => {
    if (!rooms.has(store)) rooms.set(store, new Float32Array(Math.ceil(length / DRIFT) + 4));
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

  /* The stretches of the index where most pairs of the text stand in its order, the likeliest first: {count, place}, how much
     that tells and one place there. */
  const votes = async (store, chars, most) => {
    const tiles = chosen(store, chars, most);
    const lists = await Promise.all(tiles.map(async ({ at, key }) => ({ at, places: await store.places(...key) })));
    const length = store.starts[store.starts.length - 1] + store.lengths[store.lengths.length - 1];
    const room = roomOf(store, length);
    const rows = telling(lists).map(({ at, places }) => ({ places, told: Math.log(1 + length / (1 + places.length)), here: stretches(places, at) }));
    for (const { told, here } of rows) for (let i = 0; i < here.length; i++) if (here[i] !== here[i - 1]) room[here[i]] += told;
    const count = here => room[here] + Math.max(room[here - 1], room[here + 1]);
    let top = 0;
    for (const { here } of rows) for (let i = 0; i < here.length; i++) if (room[here[i]] * 2 > top) top = Math.max(top, count(here[i]));
    const found = new Map();
    for (const { here, places } of rows) for (let i = 0; i < here.length; i++) {
      const near = here[i];
      if (room[near] * 2 >= LIKELY * top && count(near) >= LIKELY * top && !found.has(near)) found.set(near, { count: count(near), place: places[i] });
    }
    for (const { here } of rows) for (let i = 0; i < here.length; i++) room[here[i]] = 0;
    return [...found.values()].sort((a, b) => b.count - a.count || a.place - b.place);
  };

  /* The passages of reports, the likeliest first: {page, block}. */
  AnnalsQuotations.candidates = async (store, text, thoroughly) => {
    const ranked = await votes(store, [...text], thoroughly ? MANY : FEW);
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
