/* The files of the index (annals/site/search/files.py) and what they say of a key, a place, a page. */
AnnalsSearch.FORMAT = 5;
AnnalsSearch.SHARD_BYTES = 12000;
AnnalsSearch.FEW_SHARDS = 10;

AnnalsSearch.decode = (() => {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const values = new Uint8Array(128);
  [...digits].forEach((digit, value) => { values[digit.charCodeAt(0)] = value; });
  return (text, start = 0) => {
    const found = [];
    for (let at = start, value = 0, factor = 1; at < text.length; at++) {
      const digit = values[text.charCodeAt(at)];
      if (digit < 32) {
        found.push(value + digit * factor);
        value = 0;
        factor = 1;
      } else {
        value += (digit - 32) * factor;
        factor *= 32;
      }
    }
    return found;
  };
})();

/* Steps to sums. */
AnnalsSearch.sums = steps => {
  let sum = 0;
  return steps.map(step => (sum += step));
};

/* Of parts between marks the one that begins with a name, without that. A shard has thousands: nothing else is cut out. */
AnnalsSearch.partOf = (text, mark, name) => {
  const at = text.startsWith(name) ? 0 : text.indexOf(mark + name) + 1 || -1;
  const end = text.indexOf(mark, at);
  return at < 0 ? "" : text.slice(at + name.length, end < 0 ? text.length : end);
};

/* The number of the last start that is not above the place. */
AnnalsSearch.lastAt = (starts, place) => {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/* `load(name)` promises the value of a file. */
AnnalsSearch.Store = class {
  constructor(load) {
    this.load = load;
    this.files = new Map();
    this.keys = new Map();
    this.known = new Map();
  }

  file(name) {
    if (!this.files.has(name)) {
      const promise = this.load(name);
      this.files.set(name, promise);
      promise.catch(() => this.files.delete(name));
    }
    return this.files.get(name);
  }

  /* The same store for one query: before it fetches anything, `allowed()` has to promise that it may. */
  guarded(allowed) {
    const view = Object.create(this);
    view.file = async name => {
      if (!this.files.has(name)) await allowed();
      return this.file(name);
    };
    return view;
  }

  async open() {
    const found = await this.file("index");
    if (found.format !== AnnalsSearch.FORMAT) throw new Error(`search/index.js: ${found.format}`);
    const { decode, sums } = AnnalsSearch;
    const named = (kind, hashes) => (hashes.match(/.{4}/g) || []).map((hash, number) => `${kind}${number}-${hash}`);
    const lengths = decode(found.lengths);
    this.lengths = lengths;
    this.starts = sums([0, ...lengths.slice(0, -1)]);
    this.names = decode(found.names);
    this.heads = decode(found.heads).map((length, page) => length + this.names[page]);
    this.aliases = sums(decode(found.aliases));
    const pairs = [...found.frequent];
    this.frequent = new Map();
    for (let i = 0; i < pairs.length; i += 2) this.frequent.set(pairs[i] + pairs[i + 1], String.fromCodePoint(0xf0000 + i / 2));
    const spread = runs => runs.flatMap((value, i) => (i % 2 ? [] : new Array(runs[i + 1]).fill(value)));
    this.facets = ["year", "topic", "kind", "series"].map(name => ({ name, choices: found[name], values: spread(decode(found[`${name}s`])) }));
    this.shards = named("s", found.shards);
    this.firsts = [];
    const chars = [...found.keys];
    for (let i = 0; i < chars.length; i += 2) this.firsts.push(this.rank(chars[i], chars[i + 1]));
    const large = decode(found.large);
    this.sizes = new Map();
    for (let i = 0; i < large.length; i += 2) this.sizes.set(large[i], large[i + 1]);
    this.chunks = named("t", found.chunks);
    this.chunkStarts = sums(decode(found.chunkStarts));
    this.titles = named("n", found.titles);
    this.blocksFile = named("b", found.blocks)[0];
    this.fold = AnnalsSearch.folder(found.han);
    const told = sums(decode(found.told));
    this.tellers = new Set(told);
    this.toldFiles = named("y", found.toldFiles);
    this.toldStarts = sums(decode(found.toldStarts));
    this.leaves = named("l", found.leaves);
    this.leafKeys = found.leafKeys;
    this.questions = found.questions;
    this.regions = found.places;
    this.bodies = found.bodies;
  }

  rank(first, second) {
    return first.codePointAt(0) * 0x110000 + second.codePointAt(0);
  }

  shardOf(first, second) {
    return AnnalsSearch.lastAt(this.firsts, this.rank(first, second));
  }

  /* What a key costs in bytes. */
  cost(first, second) {
    const shard = this.shardOf(first, second);
    return this.files.has(this.shards[shard]) ? 1 : this.sizes.get(shard) || AnnalsSearch.SHARD_BYTES;
  }

  /* The numbers of a key. */
  async numbers(first, second) {
    const shard = this.shardOf(first, second);
    const text = shard < 0 ? "" : await this.file(this.shards[shard]);
    const { decode, partOf } = AnnalsSearch;
    return decode(partOf(partOf(text, ";", first), ",", second));
  }

  /* Places (or pages) of a key, in order. */
  async places(first, second) {
    const key = first + second;
    if (!this.keys.has(key)) this.keys.set(key, AnnalsSearch.sums(await this.numbers(first, second)));
    return this.keys.get(key);
  }

  /* All places of a frequent pair that something stands behind, if they are in a few shards; else none. */
  async placesOfFrequent(pair) {
    const one = this.frequent.get(pair);
    const low = this.shardOf(one, "*");
    const high = this.shardOf(one, "\u{10ffff}");
    if (high - low >= AnnalsSearch.FEW_SHARDS) return [];
    const texts = await Promise.all(this.shards.slice(Math.max(low, 0), high + 1).map(name => this.file(name)));
    const entries = texts.flatMap(text => text.split(";").filter(group => group.startsWith(one)))
      .flatMap(group => group.slice(one.length).split(",")).filter(entry => !entry.startsWith("*"));
    return entries.flatMap(entry => AnnalsSearch.sums(AnnalsSearch.decode(entry, String.fromCodePoint(entry.codePointAt(0)).length)));
  }

  /* Of a frequent pair: for each page {page, count, named, headed, first}. */
  async summary(pair) {
    const found = await this.numbers(this.frequent.get(pair), "*");
    const rows = [];
    for (let i = 0, page = 0; i < found.length; i += 3) {
      page += found[i];
      const flags = found[i + 1] % 4;
      rows.push({ page, count: (found[i + 1] - flags) / 4, named: flags % 2 > 0, headed: flags > 1, first: this.starts[page] + found[i + 2] });
    }
    return rows;
  }

  pageAt(place) {
    return AnnalsSearch.lastAt(this.starts, place);
  }

  /* 2 what readers come for, 1 what is said of the site, 0 what is for those who edit it. */
  audience(page) {
    return { guide: 1, manual: 0 }[this.kindOf(page)] ?? 2;
  }

  kindOf(page) {
    const { choices, values } = this.facets[2];
    return choices[values[page]][0];
  }

  isReport(page) {
    return this.kindOf(page) === "report";
  }

  isEntry(page) {
    return this.kindOf(page) === "entity";
  }

  /* Small enough to ask for what is known of all blocks. */
  get isSmall() {
    return this.titles.length === 1;
  }

  /* Where the name of a page that starts at a place ends; -1 where none starts. */
  nameEnd(page, place) {
    const start = this.starts[page];
    if (place >= start + this.names[page]) return -1;
    const known = AnnalsSearch.lastAt(this.aliases, place);
    if (place !== start && this.aliases[known] !== place) return -1;
    const next = this.aliases[known + 1] ?? Infinity;
    return Math.min(next, start + this.names[page]) - 1;
  }

  /* The folded names of a page. */
  async namesOf(page) {
    const start = this.starts[page];
    const blocks = await this.blocksAround(page, start);
    return blocks.filter(block => block.start < start + this.names[page]).map(({ text }) => this.fold(text).text);
  }

  yearOf(page) {
    const { choices, values } = this.facets[0];
    return choices[values[page]][0];
  }

  /* What is told through the years on some pages: [page, address, title, names, rows, whether it is asked for by its whole name]
     of each. */
  async told(pages) {
    const files = [...new Set(pages.map(page => this.toldFiles[AnnalsSearch.lastAt(this.toldStarts, page)]))];
    const groups = (await Promise.all(files.map(name => this.file(name)))).flat();
    return groups.filter(([page]) => pages.includes(page));
  }

  /* The label of its report. */
  reportOf(page) {
    const { choices, values } = this.facets[3];
    return `${choices[values[page]][2]} ${this.yearOf(page)}`.trim();
  }

  /* Where each block starts, the number of the heading that it, or a heading, stands under (-1: none), and of each heading
     the number of the first block right under it. */
  async blocks() {
    const [steps, under, levels] = await this.file(this.blocksFile);
    if (!this.keys.has("blocks")) this.keys.set("blocks", this.placed(...[steps, under, levels].map(text => AnnalsSearch.decode(text))));
    return this.keys.get("blocks");
  }

  placed(steps, under, levels) {
    const starts = AnnalsSearch.sums(steps);
    const heading = new Int32Array(starts.length).fill(-1);
    const below = new Map();
    let at = 0;
    let block = 0;
    this.lengths.forEach((length, page) => {
      const before = place => {
        while (block < starts.length && starts[block] < this.starts[page] + place) block++;
        return block;
      };
      const first = before(this.names[page]);
      const rest = before(this.heads[page]);
      const depths = levels.slice(at, at + rest - first);
      const turns = under.slice(at, at += rest - first).reduce((all, count) => [...all, all[all.length - 1] + count], [rest]).slice(1);
      const end = before(length);
      const open = [];
      turns.forEach((turn, i) => {
        while (open.length && depths[open[open.length - 1]] >= depths[i]) open.pop();
        if (open.length) heading[first + i] = first + open[open.length - 1];
        open.push(i);
        const next = i + 1 < turns.length ? turns[i + 1] : end;
        if (next > turn) below.set(first + i, turn);
        heading.fill(first + i, turn, next);
      });
    });
    return { starts, heading, below };
  }

  /* [address, title] of a page, if it is known without asking for more than one file for all. */
  async title(page) {
    if (!this.known.has(page) && this.titles.length === 1) {
      const runs = await this.file(this.titles[0]);
      const pages = runs.flatMap((run, i) => (i % 2 ? run.split("\n").map(line => [runs[i - 1], ...line.split("\t")]) : []));
      pages.forEach(([folder, name, title], number) => this.known.set(number, [`${folder && `${folder}/`}${name}.html`, title]));
    }
    return this.known.get(page);
  }

  /* The blocks of a page in the chunk that holds the place: {start, end, heading, heads, anchor, text}. */
  async blocksAround(page, place) {
    const number = AnnalsSearch.lastAt(this.chunkStarts, place);
    const [pages, headings, ...flat] = await this.file(this.chunks[number]);
    for (const [known, ...one] of pages) this.known.set(known, one);
    const blocks = [];
    for (let i = 0, start = this.chunkStarts[number]; i < flat.length; i += 4) {
      start += flat[i];
      if (blocks.length) blocks[blocks.length - 1].end = start;
      const [heading, heads] = headings[flat[i + 1]].split("\n");
      blocks.push({ start, end: Infinity, heading, heads: heads ? heads.split("\t") : [], anchor: flat[i + 2], text: flat[i + 3] });
    }
    const low = this.starts[page];
    return blocks.filter(({ start }) => start >= low && start < low + this.lengths[page]);
  }
};
