/* What a reader asks, from what is typed: words, the years of the reports, what is no question. */
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
})();
