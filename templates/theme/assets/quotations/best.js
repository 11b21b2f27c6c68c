/* The passages that a sentence fits best: where the fewest keys of the index leave no doubt which these are, no more is fetched. */
(() => {
  /* So much of a sentence, or of a stretch of it, stands in one passage, at least. */
  const CLOSE = 0.85;
  /* Bare characters of such a stretch, and how much of a sentence it is. */
  const PART = 12;
  const MUCH = 0.4;
  /* Keys that are looked up, one from each part of the text: where a quotation stands that is right is told by a few, and more
     are asked for where that is not enough. */
  const SHORT = 24;
  const FEW = [2, 3, 6];
  const MANY = [16];

  const passageOf = new WeakMap();
  const barePassage = (store, block) => {
    if (!passageOf.has(block)) passageOf.set(block, AnnalsQuotations.bare(store.fold, block.text));
    return passageOf.get(block);
  };

  const rowsAt = async (store, sentence, spots, year) => (await AnnalsQuotations.passages(store, spots, year)).map(one => {
    const passage = barePassage(store, one.block);
    return { ...one, passage, compared: AnnalsQuotations.compared(sentence, passage) };
  });

  const byFit = (a, b) => a.compared.cost - b.compared.cost || a.block.start - b.block.start;

  /* Whether a passage is where a sentence, or much of it, is from, so that no other needs to be looked for; `exactly`: that much
     without a difference. */
  const isEnough = (sentence, { compared, passage }, exactly = false) => {
    if (!exactly && compared.share >= CLOSE) return true;
    const { from, to, alike } = AnnalsQuotations.stretch(sentence, passage);
    return alike.length >= Math.max(PART, MUCH * sentence.chars.length) && alike.length >= (exactly ? 1 : CLOSE) * (to - from);
  };

  const several = bits => (bits & (bits - 1)) !== 0;

  /* Whether nothing at the other spots fits a sentence as well as the best row: each lacks keys, and so differs by more; or
     the row holds much of the sentence and has several keys more, or one more and no difference there. One more alone may be
     that of a slip: of a wrong figure that another year has. */
  const isSettled = (sentence, [row], others) => {
    if (!row) return false;
    const { compared: { cost }, spot } = row;
    if (!cost) return others.every(({ least }) => least > 0);
    const hasMore = ({ mask }) => mask !== spot.mask && (mask | spot.mask) === spot.mask;
    const isFar = other => cost <= other.least || (hasMore(other) && several(other.mask ^ spot.mask));
    return (others.every(isFar) && isEnough(sentence, row)) || (others.every(hasMore) && isEnough(sentence, row, true));
  };

  const joined = (rows, more) => [...rows, ...more.filter(({ block }) => !rows.some(one => one.block.start === block.start))].sort(byFit);

  /* The rows of a sentence, the best first: {page, block, spot, passage, compared}. */
  const rowsOf = async (store, sentence, text, rounds, year) => {
    let rows = [];
    for (const most of rounds) {
      const spots = await AnnalsQuotations.spots(store, text, most, !sentence.left.size);
      const first = spots.filter(({ count }) => count === spots[0].count);
      const others = spots.slice(first.length);
      const isLast = most === rounds[rounds.length - 1];
      /* What is short may be a phrase that stands everywhere; of what is long the passages with fewer keys are no better. */
      if (first.length > AnnalsQuotations.MOST && sentence.chars.length > SHORT && !isLast) continue;
      const here = (await rowsAt(store, sentence, first, year)).sort(byFit);
      rows = joined(rows, here);
      const isAll = first.length <= AnnalsQuotations.MOST || here.every(({ compared: { cost } }) => !cost);
      if (isAll && isSettled(sentence, here, others)) break;
      if (isLast) rows = joined(rows, await rowsAt(store, sentence, spots, year));
    }
    return rows;
  };

  const bestOf = async (store, forms, rounds, year) => {
    let found;
    for (const form of forms) {
      const sentence = AnnalsQuotations.bare(store.fold, form);
      if (sentence.chars.length < 2) continue;
      const rows = await rowsOf(store, sentence, store.fold(form).text, rounds, year);
      const cost = rows.length ? rows[0].compared.cost : Infinity;
      if (!found || cost < found.cost) found = { form, sentence, rows, cost };
      if (!cost) break;
    }
    return found;
  };

  /* Of some forms of a sentence the one that fits best, and where: {form, sentence, rows, cost}, of passages alike those of the
     year first; undefined where none has characters. */
  AnnalsQuotations.best = async (store, forms, year = "") => {
    const found = await bestOf(store, forms, FEW, year);
    return found && found.rows.some(row => isEnough(found.sentence, row)) ? found : bestOf(store, forms, MANY, year);
  };
})();
