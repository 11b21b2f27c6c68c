/* Which part of a sentence is taken from a passage; the rest is somebody's own. */
(() => {
  /* So much of a clause, of one with a figure, stands there too where it belongs to what is quoted. */
  const BELONGS = 0.5;
  const FIGURE_BELONGS = 0.3;
  const OUTSIDE = 0.7;
  const PARTED = /[，。：；？！,:;?!“”‘’「」『』"（）()［］[\]【】…\n]|——/gu;
  const MARKS = /“[^“”]+”|「[^「」]+」|『[^『』]+』|"[^"]+"/gu;

  /* Numbers of bare characters in front of which a clause begins, the end too. */
  const clauses = ({ form, sentence: { chars, from } }) => {
    const cuts = [0];
    let at = 0;
    for (const { index } of form.matchAll(PARTED)) {
      while (at < chars.length && from[at] < index) at++;
      /* What stands between digits parts none. */
      if (at > cuts[cuts.length - 1] && from[at - 1] < index && from[at] !== index) cuts.push(at);
    }
    if (chars.length > cuts[cuts.length - 1]) cuts.push(chars.length);
    return cuts;
  };

  /* The number of the bare character behind the last word that leads to what somebody says (报告称, 口径是). */
  const behindSaying = ({ form, sentence: { from } }, saying, low, first) => {
    const lead = form.slice(from[low], from[first]);
    const [last] = [...lead.matchAll(saying)].slice(-1);
    const place = last ? from[low] + last.index + last[0].length : 0;
    return last ? from.findIndex(at => at >= place) : low;
  };

  /* Of a sentence what it has from a passage, by whole clauses: [from, to] of bare characters. What stands between two marks
     of quotation is all that is said to be the report's, where they hold most of it and what is outside differs. */
  AnnalsQuotations.taken = (found, row, saying) => {
    const { chars, from } = found.sentence;
    const { from: first, to: last, alike } = AnnalsQuotations.stretch(found.sentence, row.passage);
    const cuts = clauses(found);
    const share = (low, high) => alike.filter(at => low <= at && at < high).length / (high - low);
    const figured = (low, high) => chars.slice(low, high).some(char => /\d/.test(char));
    const belongs = (low, high) => share(low, high) >= (figured(low, high) ? FIGURE_BELONGS : BELONGS);
    const said = (low, high) => (saying && low < first && first < high ? Math.max(low, behindSaying(found, saying, low, first)) : low);
    const whole = cuts.slice(1).map((high, i) => [said(cuts[i], high), high]).filter(([low, high]) => low < last && high > first);
    while (whole.length && !belongs(...whole[0])) whole.shift();
    while (whole.length && !belongs(...whole[whole.length - 1])) whole.pop();
    if (!whole.length) return [0, 0];
    const [low, high] = [whole[0][0], whole[whole.length - 1][1]];
    const isOwn = (start, end) => end <= start || share(start, end) < (figured(start, end) ? BELONGS : OUTSIDE);
    for (const { index, 0: { length } } of found.form.matchAll(MARKS)) {
      const inside = from.flatMap((place, at) => (index < place && place < index + length ? [at] : []));
      const [begin, end] = [inside[0], inside[inside.length - 1] + 1];
      const held = Math.min(end, high) - Math.max(begin, low);
      if (inside.length && 2 * held >= high - low && isOwn(low, begin) && isOwn(end, high)) return [begin, end];
    }
    return [low, high];
  };
})();
