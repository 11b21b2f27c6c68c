/* Which block of a page answers a query: the one where most of it, the rare before the common, stands together. */
(() => {
  const { lastAt } = AnnalsSearch;
  /* Characters within which things stand together. */
  const NEAR = 60;
  /* What counts of a thing that stands elsewhere in the block, in a heading above one that has nothing to add to it, in
     the page's name, and what is added for one that a heading says too. */
  const AWAY = 0.4;
  const ABOVE = 0.6;
  const NAMED = 0.4;
  const AGAIN = 0.1;
  /* A block that says so few characters more than the query says little. */
  const HARDLY = 12;
  const BRIEF = 0.8;
  /* Characters of a line that may have little else to say. */
  const SHORT = 40;

  /* A page has some dozen blocks. */
  const BLOCKS = 12;

  /* How much a thing says: the rarer the more. */
  AnnalsSearch.rarity = (store, count) => Math.log(1 + (BLOCKS * store.lengths.length) / (1 + count));

  /* [unit, place, value] of each block that has anything of the query, in the order of places. */
  const marksOf = (units, starts) => {
    const found = new Map();
    units.forEach(({ places, weight }, i) => {
      for (const place of places) {
        const block = lastAt(starts, place);
        if (!found.has(block)) found.set(block, []);
        found.get(block).push([i, place, weight]);
      }
    });
    for (const marks of found.values()) marks.sort((a, b) => a[1] - b[1]);
    return found;
  };

  const most = marks => {
    const values = new Map();
    for (const [unit, , value] of marks) if (value > (values.get(unit) || 0)) values.set(unit, value);
    return values;
  };

  const sum = values => [...values].reduce((total, value) => total + value, 0);

  /* The marks within NEAR that say most. */
  const together = marks => {
    let best = { weight: 0, place: -1, units: new Map() };
    let low = 0;
    let last = -1;
    for (let high = 0; high < marks.length; high++) {
      if (high + 1 < marks.length && marks[high + 1][1] - marks[low][1] <= NEAR) continue;
      while (marks[high][1] - marks[low][1] > NEAR) low++;
      if (high === last) continue;
      last = high;
      const units = most(marks.slice(low, high + 1));
      const weight = sum(units.values());
      if (weight > best.weight) best = { weight, place: marks[low][1], units };
    }
    return best;
  };

  const blockWeight = (own, above, named) => {
    const near = together(own);
    const all = most(own);
    const heads = most(above);
    const names = most(named);
    let weight = near.weight;
    for (const [unit, value] of all) {
      if (!near.units.has(unit)) weight += AWAY * value;
      if (heads.has(unit)) weight += AGAIN * value;
    }
    /* 27位诺贝尔奖得主 answers for the forum in the heading; the first paragraph below that says nothing of them does not. */
    const adds = [...all.keys()].some(unit => !heads.has(unit)) && [...heads.keys()].some(unit => !all.has(unit));
    for (const [unit, value] of heads) if (!all.has(unit)) weight += (adds ? 1 : ABOVE) * value;
    for (const [unit, value] of names) if (!all.has(unit) && !heads.has(unit)) weight += NAMED * value;
    return { weight, adds, place: near.place, own: all, close: new Set([...all.keys(), ...heads.keys()]), units: new Set([...all.keys(), ...heads.keys(), ...names.keys()]) };
  };

  /* Of each page (of those of `only`, if given) its blocks that have anything of the query: {block, start, weight, place,
     own: units in the block itself, close: and in its heading, units: and in the page's name}, the best first. What stands in
     a heading counts for the block below it. Of a large index pages count as blocks: where these begin is a large file. */
  AnnalsSearch.weighed = async (store, units, only) => {
    const { starts, heading, below } = store.isSmall || !only ? await store.blocks() : { starts: store.starts, heading: [], below: new Map() };
    const marks = marksOf(units, starts);
    const length = units.reduce((most, { at, text }) => most + [...text].length - (at ? 1 : 0), 0);
    const pages = new Map();
    const nameOf = new Map();
    for (const block of [...marks.keys()].sort((a, b) => a - b)) {
      const page = store.pageAt(starts[block]);
      if (only && !only.has(page)) continue;
      if (!pages.has(page)) pages.set(page, new Set());
      if (starts[block] < store.starts[page] + store.names[page]) {
        nameOf.set(page, [...(nameOf.get(page) || []), ...marks.get(block)]);
        pages.get(page).add(block);
      } else {
        pages.get(page).add(below.has(block) ? below.get(block) : block);
      }
    }
    const found = new Map();
    for (const [page, blocks] of pages) {
      const namesEnd = store.starts[page] + store.names[page];
      const rows = [...blocks].map(block => {
        const named = starts[block] < namesEnd ? [] : nameOf.get(page) || [];
        const above = [];
        for (let head = heading[block]; head >= 0; head = heading[head]) above.push(...marks.get(head) || []);
        const row = blockWeight(marks.get(block) || [], above, named);
        const isBrief = !row.adds && starts[block] >= namesEnd && (starts[block + 1] || Infinity) - starts[block] - length < HARDLY;
        const weight = row.weight * (isBrief ? BRIEF : 1);
        const place = row.place < 0 ? starts[block] : row.place;
        const size = Math.min((starts[block + 1] || Infinity) - starts[block], SHORT);
        return { block, start: starts[block], size, ...row, weight, place };
      });
      /* Of two that have the same of a query a short line says less, and that which begins with it is about it. */
      rows.sort((a, b) => b.weight - a.weight || b.size - a.size || (a.place - a.start) - (b.place - b.start) || a.block - b.block);
      found.set(page, rows);
    }
    return found;
  };
})();
