/* What search compares. annals/site/search/fold.py does the same; tests/site/fold_cases.md holds both to it. */
self.AnnalsSearch = self.AnnalsSearch || {};

/* From the pair [traditional characters and radicals, their simplified forms] to a function that folds a text and tells
   for each unit of the folded text where in the given one it begins and ends. */
AnnalsSearch.folder = ([forms, simples]) => {
  const simplified = new Map();
  const targets = [...simples];
  [...forms].forEach((form, i) => simplified.set(form, targets[i]));
  const kept = /[\p{L}\p{M}\p{N}]/u;
  const digit = /[0-9０-９]/;

  const foldChar = char => {
    const code = char.codePointAt(0);
    const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : char;
    /* The table first: a radical is a symbol to Unicode. */
    if (simplified.has(narrow)) return simplified.get(narrow);
    /* Newer Han characters are letters here before every Python and every browser has heard of them. */
    if (!(code >= 0x20000 && code < 0x40000) && !kept.test(narrow)) return "";
    return narrow.toLowerCase();
  };

  return text => {
    const found = { text: "", from: [], to: [] };
    let at = 0;
    for (const char of text) {
      const end = at + char.length;
      const decimal = (char === "." || char === "．") && digit.test(text[at - 1]) && digit.test(text[end]);
      const folded = decimal ? "." : foldChar(char);
      for (let i = 0; i < folded.length; i++) {
        found.from.push(at);
        found.to.push(end);
      }
      found.text += folded;
      at = end;
    }
    return found;
  };
};

/* Numbers and words of an alphabet, as annals/site/search/fold.py finds them. */
AnnalsSearch.RUN = /[0-9０-９]+(?:[.．][0-9０-９]+|,[0-9]{3}(?![0-9]))*|[A-Za-zＡ-Ｚａ-ｚ\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+/gu;
AnnalsSearch.isLetter = char => /[a-z\u00df-\u00f6\u00f8-\u024f]/.test(char);
AnnalsSearch.isDigit = char => /[0-9]/.test(char);

/* [from, to, how] of each place of a needle: `how` is 2 where it cuts through no number and no word of an alphabet, 1
   where one goes on behind it, else 0. */
AnnalsSearch.standings = (fold, text, needles) => {
  const { isDigit, isLetter } = AnnalsSearch;
  const folded = fold(text);
  const bounded = char => isDigit(char) || isLetter(char);
  const runs = [...text.matchAll(AnnalsSearch.RUN)];
  const begins = new Set(runs.map(({ index }) => index));
  const ends = new Set(runs.map(({ index, 0: run }) => index + run.length));
  return needles.map(needle => {
    const found = [];
    for (let at = folded.text.indexOf(needle); needle && at >= 0; at = folded.text.indexOf(needle, at + 1)) {
      const [from, to] = [folded.from[at], folded.to[at + needle.length - 1]];
      const begun = !bounded(needle[0]) || begins.has(from);
      const ended = !bounded(needle[needle.length - 1]) || ends.has(to);
      found.push([from, to, begun ? (ended ? 2 : 1) : 0]);
    }
    return found;
  });
};

/* How well each needle stands in some texts at its best. */
AnnalsSearch.best = (fold, texts, needles) => {
  const all = texts.map(text => AnnalsSearch.standings(fold, text, needles));
  return needles.map((_, i) => Math.max(0, ...all.flatMap(found => found[i].map(([, , how]) => how))));
};

/* Where in a text the needles (folded) stand no worse than they should (as at their best there), as disjoint [from, to]
   in order. */
AnnalsSearch.spots = (fold, text, needles, least = AnnalsSearch.best(fold, [text], needles)) => {
  const found = AnnalsSearch.standings(fold, text, needles).flatMap((places, i) => places.filter(([, , how]) => how >= least[i]));
  found.sort((a, b) => a[0] - b[0]);
  return found.reduce((joined, [from, to]) => {
    const last = joined[joined.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
    return joined;
  }, []);
};
