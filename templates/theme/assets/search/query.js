/* What a reader asks, from what is typed: words, the years of the reports, what is no question; and of whom. */
(() => {
  const DIGITS = "〇一二三四五六七八九";
  const YEAR = /(^|[^0-9.])((?:19|20)[0-9]{2}(?![0-9.])|[一二][〇零一二三四五六七八九]{3}(?=年))(?:年度?)?/u;

  const toYear = numeral => [...numeral.replace(/零/g, "〇")].map(char => (DIGITS.includes(char) ? DIGITS.indexOf(char) : char)).join("");

  /* A word without the years of reports in it, and those years. */
  const withoutYears = (known, word) => {
    const years = [];
    let rest = word;
    let done = "";
    for (let found = YEAR.exec(rest); found; found = YEAR.exec(rest)) {
      const [whole, before, numeral] = found;
      const year = toYear(numeral);
      const end = found.index + whole.length;
      if (known.has(year)) {
        years.push(year);
        done += `${rest.slice(0, found.index)}${before} `;
      } else {
        done += rest.slice(0, end);
      }
      rest = rest.slice(end);
    }
    return { years, rest: `${done}${rest}`.split(" ").filter(Boolean) };
  };

  const escaped = word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const SESSION = /第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})届/gu;
  const ENOUGH = 2;
  const FEW = 6;

  const long = some => some.filter(word => [...word].length > 1);

  /* {words: the folded words as typed, years: the reports' years in them, plain: the words that are more than a year,
     content: what they are without years, pieces: without the words of questions too; where nothing would be left,
     what was there before; asksFigure: whether a figure is asked for}. */
  AnnalsSearch.readQuery = (store, query) => {
    const unique = some => [...new Set(some)];
    const or = (some, others) => (some.length ? unique(some) : others);
    const words = unique(query.split(/\s+/u).map(word => store.fold(word).text).filter(Boolean));
    const known = new Set(store.facets[0].choices.map(([year]) => year).filter(Boolean));
    const parted = words.map(word => withoutYears(known, word));
    const content = or(long(parted.flatMap(one => one.rest)), words);
    const asked = new RegExp(store.questions.map(escaped).sort((a, b) => b.length - a.length).join("|") || "(?!)", "u");
    const split = content.flatMap(word => word.split(asked)).filter(Boolean);
    return {
      words,
      years: unique(parted.flatMap(one => one.years)),
      plain: or(words.filter((_, i) => parted[i].rest.length), words),
      content,
      pieces: or(long(split), content),
      isWhole: long(split).length === split.length,
      asksFigure: /几|多少/u.test(query),
    };
  };

  /* The pages that tell things through the years of which the words name one and more than it, or most of whose pairs stand
     in names and headings there; by what is known already, so that nothing is fetched for any other query. */
  AnnalsSearch.tellers = (store, { content, pieces }) => {
    const met = new Map();
    const isNamed = (page, place) => store.nameEnd(page, place) >= place;
    let all = 0;
    for (const word of content) {
      const chars = [...word];
      for (let i = 0; i + 1 < chars.length; i++) {
        const tiles = AnnalsSearch.tilesAt(store, chars, i).map(({ at, length, key }) => ({ at, length, places: store.keys.get(key[0] + key[1]) || [] }));
        if (tiles.some(({ places }) => places.length) && pieces.some(piece => piece.includes(chars[i] + chars[i + 1]))) all++;
        for (const { at, length, places } of tiles) for (const place of places) {
          const page = store.pageAt(place);
          if (!store.tellers.has(page) || place >= store.starts[page] + store.heads[page]) continue;
          const one = met.get(page) || met.set(page, { pairs: new Set(), named: new Set(), longest: 0, begins: new Map() }).get(page);
          one.pairs.add(`${word} ${i}`);
          if (place < store.starts[page] + store.names[page]) one.named.add(`${word} ${i}`);
          if (isNamed(page, place)) one.begins.set(word, Math.min(at, one.begins.get(word) ?? at));
          const end = place + length + 1;
          if (!isNamed(page, end) && end !== store.starts[page] + store.names[page]) continue;
          if (one.begins.has(word)) one.longest = Math.max(one.longest, at + length - one.begins.get(word));
          one.ends = one.ends || at + length === chars.length;
        }
      }
    }
    const length = content.reduce((sum, word) => sum + [...word.replace(SESSION, "")].length, 0);
    /* An entry is shown as a page anyway; the name of an indicator, or its end, asks for what it counts. */
    const isAsked = ([page, { pairs, named, longest, ends }]) => {
      const isEntry = store.isEntry(page);
      if (longest) return length - longest >= ENOUGH || !isEntry;
      return (named.size < all || content.length > 1 || (ends && !isEntry)) && 2 * pairs.size > all && pairs.size >= ENOUGH + isEntry;
    };
    return [...met].filter(isAsked).sort(([, a], [, b]) => b.pairs.size - a.pairs.size).slice(0, FEW).map(([page]) => page);
  };
})();
