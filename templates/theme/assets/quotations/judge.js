/* A sentence held against a passage: where it stands in it, and what is different. */
(() => {
  /* Characters that stand alike between two differences do not part them. */
  const NEAR = 1;
  const NUMBER = /[0-9.%‰/:+-]/;
  /* What a change costs: figures are mistaken more often than words, and where two figures of a passage may be meant that
     one is which has the same words around it. */
  const FIGURE = 2;
  const WORD = 3;
  const weight = char => (NUMBER.test(char) ? FIGURE : WORD);

  /* The least changes that make a run of `theirs` of the whole of `ours`: where it begins and ends in `theirs`, and pairs
     [number in ours, number in theirs] of characters that stand alike. `ours` is what was pasted. */
  const aligned = (ours, theirs) => {
    const rows = ours.length + 1;
    const columns = theirs.length + 1;
    const cost = new Uint16Array(rows * columns);
    const mine = ours.map(weight);
    const its = theirs.map(weight);
    const turned = (i, j) => (ours[i] === theirs[j] ? 0 : Math.max(mine[i], its[j]));
    for (let i = 1; i < rows; i++) {
      cost[i * columns] = cost[(i - 1) * columns] + mine[i - 1];
      for (let j = 1; j < columns; j++) {
        const here = i * columns + j;
        cost[here] = Math.min(cost[here - columns - 1] + turned(i - 1, j - 1), cost[here - columns] + mine[i - 1], cost[here - 1] + its[j - 1]);
      }
    }
    const bottom = at => cost[(rows - 1) * columns + at];
    let j = 0;
    for (let at = 1; at < columns; at++) if (bottom(at) < bottom(j)) j = at;
    /* What stands in the place of other characters is told rather than that these are too many. */
    while (j + 1 < columns && bottom(j + 1) === bottom(j)) j++;
    const end = j;
    const least = cost[(rows - 1) * columns + j];
    const pairs = [];
    for (let i = rows - 1; i > 0;) {
      const here = i * columns + j;
      if (j > 0 && cost[here] === cost[here - columns - 1] + turned(i - 1, j - 1)) {
        if (ours[i - 1] === theirs[j - 1]) pairs.push([i - 1, j - 1]);
        i--;
        j--;
      } else if (cost[here] === cost[here - columns] + mine[i - 1]) i--;
      else j--;
    }
    return { start: j, end, cost: least, pairs: pairs.reverse() };
  };

  /* Stretches between the characters that stand alike: [from, to, from there, to there], half open. */
  const gaps = ({ start, end, pairs }, length) => {
    const found = [];
    let [i, j] = [0, start];
    for (const [a, b] of [...pairs, [length, end]]) {
      if (a > i || b > j) {
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

  /* What a sentence (bare) has in common with a passage (bare): {share, cost, longest, start, end, differences: [[from, to,
     from there, to there]]}, `longest` how many words'
     characters in a row stand in none of it; numbers are those of bare characters. */
  AnnalsQuotations.compared = (sentence, passage) => {
    const [ours, theirs] = [sentence.chars, passage.chars];
    const found = withWholeFigures(ours, theirs, aligned(ours, theirs));
    const share = ours.length ? found.pairs.length / ours.length : 0;
    const between = gaps(found, ours.length);
    const longest = Math.max(0, ...between.map(([from, to]) => ours.slice(from, to).filter(char => !NUMBER.test(char)).length));
    const differences = between.map(gap => whole(ours, theirs, gap));
    return { share, cost: found.cost, longest, start: found.start, end: found.end, differences };
  };
})();
