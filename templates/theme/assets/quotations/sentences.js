/* What somebody pasted, cut into sentences: [{from, to, text}] in its order. A line end is no end of a sentence, a blank
   line is one; a stop that parts digits is none. What goes on without end is cut at a comma: comparing takes as long as the
   square of a sentence, and no report has one so long. */
AnnalsQuotations.sentences = pasted => {
  const MOST = 2000;
  const END = /(?:[。！？!?]|(?<=[^\d\sA-Za-z])\.(?=\s|$))+[”’」』"）)\]］]*/gu;
  const found = [];
  const keep = (from, to) => {
    const text = pasted.slice(from, to);
    const lead = text.length - text.trimStart().length;
    if (text.trim()) found.push({ from: from + lead, to: from + text.trimEnd().length, text: text.trim() });
  };
  const add = (from, to) => {
    while (to - from > MOST) {
      const comma = Math.max(...["，", "；", "、", ","].map(mark => pasted.lastIndexOf(mark, from + MOST - 1)));
      const cut = comma > from ? comma + 1 : from + MOST;
      keep(from, cut);
      from = cut;
    }
    keep(from, to);
  };
  let start = 0;
  for (const part of pasted.split(/(\n[^\S\n]*\n\s*)/u)) {
    let from = 0;
    for (const { index, 0: end } of part.matchAll(END)) {
      add(start + from, start + index + end.length);
      from = index + end.length;
    }
    add(start + from, start + part.length);
    start += part.length;
  }
  return found;
};
