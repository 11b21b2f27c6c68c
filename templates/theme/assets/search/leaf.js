/* 第58页, p. 58: the paragraphs that are printed on a page, of the reports whose printed pages are known. */
(() => {
  const NUMBER = "([0-9]+|[ivxlcdm]+)";
  const ASKED = new RegExp(`(?:第\\s*${NUMBER}|([0-9]+))\\s*[页頁](?!码)|(?:^|[^a-z])pp?(?:\\.\\s*|\\s+)${NUMBER}(?![0-9a-z])|(?:^|[^a-z])p([0-9]+)(?![0-9a-z])`, "iu");

  /* The places of a printed page's paragraphs. */
  const placesOn = async (store, label) => {
    const number = store.leafKeys.filter(key => key <= label).length - 1;
    const text = number < 0 ? "" : await store.file(store.leaves[number]);
    const entry = text.split(",").find(part => part.startsWith(`${label}:`));
    return entry ? AnnalsSearch.sums(AnnalsSearch.decode(entry, label.length + 1)) : [];
  };

  /* What a query finds that asks for a printed page, of the years and on the pages with the words that it names besides;
     nothing where it asks for none, or there is no such page. */
  AnnalsSearch.onLeaf = async (store, query) => {
    const text = query.normalize("NFKC");
    const asked = ASKED.exec(text);
    if (!asked) return undefined;
    const label = asked.slice(1).find(Boolean).toLowerCase().replace(/^0+(?=.)/, "");
    const rest = AnnalsSearch.readQuery(store, text.replace(asked[0], " "));
    const words = rest.words.length > rest.years.length ? rest.content.filter(word => !rest.years.includes(word)) : [];
    const among = words.length ? await AnnalsSearch.pagesWithAll(store, words) : undefined;
    const found = new Map();
    for (const place of await placesOn(store, label)) {
      const page = store.pageAt(place);
      if ((rest.years.length && !rest.years.includes(store.yearOf(page))) || (among && !among.has(page))) continue;
      found.set(page, [...found.get(page) || [], place]);
    }
    const pages = [...found].map(([page, places]) => ({
      page, places, place: places[0], count: places.length, needles: words, blocks: places.map(start => ({ start, weight: 1 })), near: true,
      order: [-store.facets[0].values[page], -page],
    }));
    return pages.length ? { state: "leaf", words: [label], found: pages.sort((a, b) => b.order[0] - a.order[0] || b.order[1] - a.order[1]) } : undefined;
  };
})();
