// The check of a draw by hat-draw/1, in the reader's own browser.
//
// The first half is the protocol: it touches no page and asks nobody. The second half puts it on the page of
// a draw. Nothing here was made from the program that ran the draw; both follow the protocol, and the tests
// hold them against each other.
"use strict";

const hatDraw = (() => {
  const VERSION = "hat-draw/1";
  const ALL = 1n << 256n;
  const LARGEST_SCALE = 1n << 53n;
  const GRID = 10n ** 12n;
  const ENOUGH_BITS = 64;

  class Refusal extends Error {
    constructor(code, facts = {}) {
      super(code);
      this.code = code;
      this.facts = facts;
    }
  }

  function refuse(code, facts) {
    throw new Refusal(code, facts);
  }

  // SHA-256. crypto.subtle does not exist on pages that came over plain http.

  const START = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  ];
  const ROUNDS = Int32Array.of(
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  );
  const SCHEDULE = new Int32Array(64);
  const utf8 = new TextEncoder();

  function sha256(bytes) {
    const padded = new Uint8Array(((bytes.length + 8 >>> 6) + 1) * 64);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const words = new DataView(padded.buffer);
    words.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
    words.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
    const state = Int32Array.from(START);
    for (let block = 0; block < padded.length; block += 64) {
      for (let i = 0; i < 16; i++) SCHEDULE[i] = words.getInt32(block + 4 * i);
      mix(state, SCHEDULE);
    }
    let hex = "";
    for (const word of state) hex += ((word >>> 0) + 2 ** 32).toString(16).slice(1);
    return hex;
  }

  function turned(word, places) {
    return (word >>> places) | (word << (32 - places));
  }

  function mix(state, w) {
    for (let i = 16; i < 64; i++) {
      const early = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      const late = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = w[i - 16] + early + w[i - 7] + late;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const sum = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const first = (h + sum + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
      const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  function hash(text) {
    return sha256(utf8.encode(text));
  }

  // The record, line by line (section 3 of the protocol).

  function textOf(bytes) {
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) refuse("draw-record-byte-order-mark");
    const text = decoded(bytes);
    if (!text.startsWith(`${VERSION}\n`)) refuseOpening(text);
    if (text.includes("\r")) refuse("draw-record-line-ends", { line: breaks(text.slice(0, text.indexOf("\r"))) + 1 });
    if (!text.endsWith("\nend\n")) refuseEnding(text);
    return text;
  }

  function decoded(bytes) {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    try {
      return strict.decode(bytes);
    } catch {
      return refuse("draw-record-not-utf8", { line: firstBrokenLine(bytes, strict) });
    }
  }

  function firstBrokenLine(bytes, strict) {
    for (let line = 1, from = 0; ; line++) {
      const end = bytes.indexOf(10, from);
      try {
        strict.decode(bytes.subarray(from, end < 0 ? bytes.length : end));
      } catch {
        return line;
      }
      from = end + 1;
    }
  }

  function breaks(text) {
    return text.split("\n").length - 1;
  }

  function refuseOpening(text) {
    const first = text.split("\n", 1)[0].replace(/\r+$/, "");
    if (/^hat-draw\/[0-9]{1,9}$/.test(first) && first !== VERSION) refuse("draw-record-version", { version: first });
    if (first === VERSION) refuse("draw-record-line-ends", { line: 1 });
    refuse("draw-not-a-record");
  }

  function refuseEnding(text) {
    const end = text.lastIndexOf("\nend\n");
    if (end >= 0) refuse("draw-record-after-end", { line: breaks(text.slice(0, end)) + 3 });
    refuse("draw-record-cut-off", { line: breaks(text) + (text.endsWith("\n") ? 0 : 1) });
  }

  class Lines {
    constructor(text) {
      this.all = text.split("\n").slice(0, -1);
      this.number = 1;
    }

    nextIs(opening) {
      return this.all[this.number].startsWith(opening);
    }

    value(name) {
      if (!this.nextIs(`${name}: `)) refuse("draw-line-expected", { line: this.number + 1, expected: name });
      return this.all[this.number++].slice(name.length + 2);
    }

    optional(name) {
      return this.nextIs(`${name}: `) ? this.value(name) : null;
    }

    fields(name, number) {
      if (!this.nextIs(`${name}\t`)) refuse("draw-line-expected", { line: this.number + 1, expected: name });
      const fields = this.all[this.number++].split("\t").slice(1);
      if (fields.length !== number) this.refuse("draw-line-fields", { expected: number, found: fields.length });
      return fields;
    }

    end() {
      if (this.all[this.number] !== "end") {
        refuse("draw-line-expected", { line: this.number + 1, expected: "end" });
      }
      this.number++;
      if (this.all.length > this.number) refuse("draw-record-after-end", { line: this.number + 1 });
    }

    refuse(code, facts = {}) {
      refuse(code, { line: this.number, ...facts });
    }

    // The same refusal with the line of the group, hat or scale that it speaks of.
    located(refusal) {
      const named = ["group", "hat"].find((name) => name in refusal.facts);
      const opening = named ? `${named}\t${refusal.facts[named]}\t` : "scale\t";
      const line = this.all.findIndex((text) => text.startsWith(opening)) + 1;
      return new Refusal(refusal.code, { line, ...refusal.facts });
    }
  }

  function read(bytes) {
    const lines = new Lines(textOf(bytes));
    const heading = readHeading(lines);
    const hats = readHats(lines);
    const scale = readScale(lines);
    const groups = readGroups(lines, hats);
    const members = readMembers(lines, groups);
    lines.end();
    const record = { ...heading, hats, scale, groups, members };
    try {
      checkTable(record);
    } catch (fault) {
      throw fault instanceof Refusal ? lines.located(fault) : fault;
    }
    return record;
  }

  function readHeading(lines) {
    const number = lines.value("draw");
    if (!/^[1-9][0-9]{0,17}$/.test(number)) lines.refuse("draw-number");
    const title = lines.value("title");
    const date = lines.optional("date");
    if (date !== null && !isDate(date)) lines.refuse("draw-date");
    const previous = lines.value("previous");
    if (!/^[0-9a-f]{64}$/.test(previous)) lines.refuse("draw-previous");
    const promises = readPromises(lines);
    return { number, title, date, previous, promises, policy: lines.optional("policy") };
  }

  function isDate(text) {
    const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
    if (!parts) return false;
    const [year, month, day] = parts.slice(1).map(Number);
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
    return year >= 1 && day >= 1 && day <= days;
  }

  function readPromises(lines) {
    const named = lines.optional("entropy");
    if (named === null) return null;
    try {
      checkShape(named);
      return named.split("; ").map(readPromise);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      return lines.refuse("draw-promise", { ...fault.facts, why: fault.code });
    }
  }

  function readHats(lines) {
    const hats = [];
    const known = new Set();
    do {
      const [id, seats, label] = lines.fields("hat", 3);
      if (!/^[a-z0-9][a-z0-9.-]{0,31}$/.test(id)) lines.refuse("draw-hat-id");
      if (known.has(id)) lines.refuse("draw-hat-twice", { hat: id });
      if (!/^(?:0|[1-9][0-9]{0,8})$/.test(seats)) lines.refuse("draw-seats", { hat: id });
      known.add(id);
      hats.push({ id, seats: Number(seats), label });
    } while (lines.nextIs("hat\t"));
    return hats;
  }

  function readScale(lines) {
    const [scale] = lines.fields("scale", 1);
    if (!/^[1-9][0-9]{0,15}$/.test(scale)) lines.refuse("draw-scale");
    return BigInt(scale);
  }

  function readGroups(lines, hats) {
    const order = new Map(hats.map((hat, place) => [hat.id, place]));
    const groups = [];
    let before = "";
    while (lines.nextIs("group\t")) {
      const [id, joined, row] = lines.fields("group", 3);
      const expected = `g${groups.length + 1}`;
      if (id !== expected) lines.refuse("draw-group-name", { expected });
      if (joined <= before) lines.refuse("draw-groups-order", { group: id });
      if (!/^(?:0|[1-9][0-9]{0,29})(?: (?:0|[1-9][0-9]{0,29}))*$/.test(row)) {
        lines.refuse("draw-table-number", { group: id });
      }
      const within = readGroupHats(lines, joined, order);
      groups.push({ id, within, row: row.split(" ").map(BigInt), members: [] });
      before = joined;
    }
    return groups;
  }

  function readGroupHats(lines, joined, order) {
    const hats = joined === "-" ? [] : joined.split(",");
    const unknown = hats.filter((hat) => !order.has(hat)).sort();
    if (unknown.length) lines.refuse("draw-hat-unknown", { hat: unknown[0] });
    const places = hats.map((hat) => order.get(hat));
    if (places.some((place, i) => i && place <= places[i - 1])) lines.refuse("draw-group-hats-order");
    return places;
  }

  function readMembers(lines, groups) {
    const known = new Map(groups.map((group) => [group.id, group]));
    const members = new Map();
    let before = "";
    while (lines.nextIs("member\t")) {
      const [id, name, label] = lines.fields("member", 3);
      if (!/^[A-Z0-9][A-Z0-9-]{0,15}$/.test(id)) lines.refuse("draw-member-id");
      if (id <= before) lines.refuse(id === before ? "draw-member-twice" : "draw-members-order", { member: id });
      const group = known.get(name);
      if (!group) lines.refuse("draw-group-unknown", { member: id });
      group.members.push(id);
      members.set(id, { id, group, label });
      before = id;
    }
    return members;
  }

  // The table of chances (sections 2 and 3).

  function sum(numbers) {
    return numbers.reduce((all, one) => all + one, 0n);
  }

  function sizeOf(group) {
    return BigInt(group.members.length);
  }

  function checkTable(record) {
    const empty = record.groups.find((group) => !group.members.length);
    if (empty) refuse("draw-group-empty", { group: empty.id });
    if (record.scale > LARGEST_SCALE) refuse("draw-scale");
    record.groups.forEach((group) => checkRow(record, group));
    record.hats.forEach((hat, place) => checkColumn(record, hat, place));
    const equal = equalHats(record);
    record.crowded = equal === null || equal.rows.some((row, i) => sum(row) > sizeOf(record.groups[i]) * equal.scale);
    if (!record.crowded) checkEqual(record, equal);
  }

  function checkRow({ hats, scale }, { id, within, row, members }) {
    if (row.length !== hats.length) {
      refuse("draw-table-length", { group: id, expected: hats.length, found: row.length });
    }
    const inside = sum(within.map((hat) => row[hat]));
    if (inside !== sum(row)) refuse("draw-table-outside", { group: id });
    const most = BigInt(members.length) * scale;
    if (inside > most) refuse("draw-table-row", { group: id, most, found: inside });
  }

  function checkColumn({ groups, scale }, hat, place) {
    const found = sum(groups.map((group) => group.row[place]));
    const expected = BigInt(hat.seats) * scale;
    if (found !== expected) refuse("draw-table-column", { hat: hat.id, expected, found });
  }

  function checkEqual({ groups, scale }, equal) {
    if (scale !== equal.scale) refuse("draw-table-scale", { expected: equal.scale, found: scale });
    groups.forEach((group, i) => {
      if (group.row.some((entry, hat) => entry !== equal.rows[i][hat])) {
        refuse("draw-table-not-equal", { group: group.id });
      }
    });
  }

  function commonDivisor(a, b) {
    while (b) [a, b] = [b, a % b];
    return a;
  }

  // The same chance for everybody in a hat; null if a hat with seats has no people.
  function equalHats({ hats, groups }) {
    const people = hats.map(() => 0n);
    groups.forEach((group) => group.within.forEach((hat) => { people[hat] += sizeOf(group); }));
    if (hats.some((hat, place) => hat.seats && !people[place])) return null;
    let scale = 1n;
    for (const [place, hat] of hats.entries()) {
      if (hat.seats) scale = (scale / commonDivisor(scale, people[place])) * people[place];
      if (scale > LARGEST_SCALE) return { scale: GRID, rows: largestRemainders(hats, groups, people) };
    }
    const share = hats.map((hat, place) => (hat.seats ? (BigInt(hat.seats) * scale) / people[place] : 0n));
    const rows = groups.map((group) => {
      const own = new Set(group.within);
      return hats.map((_, hat) => (own.has(hat) ? share[hat] * sizeOf(group) : 0n));
    });
    return { scale, rows };
  }

  function largestRemainders(hats, groups, people) {
    const rows = groups.map(() => hats.map(() => 0n));
    hats.forEach((hat, place) => {
      const rests = [];
      groups.forEach((group, i) => {
        if (!group.within.includes(place)) return;
        const whole = BigInt(hat.seats) * sizeOf(group) * GRID;
        rows[i][place] = whole / people[place];
        rests.push({ i, rest: whole % people[place] });
      });
      if (!rests.length) return;
      const missing = Number(sum(rests.map((one) => one.rest)) / people[place]);
      rests.sort((one, other) => Number(other.rest - one.rest) || one.i - other.i);
      rests.slice(0, missing).forEach(({ i }) => { rows[i][place] += 1n; });
    });
    return rows;
  }

  // The numbers thrown in the room (section 5).

  const BLANK = "\\t-\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const ONLY_BLANKS = new RegExp(`^[${BLANK}]*$`);
  const NEW_LINE_INSIDE = /[\n-\r\x1c-\x1e\x85\u2028\u2029][^]|[\r\n]$/;
  const NUMBER = /^(?:0|[1-9][0-9]{0,17})$/;
  const KINDS = new Map([
    ["called", checkCalled],
    ["dice", checkDice],
    ["d10", checkD10],
    ["cards", checkCards],
    ["drand-quicknet", checkBeacon],
  ]);

  function checkShape(line) {
    if (ONLY_BLANKS.test(line)) refuse("draw-entropy-empty");
    if (NEW_LINE_INSIDE.test(line)) refuse("draw-entropy-line-break");
    const letters = Array.from(line);
    const place = (odd) => letters.findIndex((letter) => odd.test(letter)) + 1;
    if (/[^\x00-\x7f]/.test(line)) refuse("draw-entropy-not-ascii", { place: place(/[^\x00-\x7f]/) });
    if (/[^ -~]/.test(line)) refuse("draw-entropy-blanks", { place: place(/[^ -~]/) });
    if (/^ |  | $/.test(line)) refuse("draw-entropy-blanks", { place: oddBlank(line) });
  }

  function oddBlank(line) {
    if (line.startsWith(" ")) return 1;
    return line.includes("  ") ? line.indexOf("  ") + 1 : line.length;
  }

  function echo(word) {
    return word.length <= 24 ? word : `${word.slice(0, 24)}...`;
  }

  function knownKind(word) {
    if (!KINDS.has(word)) refuse("draw-entropy-source", { word: echo(word) });
    return word;
  }

  function readPromise(part) {
    const [word, ...counts] = part.split(" ");
    const kind = knownKind(word);
    if (counts.length !== 1 || !NUMBER.test(counts[0]) || counts[0] === "0") refuse("draw-promise-count", { kind });
    return { kind, count: BigInt(counts[0]) };
  }

  function readEntropy(line) {
    checkShape(line);
    return line.split("; ").map((part) => {
      const [word, ...words] = part.split(" ");
      const kind = knownKind(word);
      if (!words.length) refuse("draw-entropy-nothing", { kind });
      KINDS.get(kind)(words, kind);
      return { kind, words, count: kind === "drand-quicknet" ? BigInt(words[0]) : BigInt(words.length) };
    });
  }

  function checkNumbers(words, kind, faces) {
    words.forEach((word, i) => {
      const facts = { kind, word: echo(word), place: i + 1 };
      if (/^0[0-9]+$/.test(word)) refuse("draw-entropy-leading-zero", facts);
      if (!faces.test(word)) refuse("draw-entropy-number", facts);
    });
  }

  function checkCalled(words, kind) {
    checkNumbers(words, kind, NUMBER);
  }

  function checkDice(words, kind) {
    checkNumbers(words, kind, /^[1-6]$/);
  }

  function checkD10(words, kind) {
    checkNumbers(words, kind, /^[0-9]$/);
  }

  function checkCards(words) {
    const seen = new Set();
    words.forEach((word, i) => {
      if (!/^[A23456789TJQK][SHDC]$/.test(word)) refuse("draw-card", { word: echo(word), place: i + 1 });
      if (seen.has(word)) refuse("draw-card-twice", { word, place: i + 1 });
      seen.add(word);
    });
  }

  function checkBeacon(words) {
    const [round, value] = words;
    if (words.length !== 2 || !/^[0-9a-f]{64}$/.test(value)) refuse("draw-beacon");
    if (!NUMBER.test(round) || round === "0") refuse("draw-beacon");
  }

  // How many ways the dice and cards can fall; what people choose and what is typed in counts for nothing.
  function outcomes(sources) {
    let product = 1n;
    for (const { kind, count } of sources) {
      const throws = Number(count < 256n ? count : 256n);
      if (kind === "dice") product *= 6n ** BigInt(throws);
      if (kind === "d10") product *= 10n ** BigInt(throws);
      if (kind === "cards") for (let i = 0; i < Math.min(throws, 52); i++) product *= BigInt(52 - i);
    }
    return product;
  }

  function millibits(sources) {
    const ways = outcomes(sources);
    return ((ways < ALL ? ways : ALL) ** 1000n).toString(2).length - 1;
  }

  function checkEnough(sources) {
    if (outcomes(sources) >= 1n << BigInt(ENOUGH_BITS)) return;
    refuse("draw-entropy-too-little", { millibits: millibits(sources), needed: ENOUGH_BITS * 1000 });
  }

  function checkPromised(promises, sources) {
    const expected = promises.map((promise) => promise.kind);
    const found = sources.map((source) => source.kind);
    if (expected.join() !== found.join()) refuse("draw-entropy-sources", { expected, found });
    promises.forEach(({ kind, count }, i) => {
      const facts = { kind, expected: count, found: sources[i].count };
      if (kind === "drand-quicknet" && facts.found !== count) refuse("draw-beacon-round", facts);
      if (facts.found < count) refuse("draw-entropy-too-few", facts);
    });
  }

  // The draw (section 6).

  function uniform(seed, label, size) {
    const fair = ALL - (ALL % size);
    for (let attempt = 0; ; attempt++) {
      const drawn = BigInt(`0x${hash(`${seed}\n${label}\n${attempt}`)}`);
      if (drawn < fair) return drawn % size;
    }
  }

  // Rows and columns are nodes, loose cells the ways between them. A cell never becomes loose again, so a new
  // walk repeats the old one up to the first cell that became whole: that part is kept.
  class Walk {
    constructor(rests) {
      this.rows = rests.length;
      this.columns = this.rows ? rests[0].length : 0;
      this.ways = Array.from({ length: this.rows + this.columns }, () => new Map());
      this.path = [];
      this.seen = new Map();
      this.first = 0;
      rests.forEach((row, r) => row.forEach((rest, c) => { if (rest) this.link(r, this.rows + c); }));
    }

    link(row, column) {
      this.ways[row].set(column, [row, column - this.rows]);
      this.ways[column].set(row, [row, column - this.rows]);
    }

    enter(node) {
      this.seen.set(node, this.path.length);
      this.path.push(node);
    }

    // The nodes of the next ring in walking order, from the repeated one; null when every cell is whole.
    ring() {
      if (!this.path.length) {
        while (this.first < this.rows && !this.ways[this.first].size) this.first++;
        if (this.first === this.rows) return null;
        this.enter(this.first);
      }
      for (;;) {
        const onward = this.onward();
        if (this.seen.has(onward)) return this.path.slice(this.seen.get(onward));
        this.enter(onward);
      }
    }

    onward() {
      const back = this.path[this.path.length - 2];
      for (const node of this.ways[this.path[this.path.length - 1]].keys()) if (node !== back) return node;
      throw new Error("a row or column never has a single loose cell, because its sum is whole");
    }

    // Forget the ways of a ring that became whole, and walk back to before the first of them.
    cut(ring, whole) {
      const from = this.path.length - ring.length;
      for (const place of whole) {
        const [here, there] = [ring[place], ring[(place + 1) % ring.length]];
        this.ways[here].delete(there);
        this.ways[there].delete(here);
      }
      for (const node of this.path.splice(from + whole[0] + 1)) this.seen.delete(node);
      if (!this.ways[this.path[this.path.length - 1]].size) {
        this.path = [];
        this.seen.clear();
      }
    }
  }

  function smallest(numbers) {
    return numbers.reduce((least, one) => (one < least ? one : least));
  }

  function exactRounding({ groups, scale }, seed) {
    const shares = groups.map((group) => [...group.row, sizeOf(group) * scale - sum(group.row)]);
    const rests = shares.map((row) => row.map((share) => share % scale));
    const walk = new Walk(rests);
    let step = 0;
    for (let ring = walk.ring(); ring; ring = walk.ring(), step++) {
      const cells = ring.map((node, i) => walk.ways[node].get(ring[(i + 1) % ring.length]));
      const rest = cells.map(([row, column]) => rests[row][column]);
      const even = rest.filter((_, i) => i % 2 === 0);
      const odd = rest.filter((_, i) => i % 2 === 1);
      const up = smallest([...even.map((one) => scale - one), ...odd]);
      const down = smallest([...even, ...odd.map((one) => scale - one)]);
      const move = uniform(seed, `plan/${step}`, up + down) < down ? up : -down;
      cells.forEach(([row, column], i) => { rests[row][column] += i % 2 ? -move : move; });
      const whole = cells.flatMap(([row, column], i) => (rests[row][column] % scale ? [] : [i]));
      walk.cut(ring, whole);
    }
    const plan = shares.map((row, r) => row.slice(0, -1).map(
      (share, c) => Number(share / scale) + (rests[r][c] === scale ? 1 : 0),
    ));
    return { plan, step };
  }

  function byHash(ids, opening) {
    const tickets = ids.map((id) => [hash(opening + id), id]);
    return tickets.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, id]) => id);
  }

  function draw(record, commitment, entropy) {
    const sources = readEntropy(entropy);
    checkEnough(sources);
    if (record.promises) checkPromised(record.promises, sources);
    const seed = hash(`${VERSION}\n${commitment}\n${entropy}\n`);
    const { plan, step } = exactRounding(record, seed);
    const orders = new Map(record.groups.map((group) => [group.id, byHash(group.members, `${seed}\nticket\n`)]));
    const result = new Map(record.hats.map((hat) => [hat.id, []]));
    record.groups.forEach((group, g) => {
      let next = 0;
      record.hats.forEach((hat, h) => {
        result.get(hat.id).push(...orders.get(group.id).slice(next, next + plan[g][h]));
        next += plan[g][h];
      });
    });
    return { sources, seed, plan, steps: step, orders, result, reserves: reservesOf(record, seed, result) };
  }

  function reservesOf({ hats, groups }, seed, result) {
    const seated = new Set([...result.values()].flat());
    return new Map(hats.map((hat, place) => {
      const allowed = groups.filter((group) => group.within.includes(place)).flatMap((group) => group.members);
      return [hat.id, byHash(allowed.filter((id) => !seated.has(id)), `${seed}\nreserve\n${hat.id}\n`)];
    }));
  }

  function ticket(seed, id) {
    return hash(`${seed}\nticket\n${id}`);
  }

  // The exact chance of a member in each of the hats, as [above, below] in lowest terms; zeros left out.
  function chances(record, id) {
    const { group } = record.members.get(id);
    const below = sizeOf(group) * record.scale;
    const found = new Map();
    record.hats.forEach((hat, place) => {
      if (group.row[place]) found.set(hat.id, lowest(group.row[place], below));
    });
    return found;
  }

  function lowest(above, below) {
    const divisor = commonDivisor(above, below);
    return [above / divisor, below / divisor];
  }

  // Who is asked for which seat, given the answers: the last hat first, then the next in reserve.
  function* offers({ hats }, { result, reserves }, answers) {
    const asked = [];
    for (const answer of answers) {
      const offer = following(hats, result, reserves, asked);
      if (!offer) return;
      yield offer;
      asked.push({ ...offer, accepted: answer === "accepted" });
    }
    const open = following(hats, result, reserves, asked);
    if (open) yield open;
  }

  function following(hats, result, reserves, asked) {
    const taken = new Set(asked.filter((one) => one.accepted).map((one) => one.member));
    for (const { id: hat } of [...hats].reverse()) {
      const own = asked.filter((one) => one.hat === hat);
      const drawn = result.get(hat);
      if (own.filter((one) => one.accepted).length >= drawn.length) continue;
      const before = new Set(own.map((one) => one.member));
      const member = drawn.find((id) => !before.has(id))
        ?? reserves.get(hat).find((id) => !before.has(id) && !taken.has(id));
      if (member !== undefined) return { hat, member };
    }
    return null;
  }

  // What a valid record leaves open.

  const WHITE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
  const UNSEEN = /[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

  function clean(text) {
    const bare = text.replace(WHITE, " ").replace(UNSEEN, "").normalize("NFC");
    return bare.split(" ").filter(Boolean).join(" ");
  }

  // Whether numbers were called after something was thrown, so that whoever called could choose the result.
  function calledLate(sources) {
    const thrown = sources.findIndex((source) => source.kind !== "called");
    return thrown >= 0 && sources.slice(thrown).some((source) => source.kind === "called");
  }

  function remarksOn(record, sources) {
    const texts = [record.title, record.policy ?? "", ...record.hats.map((hat) => hat.label)];
    for (const member of record.members.values()) texts.push(member.label);
    const more = record.promises?.some((promise, i) => sources[i] && sources[i].count > promise.count);
    return [
      ["draw-remark-no-date", record.date === null],
      ["draw-remark-no-sources", record.promises === null],
      ["draw-remark-more-thrown", more],
      ["draw-remark-called-late", calledLate(sources.length ? sources : record.promises ?? [])],
      ["draw-remark-no-policy", record.policy === null],
      ["draw-remark-unclean-text", texts.some((text) => text !== clean(text))],
      ["draw-remark-beacon-unchecked", sources.some((source) => source.kind === "drand-quicknet")],
    ].flatMap(([code, found]) => (found ? [code] : []));
  }

  // Everything about a draw, or a Refusal. Without entropy (null) only what was sealed.
  function verify(record, entropy, seal = null) {
    const bytes = typeof record === "string" ? utf8.encode(record) : record;
    const commitment = sha256(bytes);
    if (seal !== null && seal !== commitment) refuse("draw-seal-differs", { expected: seal, found: commitment });
    const sealed = read(bytes);
    const drawn = entropy === null ? { sources: [] } : draw(sealed, commitment, entropy);
    return { record: sealed, commitment, entropy, ...drawn, remarks: remarksOn(sealed, drawn.sources) };
  }

  // Sentences for whatever can be wrong.

  const SENTENCES = {
    "draw-not-a-record": "This is not the record of a draw: its first line is not hat-draw/1.",
    "draw-record-version": "The record is of version {version}; this program knows hat-draw/1.",
    "draw-record-byte-order-mark": "The file begins with a byte order mark: it was changed after the seal.",
    "draw-record-not-utf8": "There is something that is not text.",
    "draw-record-line-ends": "The line ends were changed; a record has a line feed only.",
    "draw-record-cut-off": "The record is cut off: it must close with a line that says end.",
    "draw-record-after-end": "There is something after the end of the record.",
    "draw-line-expected": "The line that begins with “{expected}” is missing here.",
    "draw-line-fields": "The line needs {expected} fields between tabs and has {found}.",
    "draw-seal-differs": "The seal is {found}, not {expected}: this is not the record that was sealed.",
    "draw-number": "The number of the draw must be a whole number from 1.",
    "draw-date": "The date must be a day of the calendar, written like 2026-11-21.",
    "draw-previous": "The seal of the draw before must be 64 characters, 0 to 9 and a to f.",
    "draw-promise": "The sources of chance are not named as they must be.",
    "draw-hat-id": "A hat has an id that is not allowed: a to z, 0 to 9, dots and dashes, at most 32.",
    "draw-hat-twice": "The hat {hat} is there twice.",
    "draw-hat-unknown": "There is no hat {hat}.",
    "draw-seats": "The seats of {hat} must be a whole number from 0.",
    "draw-member-id": "A member has an id that is not allowed: A to Z, 0 to 9 and dashes, at most 16.",
    "draw-member-twice": "The member {member} is there twice.",
    "draw-members-order": "The members are not in the order of their ids: {member} comes too late.",
    "draw-group-name": "The group here must be called {expected}.",
    "draw-groups-order": "The groups are not in the order of their hats: {group} comes too late or twice.",
    "draw-group-hats-order": "The hats of a group are not in the order of the record.",
    "draw-group-unknown": "The member {member} is in a group that does not exist.",
    "draw-group-empty": "The group {group} has no members.",
    "draw-scale": "The scale must be a whole number from 1 to 9007199254740992.",
    "draw-table-number": "The numbers of group {group} are not whole numbers with single blanks between.",
    "draw-table-length": "Group {group} needs {expected} numbers, one for each hat, and has {found}.",
    "draw-table-outside": "Group {group} has a chance in a hat that it is not in.",
    "draw-table-row": "Group {group} is promised more seats than it has people ({found} of {most}).",
    "draw-table-column": "The chances for {hat} add up to {found}, not to {expected}.",
    "draw-table-scale": "The scale must be {expected}, and it is {found}.",
    "draw-table-not-equal": "Group {group} does not have the same chances as everybody else in its hats.",
    "draw-entropy-empty": "The line of numbers is empty.",
    "draw-entropy-line-break": "The numbers must be on one line, without line breaks.",
    "draw-entropy-not-ascii": "The line of numbers has a character that cannot be in it, at place {place}.",
    "draw-entropy-blanks": "Between the numbers there must be single blanks; see place {place}.",
    "draw-entropy-source": "“{word}” is no source of chance: called, dice, d10, cards or drand-quicknet.",
    "draw-entropy-nothing": "Nothing stands after “{kind}”.",
    "draw-entropy-number": "Number {place} after “{kind}” cannot be {word}.",
    "draw-entropy-leading-zero": "Number {place} after “{kind}” must have no leading zero: {word}.",
    "draw-card": "Card {place} is no card: {word}. Write the rank A23456789TJQK, then the suit S, H, D or C.",
    "draw-card-twice": "Card {place} is {word}, which was already drawn.",
    "draw-beacon": "The beacon needs its round and 64 characters, 0 to 9 and a to f.",
    "draw-promise-count": "After “{kind}” there must be one whole number from 1.",
    "draw-entropy-too-little": "That is {bits} bits of chance, and a draw needs {needed_bits}.",
    "draw-entropy-sources": "The seal names these sources: {expected}. The line has: {found}.",
    "draw-entropy-too-few": "The seal names {expected} for “{kind}”, and the line has {found}.",
    "draw-beacon-round": "The seal names round {expected} of the beacon, and the line has round {found}.",
    "draw-remark-no-date": "the record has no date.",
    "draw-remark-no-sources": "the record does not name its sources, so they could be chosen after the seal.",
    "draw-remark-no-policy": "the record does not say what happens when somebody declines.",
    "draw-remark-unclean-text": "a title or label holds invisible characters or doubled blanks.",
    "draw-remark-called-late": "numbers are called after a throw, and whoever calls last can choose the names; ask who called, and when.",
    "draw-remark-more-thrown": "there are more numbers than the seal names; ask who decided to go on.",
    "draw-remark-beacon-unchecked": "the value of the beacon is not checked here; look its round up at drand.love.",
  };

  function bitsIn(thousandths) {
    return `${Math.floor(thousandths / 1000)}.${Math.floor((thousandths % 1000) / 100)}`;
  }

  function sentenceOf({ code, facts }) {
    const known = { ...facts };
    if ("millibits" in facts) {
      known.bits = bitsIn(facts.millibits);
      known.needed_bits = facts.needed / 1000;
    }
    const said = [code, facts.why].filter(Boolean).map((one) => filled(SENTENCES[one], known)).join(" ");
    return facts.line ? `Line ${facts.line}: ${said}` : said;
  }

  function filled(sentence, facts) {
    return sentence.replace(/\{(\w+)\}/g, (_, name) => printable([facts[name]].flat().join(", ")));
  }

  function printable(text) {
    return text.replace(/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, "?");
  }

  return Object.freeze({
    Refusal,
    bitsIn,
    chances,
    clean,
    lowest,
    millibits,
    offers,
    remark: (code) => SENTENCES[code],
    sentenceOf,
    ticket,
    verify,
  });
})();

// The page. What people typed is put in as text, never as markup.

const drawPage = (() => {
  const LONGEST_RECORD = 50_000_000;

  const find = (id) => document.getElementById(id);

  function made(tag, ...inside) {
    const element = document.createElement(tag);
    element.append(...inside);
    return element;
  }

  function code(text) {
    const element = made("code", text);
    element.className = "wrap";
    return element;
  }

  function counted(number, one, many) {
    return `${number} ${Number(number) === 1 ? one : many}`;
  }

  // What the page claims: the words that a reader sees on it, not what is written behind them.

  function seen(place) {
    return place.textContent.replace(/\s+/g, " ").trim();
  }

  function personSeen(place) {
    const label = seen(place.querySelector("bdi"));
    const id = place.querySelector("code");
    return { id: id ? seen(id) : label, label, words: seen(place) };
  }

  function peopleSeen(place) {
    return [...place.querySelectorAll("[data-person]")].map(personSeen);
  }

  function listSeen(hat, part) {
    const place = hat.querySelector(`[data-claim="${part}"]`);
    return { people: peopleSeen(place), words: seen(place) };
  }

  function claimsOn(section) {
    const said = (name) => document.querySelector(`[data-claim="${name}"]`)?.textContent ?? null;
    return {
      stage: section.dataset.stage,
      number: section.dataset.number,
      nobody: section.dataset.nobody,
      answers: JSON.parse(section.dataset.answers),
      heading: seen(document.querySelector("h1")),
      seal: said("seal"),
      entropy: said("entropy"),
      commands: [...document.querySelectorAll('[data-claim="command"]')].map((one) => one.textContent),
      hats: [...document.querySelectorAll("dl[data-hat]")].map((hat) => ({
        id: hat.dataset.hat,
        heading: document.querySelector(`h3[data-of="${CSS.escape(hat.dataset.hat)}"]`),
        seats: seen(hat.querySelector('[data-claim="seats"]')),
        drawn: listSeen(hat, "drawn"),
        reserves: listSeen(hat, "reserves"),
      })),
      offers: [...document.querySelectorAll("li[data-hat]")].map((offer) => ({
        hat: offer.dataset.hat,
        role: seen(offer.querySelector("bdi")),
        person: peopleSeen(offer)[0],
        answer: offer.dataset.answer,
        words: seen(offer),
      })),
    };
  }

  // The steps, each as [outcome, first words, sentence, further lines].

  function* sealedSteps(checked) {
    const { record, commitment } = checked;
    const seats = record.hats.reduce((all, hat) => all + hat.seats, 0);
    yield ["sound", "Record.", `It is whole: draw ${record.number}, ${counted(record.hats.length, "hat", "hats")} with `
      + `${counted(seats, "seat", "seats")}, ${counted(record.members.size, "person", "people")} in `
      + `${counted(record.groups.length, "group", "groups")} of people with the same hats. Nobody is in it twice.`];
    yield ["sound", "Chances.", record.crowded
      ? "The hats are crowded: for some people equal chances would add up to more than one role. So the sealed table "
        + "says what each group may expect. Its numbers add up to exactly the seats, and to no more than the people."
      : "They are the same for everybody in a hat: its seats divided by its people. The sealed table says exactly "
        + "that, and its numbers add up to the seats."];
    yield ["sound", "Seal.", "The fingerprint (SHA-256) of the record is:", [code(commitment)]];
  }

  function* drawnSteps(checked) {
    const { record, sources, seed, plan, steps } = checked;
    const thrown = sources.map(({ kind, words }) => (kind === "drand-quicknet" ? kind : `${kind} ${words.length}`));
    yield ["sound", "Numbers.", `They are written as they must be (${thrown.join("; ")}): `
      + `${hatDraw.bitsIn(hatDraw.millibits(sources))} bits of chance, and 64 are needed.`
      + (record.promises ? " These are the sources that the seal names." : "")];
    yield ["sound", "Seed.", "Seal and numbers together make it. Before the last number nobody could know it:",
      [code(seed)]];
    yield ["sound", "Seats.", `The seed rounds the table to whole seats in ${counted(steps, "step", "steps")}, without `
      + "changing anybody's chance. So many seats go to each group:",
      record.groups.map((group, g) => planLine(record, group, plan[g]))];
    yield ["sound", "Names.", "The seed gives each person a ticket. In each group the lowest tickets are drawn, "
      + "for the hats in their order:", record.hats.map((hat) => hatLine(checked, hat))];
  }

  function planLine(record, group, seats) {
    return `${group.id}, ${counted(group.members.length, "person", "people")}: ${givenTo(record, seats) || "no seat"}`;
  }

  function givenTo(record, seats) {
    return record.hats.flatMap((hat, h) => (seats[h] ? [`${hat.id} ${seats[h]}`] : [])).join(", ");
  }

  function hatLine({ record, result, reserves }, hat) {
    const line = made("span", made("bdi", hat.label), ` (${hat.id}): `, named(record, result.get(hat.id)));
    const waiting = reserves.get(hat.id);
    const more = waiting.length > 3 ? ` and ${waiting.length - 3} more` : "";
    line.append("; in reserve: ", named(record, waiting.slice(0, 3)), more);
    return line;
  }

  function named(record, ids) {
    if (!ids.length) return "nobody";
    const line = made("span");
    ids.forEach((id, i) => line.append(i ? ", " : "", person(record, id)));
    return line;
  }

  function person(record, id) {
    const label = record.members.get(id)?.label ?? id;
    return label === id ? made("bdi", id) : made("span", id, " (", made("bdi", label), ")");
  }

  // The claims of the page beside what was computed.

  function* comparedSeal({ commitment, record }, claims) {
    yield commitment === claims.seal
      ? ["same", "Same seal.", "The page shows the fingerprint of this record."]
      : ["differs", "Differs: the seal.", "The page shows another one:", [code(claims.seal)]];
    const numbers = [claims.number, ...(claims.heading.match(/[0-9]+/g) ?? ["none"])];
    const other = numbers.find((number) => number !== record.number);
    if (other !== undefined) {
      yield ["differs", "Differs: the number.", `The page says draw ${other}, the record draw ${record.number}.`];
    }
  }

  function* comparedNames(checked, claims) {
    yield* comparedLists(checked, claims, "drawn", checked.result,
      ["Same names.", "For every hat the page shows those who were computed."], "names");
    yield* comparedLists(checked, claims, "reserves", checked.reserves,
      ["Same reserve.", "The same people, in the same order."], "reserve");
    yield* comparedOffers(checked, claims);
    yield* comparedWords(checked, claims);
    yield* comparedLabels(checked, claims);
  }

  function* comparedLists({ record }, claims, part, computed, same, what) {
    const claimed = new Map(claims.hats.map((hat) => [hat.id, hat[part].people.map((one) => one.id).join()]));
    const own = new Map([...computed].map(([hat, ids]) => [hat, ids.join()]));
    const hats = new Set([...own.keys(), ...claimed.keys()]);
    const differing = [...hats].filter((hat) => own.get(hat) !== claimed.get(hat));
    if (!differing.length) yield ["same", ...same];
    for (const hat of differing) {
      yield ["differs", `Differs: the ${what} for ${hat}.`, "", [
        made("span", "The page says: ", listed(record, claimed.get(hat))),
        made("span", "Computed: ", listed(record, own.get(hat))),
      ]];
    }
  }

  function listed(record, joined) {
    return joined === undefined ? "no such hat" : named(record, joined ? joined.split(",") : []);
  }

  function* comparedOffers(checked, { offers }) {
    const computed = [...hatDraw.offers(checked.record, checked, offers.map((offer) => offer.answer))];
    const text = (offer) => (offer ? `${offer.member} for ${offer.hat}` : "nobody");
    const said = (offer) => text(offer && { member: hatDraw.clean(offer.person?.id ?? ""), hat: offer.hat });
    const length = Math.max(offers.length, computed.length);
    const place = Array.from({ length }, (_, i) => i).find((i) => said(offers[i]) !== text(computed[i]));
    yield place === undefined
      ? ["same", "Same order.", "Everybody was asked in turn, and after each no the next in reserve."]
      : ["differs", "Differs: the order.", `As number ${place + 1} the page says ${said(offers[place])}; `
        + `it is the turn of ${text(computed[place])}.`];
  }

  // The words around the names. A hat that is divided is called on the page by its role alone.

  function* comparedWords({ record, commitment }, claims) {
    const labels = new Map(record.hats.map((hat) => [hat.id, hat.label]));
    const lines = [
      ...claims.hats.flatMap((hat) => hatWords(record, hat, claims.nobody)),
      ...claims.offers.map((offer) => offerWords(labels, offer, claims.answers)),
      ...commandWords(commitment, claims),
    ];
    for (const [said, expected] of lines.filter(([said, expected]) => said !== expected)) {
      yield ["differs", "Differs: a line.", "", [
        made("span", "The page says: ", made("bdi", said)),
        made("span", "It should say: ", made("bdi", expected)),
      ]];
    }
  }

  function hatWords(record, hat, nobody) {
    const sealed = record.hats.find((one) => one.id === hat.id);
    if (!sealed) return [];
    const list = ({ people, words }) => [words, people.map((one) => one.words).join(", ") || nobody];
    const label = hat.heading ? seen(hat.heading.querySelector("bdi")) : "";
    return [
      [hat.heading ? seen(hat.heading) : "", `${labelled(label, sealed.label)} ${hat.id}`],
      [hat.seats, String(sealed.seats)],
      list(hat.drawn),
      list(hat.reserves),
    ];
  }

  function offerWords(labels, { hat, role, person, answer, words }, answers) {
    return [words, `${labelled(role, labels.get(hat) ?? hat)}: ${person?.words}, ${answers[answer]}`];
  }

  // The label as the page says it where that is the sealed one, or the beginning of it; else the sealed one.
  function labelled(said, sealed) {
    const [shown, whole] = [hatDraw.clean(said), hatDraw.clean(sealed)];
    const cut = shown.endsWith("…") && shown.length > 100 && whole.startsWith(shown.slice(0, -1));
    return cut || whole === shown || whole.startsWith(`${shown}: `) ? said : whole;
  }

  function commandWords(seal, { commands, entropy }) {
    const expected = ["sha256sum record.txt"];
    if (entropy !== null) {
      expected.push(
        `S=$(printf 'hat-draw/1\\n%s\\n%s\\n' ${seal} '${entropy}' | sha256sum | cut -d' ' -f1); echo $S`,
        `grep '^member' record.txt | while read -r x m g y; do ` +
          `echo "$g $(printf '%s\\nticket\\n%s' $S $m | sha256sum | cut -d' ' -f1) $m"; done | LC_ALL=C sort`,
        `shopmoot draw verify record.txt --seal ${seal} --entropy '${entropy}'`,
      );
    }
    return expected.map((command, i) => [commands[i] ?? "", command]);
  }

  // What people are called: by their id, as it was sealed, or by a name that they released afterwards.

  function* comparedLabels({ record }, claims) {
    const shown = [
      ...claims.hats.flatMap((hat) => [...hat.drawn.people, ...hat.reserves.people]),
      ...claims.offers.flatMap((offer) => (offer.person ? [offer.person] : [])),
    ];
    const told = new Map(shown.map((one) => [one.words, one]));
    for (const { id, label, words } of told.values()) {
      const own = record.members.get(id);
      if (!own || [id, hatDraw.clean(own.label)].includes(hatDraw.clean(label))) continue;
      const other = [...record.members.values()].find((one) => [one.id, hatDraw.clean(one.label)].includes(label));
      const said = made("span", "The page says: ", made("bdi", words));
      if (other) {
        yield ["differs", "Differs: a name.", "", [said, `In the record that is ${other.id}.`]];
      } else {
        yield [UNSEALED, "Not sealed: a name.", `The record has only ${id}. A name that was released after the draw `
          + "looks like this, and so does a wrong one: go by the id.", [said]];
      }
    }
  }

  const UNSEALED = "unsealed";

  const STAGES = {
    sealed: "Nothing was thrown yet, so there are no names.",
    void: "The draw was declared void before any dice were thrown, so there are no names.",
    running: "The names are being told to the room one by one, and the room hears them first. "
      + "Load this page again afterwards.",
  };

  function* remarked({ remarks }) {
    for (const remark of remarks) yield ["open", "Note:", hatDraw.remark(remark)];
  }

  function pageSteps(checked, claims) {
    const told = claims.stage === "finished";
    return [
      ...sealedSteps(checked),
      ...comparedSeal(checked, claims),
      ...(told ? drawnSteps(checked) : [["open", "No names.", STAGES[claims.stage]]]),
      ...(told ? comparedNames(checked, claims) : []),
      ...remarked(checked),
    ];
  }

  function verdictOn(steps, stage) {
    if (steps.some(([outcome]) => outcome === "differs")) {
      return "Not the same. This page does not show what its own record gives: "
        + "see the steps that begin with “Differs”.";
    }
    if (steps.some(([outcome]) => outcome === UNSEALED)) {
      return "Same seal, same ids. Your device computed the whole draw again and came to the ids that this page shows. "
        + "Not all names beside them were sealed: see the steps that begin with “Not sealed”.";
    }
    return stage === "finished"
      ? "Same seal, same names. Your device computed the whole draw again and came to what this page shows."
      : `Same seal. ${STAGES[stage]}`;
  }

  function show(list, steps) {
    list.replaceChildren(...steps.map(([outcome, opening, sentence, lines = []]) => {
      const lead = made("strong", opening);
      lead.className = outcome;
      const item = made("li", lead, ` ${sentence}`);
      if (lines.length) item.append(made("ul", ...lines.map((line) => made("li", line))));
      return item;
    }));
  }

  // One person.

  function idOf(record, typed) {
    const asked = typed.trim();
    if (record.members.has(asked.toUpperCase())) return [asked.toUpperCase()];
    const label = asked.toLowerCase();
    return [...record.members.values()].filter((one) => one.label.toLowerCase() === label).map((one) => one.id);
  }

  function share([above, below]) {
    if (above === below) return "certain";
    const tenths = (above * 2000n + below) / (2n * below);
    const percent = `${tenths / 10n}.${tenths % 10n} %`;
    return above === 1n ? `1 in ${below} (${percent})` : `${above} in ${below} (${percent})`;
  }

  function explained(checked, typed) {
    const { record } = checked;
    const found = idOf(record, typed);
    if (!found.length) {
      return [`There is nobody with the id “${typed.trim()}” in this record. If you were in the room, ask why: `
        + "somebody who was wrongly left out is first next time."];
    }
    if (found.length > 1) return [`${found.length} people have this label. Type your id, such as ${found[0]}.`];
    const { id, group } = record.members.get(found[0]);
    return [
      ...whyThisGroup(checked, id, group),
      ...chanceLines(checked, id, group),
      ...(checked.seed ? ticketLines(checked, id, group) : ["The ticket is shown once the names were told."]),
    ];
  }

  function whyThisGroup({ record }, id, group) {
    const others = group.members.length - 1;
    const own = group.within.map((hat) => record.hats[hat].id);
    const left = record.hats.map((hat) => hat.id).filter((hat) => !own.includes(hat));
    const alike = others
      ? `with ${counted(others, "other person", "other people")}, because all of them are`
      : "alone, because nobody else is";
    const hats = own.length ? `exactly these hats: ${own.join(", ")}` : "no hat at all";
    const lines = [made("span", person(record, id), ` is in group ${group.id} ${alike} in ${hats}.`)];
    if (left.length) {
      lines.push(`Not in: ${left.join(", ")}. The record says who is in which hat, not why; `
        + "the reasons were shown to the room before the seal.");
    }
    return lines;
  }

  function chanceLines({ record }, id, group) {
    const promised = hatDraw.chances(record, id);
    const lines = [...promised].map(([hat, chance]) => `Chance of ${hat} before the dice: ${share(chance)}.`);
    if (!lines.length) return ["Chance of a role before the dice: none."];
    const any = group.row.reduce((all, one) => all + one, 0n);
    const whole = hatDraw.lowest(any, BigInt(group.members.length) * record.scale);
    return lines.length > 1 ? [...lines, `Chance of any role: ${share(whole)}.`] : lines;
  }

  function ticketLines({ record, seed, plan, orders, result, reserves }, id, group) {
    const place = orders.get(group.id).indexOf(id) + 1;
    const seats = plan[record.groups.indexOf(group)];
    const drawn = [...result].find(([, members]) => members.includes(id));
    const waiting = group.within.map((hat) => record.hats[hat].id)
      .map((hat) => `${hat} number ${reserves.get(hat).indexOf(id) + 1}`);
    return [
      made("span", "Ticket: ", code(hatDraw.ticket(seed, id))),
      `Counted from the lowest ticket, number ${place} of ${group.members.length} in the group. `
        + `Seats of the group, in this order: ${givenTo(record, seats) || "none"}.`,
      drawn ? `Drawn for ${drawn[0]}.` : "Drawn for no role.",
      ...(drawn || !waiting.length ? [] : [`In reserve: ${waiting.join(", ")}.`]),
    ];
  }

  function lookUp(input, output, checked) {
    const lines = input.value.trim() ? explained(checked, input.value) : [];
    output.replaceChildren(...lines.map((line) => made("p", line)));
  }

  // The photograph.

  function comparedPhotograph(typed, commitment) {
    const seal = typed.replace(/\s+/g, "").toLowerCase();
    if (!seal) return "";
    if (!/^[0-9a-f]{1,64}$/.test(seal)) return "A seal has 64 characters, 0 to 9 and a to f.";
    if (seal === commitment) return "Same seal, all 64 characters: this is the record that was photographed.";
    if (commitment.startsWith(seal)) {
      return `The first ${seal.length} of 64 characters are the same. Go on: only all of them bind.`;
    }
    const place = [...seal].findIndex((letter, i) => letter !== commitment[i]) + 1;
    return `Another seal, from character ${place} on. If you typed it as it was photographed, `
      + "this is not the record that was sealed.";
  }

  // Any draw.

  function hintFor({ code: fault }, text) {
    if (fault === "draw-record-cut-off" && text.endsWith("\nend")) {
      return " Is it only the last line break? Press Enter after “end”.";
    }
    const tabs = !text.startsWith("hat-draw/1\n") || text.includes("\t") || !/^draw-line/.test(fault);
    return tabs ? "" : " Copying may have turned its tabs into blanks: choose the saved file instead.";
  }

  function refusalText(fault, text) {
    if (fault instanceof hatDraw.Refusal) {
      return `Not valid, so there is no result. ${hatDraw.sentenceOf(fault)}${hintFor(fault, text)}`;
    }
    return "This browser could not compute the draw, so there is no result. Use another one, or the check by hand.";
  }

  function checkAny(bytes) {
    const [verdict, list] = [find("any-verdict"), find("any-steps")];
    const text = bytes ? "" : find("any-record").value;
    const typed = find("any-seal").value.replace(/\s+/g, "").toLowerCase();
    try {
      const checked = hatDraw.verify(bytes ?? text, find("any-entropy").value, typed || null);
      const sealed = typed
        ? ["same", "Same seal.", "It is the one that you gave."]
        : ["open", "Compare the seal", "with the one that was photographed before the dice."];
      show(list, [...sealedSteps(checked), sealed, ...drawnSteps(checked), ...remarked(checked)]);
      verdict.textContent = `Valid${typed ? ", and the same seal" : ""}. The names stand below.`;
    } catch (fault) {
      list.replaceChildren();
      verdict.textContent = refusalText(fault, text);
    }
  }

  async function checkChosen() {
    const [file] = find("any-file").files;
    if (!file) {
      checkAny(null);
    } else if (file.size > LONGEST_RECORD) {
      forget("The file is too large to be the record of a draw, so there is no result.");
    } else {
      try {
        checkAny(new Uint8Array(await file.arrayBuffer()));
      } catch {
        forget("The file cannot be read, so there is no result.");
      }
    }
  }

  function forget(said = "") {
    find("any-steps").replaceChildren();
    find("any-verdict").textContent = said;
  }

  // From here on the page listens.

  function openAnyDraw() {
    find("any-check").addEventListener("click", checkChosen);
    for (const id of ["any-record", "any-entropy", "any-seal", "any-file"]) {
      find(id).addEventListener("input", () => forget());
    }
    // One record at a time, so that nobody wonders which of two was computed.
    find("any-record").addEventListener("input", () => { find("any-file").value = ""; });
    find("any-file").addEventListener("input", () => { find("any-record").value = ""; });
  }

  function openThisDraw(section) {
    const claims = claimsOn(section);
    try {
      const told = claims.stage === "finished";
      const checked = hatDraw.verify(find("sealed").textContent, told ? claims.entropy : null);
      const steps = pageSteps(checked, claims);
      show(find("steps"), steps);
      find("verdict").textContent = verdictOn(steps, claims.stage);
      listen("photographed", (input, output) => {
        output.textContent = comparedPhotograph(input.value, checked.commitment);
      });
      listen("own", (input, output) => lookUp(input, output, checked));
      find("questions").hidden = false;
    } catch (fault) {
      find("verdict").textContent = refusalText(fault, "");
    }
  }

  function listen(name, answer) {
    const [input, output] = [find(name), find(`${name}-answer`)];
    input.addEventListener("input", () => answer(input, output));
    if (input.value) answer(input, output);
  }

  function open() {
    const again = find("again");
    if (again) {
      again.hidden = false;
      openThisDraw(again);
    }
    find("any").hidden = false;
    openAnyDraw();
  }

  return { open };
})();

drawPage.open();
