/* What of a text has to be the same in a quotation: letters, figures and the signs that make another figure of them. Search
   leaves more out (a per cent, a range), which finds a text but proves none. */
(() => {
  const DIGIT = /[0-9０-９]/;
  const DASH = /[-‐‑‒–—―−~～－]/u;
  /* Between digits these part or join two numbers. */
  const JOINTS = new Map([["/", "/"], ["／", "/"], [":", ":"], ["：", ":"], ["∶", ":"], ["+", "+"], ["＋", "+"]]);
  const SIGNS = new Map([..."%‰℃°＄$¥￥€£<>≥≤±×="].map(char => [char, char]));
  for (const [wide, narrow] of ["％%", "＜<", "＞>", "＄$", "￥¥"].map(pair => [...pair])) SIGNS.set(wide, narrow);
  /* Written into the texts of the index where a report's words are doubted (annals/site/search/page.py). */
  const DOUBT = "\ue0f1";
  /* Whoever quotes says so that something is left out here. */
  const LEFT_OUT = /^(?:…|\.{3}|[（(\[［【〔](?:略|下略|中略|省略)[）)\]］】〕])/u;

  const signAt = (text, at, char) => {
    if (SIGNS.has(char)) return SIGNS.get(char);
    if (!JOINTS.has(char) && !DASH.test(char)) return "";
    const [, before = ""] = /(\S)\s*$/u.exec(text.slice(Math.max(0, at - 3), at)) || [];
    const [, after = ""] = /^\s*(\S)/u.exec(text.slice(at + char.length, at + 4)) || [];
    if (DIGIT.test(before) && DIGIT.test(after)) {
      if (JOINTS.has(char)) return JOINTS.get(char);
      if (DASH.test(char)) return "-";
    }
    /* A figure below zero; a dash that parts clauses is double, or has a blank behind it. */
    if (/[-−－]/u.test(char) && DIGIT.test(text[at + char.length] || "") && /[^\s\w]/u.test(text[at - 1] || "") && !DASH.test(before)) return "-";
    return "";
  };

  /* {chars, from, to, doubts, left}: for each kept character where it begins and ends in the text; `doubts` are numbers of
     kept characters in front of which a doubt is marked, `left` those in front of which something is left out. */
  AnnalsQuotations.bare = (fold, text) => {
    const folded = fold(text);
    const found = { chars: [], from: [], to: [], doubts: [], left: new Set() };
    const add = (char, from, to) => {
      found.chars.push(char);
      found.from.push(from);
      found.to.push(to);
    };
    let next = 0;
    let at = 0;
    let until = 0;
    for (const char of text) {
      const end = at + char.length;
      const [mark] = LEFT_OUT.exec(text.slice(at, at + 4)) || [];
      if (mark) {
        found.left.add(found.chars.length);
        until = at + mark.length;
      }
      if (char === DOUBT) found.doubts.push(found.chars.length);
      const sign = signAt(text, at, char);
      if (sign) add(sign, at, end);
      for (; next < folded.text.length && folded.from[next] === at; next++) if (!sign && at >= until) add(folded.text[next], at, end);
      at = end;
    }
    return found;
  };
})();
