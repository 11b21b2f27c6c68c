/* What is said where a year is asked for and what is found is another's: a figure of the wrong year is a wrong figure. */
(() => {
  const YEAR = /^(?:19|20)[0-9]{2}年?度?$|(?:19|20)[0-9]{2}(?=年)/g;

  const ALONE = /^(?:19|20)[0-9]{2}年?度?$/;

  /* The answer, saying so where there is no report of the year asked for, or where that has nothing of what is found first. A
     year that stands there as it was typed is found, but whoever types nothing else asks for its report. */
  AnnalsSearch.withoutYear = async (store, { words, years, plain, pieces }, answer) => {
    const { state, found: [first], found } = answer;
    const isAlone = words.every(word => ALONE.test(word));
    if (!first || (!isAlone && state === "literal" && first.near && plain.length === words.length)) return answer;
    const known = store.facets[0].choices.map(([year]) => year);
    const asked = words.flatMap(word => word.match(YEAR) || []).map(year => year.slice(0, 4));
    const unheld = [...new Set(asked)].filter(year => !known.includes(year));
    if (unheld.length && (isAlone || !years.length)) return { ...answer, state: "unheld", words: [unheld.join("、")] };
    if (isAlone) return answer;
    const saying = store.isReport(first.page) ? [first] : first.said || [];
    const isOther = years.length > 0 && saying.length > 0 && ![...saying, ...found].some(({ page }) => years.includes(store.yearOf(page)));
    if (!isOther) return answer;
    /* They do not answer the question, but tell of what it is asked. */
    const some = await AnnalsSearch.ofName(store, pieces, years);
    if (some.found.length) return { ...some, found: [...some.found, ...found] };
    return { ...answer, state: "elsewhen", words: [years.join("、")] };
  };
})();
