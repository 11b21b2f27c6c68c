/* A sentence held against a passage: where it stands in it, and what is different. */
(() => {
  /* Characters that stand alike between two differences do not part them. */
  const NEAR = 1;
  const NUMBER = /[0-9.%‰/:+-]/;
  /* What a change costs: figures are mistaken more often than words, and where two figures of a passage may be meant that
     one is which has the same words around it. */
  const FIGURE = 2;
  const WORD = 3;
  /* What a character that stands alike is worth where a part of a sentence is looked for. */
  const ALIKE = 4;
  AnnalsQuotations.CHEAPEST = Math.min(FIGURE, WORD);
  const weight = char => (NUMBER.test(char) ? FIGURE : WORD);

  const known = new Map();
  const numbered = chars => Int32Array.from(chars, char => {
    if (!known.has(char)) known.set(char, known.size);
    return known.get(char);
  });

  /* The least changes that make a run of `theirs` of the whole of `ours`, the value of each cell: what the first `i`
     characters cost that end at `j` there. What is left out at a mark that says so costs nothing. */
  const costs = (ours, theirs, mine, its, left) => {
    const [a, b] = [numbered(ours), numbered(theirs)];
    const columns = b.length + 1;
    const cost = new Uint16Array((a.length + 1) * columns);
    for (let i = 1; i <= a.length; i++) {
      const [own, weighs] = [a[i - 1], mine[i - 1]];
      let here = i * columns;
      let above = here - columns;
      cost[here] = cost[above] + weighs;
      for (let j = 1; j < columns; j++) {
        here++;
        above++;
        let least = cost[above - 1];
        if (own !== b[j - 1]) least += Math.max(weighs, its[j - 1]);
        const dropped = cost[above] + weighs;
        const added = cost[here - 1] + its[j - 1];
        if (dropped < least) least = dropped;
        if (added < least) least = added;
        cost[here] = least;
      }
      if (left.has(i)) for (here = i * columns + 1; here < (i + 1) * columns; here++) cost[here] = Math.min(cost[here], cost[here - 1]);
    }
    return cost;
  };

  /* Where such a run begins and ends in `theirs`, and pairs [number in ours, number in theirs] of characters that stand
     alike. `ours` is what was pasted. */
  const aligned = (ours, theirs, left) => {
    const columns = theirs.length + 1;
    const [mine, its] = [ours.map(weight), theirs.map(weight)];
    const cost = costs(ours, theirs, mine, its, left);
    const turned = (i, j) => (ours[i] === theirs[j] ? 0 : Math.max(mine[i], its[j]));
    const bottom = ours.length * columns;
    let j = 0;
    for (let at = 1; at < columns; at++) if (cost[bottom + at] < cost[bottom + j]) j = at;
    /* What stands in the place of other characters is told rather than that these are too many. */
    while (!left.has(ours.length) && j + 1 < columns && cost[bottom + j + 1] === cost[bottom + j]) j++;
    const end = j;
    const pairs = [];
    for (let i = ours.length; i > 0;) {
      const here = i * columns + j;
      if (left.has(i) && j > 0 && cost[here] === cost[here - 1]) j--;
      else if (j > 0 && cost[here] === cost[here - columns - 1] + turned(i - 1, j - 1)) {
        if (ours[i - 1] === theirs[j - 1]) pairs.push([i - 1, j - 1]);
        i--;
        j--;
      } else if (cost[here] === cost[here - columns] + mine[i - 1]) i--;
      else j--;
    }
    return { start: j, end, cost: cost[bottom + end], pairs: pairs.reverse() };
  };

  /* Stretches between the characters that stand alike: [from, to, from there, to there], half open. */
  const gaps = ({ start, end, pairs }, length, left) => {
    const found = [];
    let [i, j] = [0, start];
    for (const [a, b] of [...pairs, [length, end]]) {
      const isLeft = a === i && left.has(i);
      if ((a > i || b > j) && !isLeft) {
        const last = found[found.length - 1];
        if (last && i - last[1] <= NEAR) [last[1], last[3]] = [a, b];
        else found.push([i, a, j, b]);
      }
      [i, j] = [a + 1, b + 1];
    }
    return found;
  };

  const numeral = char => char !== undefined && NUMBER.test(char);

  /* A figure is shown whole: 12.2 and 13.2 differ, not 2 and 3. */
  const whole = (ours, theirs, [a, b, c, d]) => {
    const touched = [...ours.slice(a, b), ...theirs.slice(c, d)].some(numeral);
    while (touched && a > 0 && c > 0 && numeral(ours[a - 1]) && ours[a - 1] === theirs[c - 1]) [a, c] = [a - 1, c - 1];
    while (touched && b < ours.length && d < theirs.length && numeral(ours[b]) && ours[b] === theirs[d]) [b, d] = [b + 1, d + 1];
    return [a, b, c, d];
  };

  /* Half of a figure is another figure: what begins or ends inside of one there is made to hold it whole. */
  const withWholeFigures = (ours, theirs, found) => {
    let { start, end, cost } = found;
    if (numeral(ours[0])) while (numeral(theirs[start - 1])) [start, cost] = [start - 1, cost + FIGURE];
    if (numeral(ours[ours.length - 1])) while (numeral(theirs[end])) [end, cost] = [end + 1, cost + FIGURE];
    return { ...found, start, end, cost };
  };

  /* Nor does a mark that something is left out stand within one: 1……5亿元 is no figure of 1,885亿元. */
  const outsideFigures = (ours, theirs, { pairs }, left) => {
    const cut = pairs.slice(1).filter(([a, b], at) => {
      const [, there] = pairs[at];
      return b > there + 1 && ((numeral(ours[a - 1]) && numeral(theirs[there + 1])) || (numeral(ours[a]) && numeral(theirs[b - 1])));
    });
    const within = new Set(cut.map(([a]) => a));
    return new Set([...left].filter(at => !within.has(at)));
  };

  const held = (ours, theirs, run, left) => {
    const found = withWholeFigures(ours, theirs, run);
    const share = ours.length ? found.pairs.length / ours.length : 0;
    const between = gaps(found, ours.length, left);
    const longest = Math.max(0, ...between.map(([from, to]) => ours.slice(from, to).filter(char => !NUMBER.test(char)).length));
    const differences = between.map(gap => whole(ours, theirs, gap));
    return { share, cost: found.cost, longest, start: found.start, end: found.end, differences };
  };

  /* What a sentence (bare) has in common with a passage (bare): {share, cost, longest, start, end, differences: [[from, to,
     from there, to there]]}, `longest` how many words'
     characters in a row stand in none of it; numbers are those of bare characters. */
  AnnalsQuotations.compared = (sentence, passage) => {
    const [ours, theirs] = [sentence.chars, passage.chars];
    let run = aligned(ours, theirs, sentence.left);
    const left = outsideFigures(ours, theirs, run, sentence.left);
    if (left.size < sentence.left.size) run = aligned(ours, theirs, left);
    return held(ours, theirs, run, left);
  };

  /* The stretch of a sentence that stands best in a passage, whatever is around it: {from, to, alike, pairs, value}, `alike` the
     numbers of its characters that stand alike there, `pairs` with those in the passage. */
  AnnalsQuotations.stretch = (sentence, passage) => {
    const [ours, theirs, left] = [sentence.chars, passage.chars, sentence.left];
    const [a, b] = [numbered(ours), numbered(theirs)];
    const columns = b.length + 1;
    const value = new Int32Array((a.length + 1) * columns);
    const [mine, its] = [ours.map(weight), theirs.map(weight)];
    let best = 0;
    for (let i = 1; i <= a.length; i++) {
      for (let j = 1; j < columns; j++) {
        const here = i * columns + j;
        const turned = a[i - 1] === b[j - 1] ? ALIKE : -Math.max(mine[i - 1], its[j - 1]);
        value[here] = Math.max(0, value[here - columns - 1] + turned, value[here - columns] - mine[i - 1], value[here - 1] - (left.has(i) ? 0 : its[j - 1]));
        if (value[here] > value[best]) best = here;
      }
    }
    const pairs = [];
    let here = best;
    while (value[here] > 0) {
      const [i, j] = [Math.floor(here / columns), here % columns];
      const same = a[i - 1] === b[j - 1];
      const turned = same ? ALIKE : -Math.max(mine[i - 1], its[j - 1]);
      if (value[here] === value[here - columns - 1] + turned) {
        if (same) pairs.push([i - 1, j - 1]);
        here -= columns + 1;
      } else if (value[here] === value[here - columns] - mine[i - 1]) here -= columns;
      else here -= 1;
    }
    pairs.reverse();
    return { from: Math.floor(here / columns), to: Math.floor(best / columns), alike: pairs.map(([at]) => at), pairs, value: value[best] };
  };

  /* As `compared`, by the most that stands alike instead of the fewest changes: where a sentence passes over a clause of the
     passage, what it has of the words behind costs less to be called wrong than the clause to be called missing. */
  AnnalsQuotations.comparedOver = (sentence, passage) => {
    const { pairs } = AnnalsQuotations.stretch(sentence, passage);
    if (!pairs.length) return AnnalsQuotations.compared(sentence, passage);
    const run = { start: pairs[0][1], end: pairs[pairs.length - 1][1] + 1, cost: Infinity, pairs };
    return held(sentence.chars, passage.chars, run, sentence.left);
  };
})();
