/* What is left of a query of which not even half stands in one block: the words of it that some report has together. */
(() => {
  const { rarity, runsOf, weighedInParts } = AnnalsSearch;
  const MOST = 3;

  /* Two words, one of them rare, or a rare one that was typed as one of several: what stands in more places than the square
     root of the blocks is in every report. */
  const says = (parts, units, rare, words) => {
    const some = units.map(i => parts[i]);
    const last = ({ at, text }) => at + [...text].length;
    const uncommon = some.filter(({ weight, counts }) => weight >= rare * counts);
    if (words.length > 1 && uncommon.some(({ word, text }) => text === words[word])) return true;
    return uncommon.length > 0 && some.some(one => some.some(other => one.word !== other.word || last(one) <= other.at));
  };

  /* {state, words: what is found, as runs, found}, of the years asked for where these have any; all pages have all of the words. */
  AnnalsSearch.partly = async (store, words, years) => {
    const { parts, pages } = await weighedInParts(store, words);
    const rare = rarity(store, 0) / 2;
    const all = [...pages].filter(([page]) => store.isReport(page)).flatMap(([page, rows]) => {
      const blocks = rows.map(row => ({ ...row, held: [...row.close].filter(i => !parts[i].joins).sort((a, b) => a - b) }));
      const kept = blocks.filter(({ held }) => says(parts, held, rare, words));
      return kept.length ? [{ page, count: 1, blocks: kept, place: kept[0].place, order: [-1, kept[0].weight, -store.facets[0].values[page], -page] }] : [];
    });
    const bound = all.filter(({ page }) => years.includes(store.yearOf(page)));
    const found = (bound.length ? bound : all).sort((a, b) => [1, 2, 3].reduce((less, i) => less || b.order[i] - a.order[i], 0));
    const held = found.length ? found[0].blocks[0].held : [];
    const needles = runsOf(parts, new Set(held));
    const alike = found.filter(({ blocks: [best] }) => held.every(i => best.held.includes(i)));
    return { state: "partly", words: needles, found: alike.slice(0, MOST).map(one => ({ ...one, needles })) };
  };
})();
