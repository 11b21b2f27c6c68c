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

/* Where in a text the needles (folded) stand, as disjoint [from, to] in order. */
AnnalsSearch.spots = (fold, text, needles) => {
  const folded = fold(text);
  const found = [];
  for (const needle of needles) {
    for (let at = folded.text.indexOf(needle); needle && at >= 0; at = folded.text.indexOf(needle, at + 1)) {
      found.push([folded.from[at], folded.to[at + needle.length - 1]]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  return found.reduce((joined, [from, to]) => {
    const last = joined[joined.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
    return joined;
  }, []);
};
