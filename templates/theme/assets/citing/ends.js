/* What is marked at an address (?h=) of words that stand there: no longer than an address may be, the first and the last of
   the words, without the signs that search leaves out, and with no figure cut. */
(() => {
  "use strict";

  const ENDS = 14;
  /* Behind a figure stand the characters that say of what it is: none of an address's words begins or ends there. */
  const UNIT = 3;

  const cuts = (chars, at) =>
    /[\p{sc=Latin}\d.%]{2}/u.test(chars.slice(at - 1, at + 1).join("")) || /\d/.test(chars.slice(Math.max(0, at - UNIT), at).join(""));

  self.AnnalsEnds = (words) => {
    const bare = [...words.replace(/[^\p{L}\p{N}.%]+/gu, "")];
    let head = ENDS;
    let tail = bare.length - ENDS;
    while (head < bare.length && cuts(bare, head)) head++;
    while (tail > 0 && cuts(bare, tail)) tail--;
    return head + 4 < tail ? `${bare.slice(0, head).join("")} ${bare.slice(tail).join("")}` : bare.join("");
  };
})();
