self.AnnalsQuotations = self.AnnalsQuotations || {};

/* What somebody pasted, cut into sentences: [{from, to, text}] in its order. A line end is no end of a sentence, a blank
   line is one; a stop that parts digits is none. */
AnnalsQuotations.sentences = pasted => {
  const END = /(?:[。！？!?]|(?<=[^\d\sA-Za-z])\.(?=\s|$))+[”’」』"）)\]］]*/gu;
  const found = [];
  const add = (from, to) => {
    const text = pasted.slice(from, to);
    const lead = text.length - text.trimStart().length;
    if (text.trim()) found.push({ from: from + lead, to: from + text.trimEnd().length, text: text.trim() });
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
