/* What a query needs that asks how many: 几家, 多少人. */
(() => {
  /* Pages that are looked at for a figure, and what a paragraph that has one may weigh less. */
  const LOOKED_AT = 3;
  const HARDLY = 1.1;

  /* What such figures look like as are asked for. */
  const figureOf = (store, query) => {
    const counters = store.questions.map(word => /^(?:几|多少)(\p{L}+)$/u.exec(word)).filter(Boolean).map(([, counter]) => counter);
    const [, counter] = new RegExp(`(?:几|多少)(${counters.sort((a, b) => b.length - a.length).join("|")})?`, "u").exec(store.fold(query).text) || [];
    return new RegExp(`[0-9０-９][万亿余多 ]*${counter || ""}`, "gu");
  };

  const weightOf = ({ blocks: [best] }) => (best ? best.weight : 0);

  /* The pages, each with such figures as are asked for; of the first those before the others whose paragraph weighs hardly
     less and has one. */
  AnnalsSearch.withFigure = async (store, all, query) => {
    const figure = figureOf(store, query);
    const found = all.map(one => ({ ...one, figure }));
    const near = found.slice(0, LOOKED_AT).filter(one => store.isReport(one.page) && one.order[0] === found[0].order[0] && HARDLY * weightOf(one) >= weightOf(found[0]));
    if (near.length < 2 || near[0] !== found[0]) return found;
    const texts = await Promise.all(near.map(async ({ page, place }) => (await store.blocksAround(page, place)).filter(({ start, end }) => start <= place && place < end)));
    const having = near.filter((_, i) => texts[i].some(({ text }) => text.search(figure) >= 0));
    return [...having, ...found.filter(one => !having.includes(one))];
  };
})();
