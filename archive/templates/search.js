/* Looks for words in the decisions, in the browser of the reader: nothing is sent to anybody.
   Parts of the index are loaded one by one, the newest first, until there is enough to show. */
"use strict";

const shopmootSearch = (() => {
  const STEP = 30;
  const AGAIN = 20000;
  const find = (id) => document.getElementById(id);
  const box = find("search");
  const newest = find("newest");
  let parts = Number(box.dataset.parts);
  const base = document.currentScript.src.replace(/search\.js(\?.*)?$/, "");
  const rows = new Map();
  const waiting = new Map();
  let asked = 0;
  let most = STEP;

  function plain(text) {
    return text.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFKD").replace(/\p{M}/gu, "");
  }

  function wordsIn(text) {
    return (plain(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 30));
  }

  function take(part, taken) {
    rows.set(part, taken.map(([id, title, facts, words]) => ({ id, title, facts, words: ` ${words} ` })));
  }

  function load(part) {
    if (rows.has(part)) return Promise.resolve();
    if (!waiting.has(part)) {
      waiting.set(part, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `${base}search/${part}.js`;
        script.onload = done;
        script.onerror = () => { waiting.delete(part); failed(new Error(script.src)); };
        document.head.append(script);
      }));
    }
    return waiting.get(part);
  }

  function made(tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  }

  function card({ id, title, facts }) {
    const link = document.createElement("a");
    link.href = `${base}D/${id}/index.html`;
    const name = document.createElement("strong");
    name.append(made("bdi", title));
    link.append(name);
    const line = made("span", `${facts} · `);
    line.className = "facts";
    line.append(made("code", id));
    const item = document.createElement("li");
    item.append(link, line);
    return item;
  }

  function say(words, number) {
    find("found").textContent = box.dataset[words].replace("{number}", number);
  }

  async function look(then = 0) {
    const mine = ++asked;
    const wanted = wordsIn(find("words").value);
    find("list").hidden = wanted.length > 0;
    if (!then) find("further").hidden = true;
    if (!wanted.length) {
      find("hits").replaceChildren();
      find("found").textContent = "";
      return;
    }
    const hits = [];
    for (let part = parts; part > 0 && hits.length <= most; part -= 1) {
      if (!rows.has(part)) say("looking", "");
      try {
        await load(part);
      } catch {
        if (mine === asked) say("failed", "");
        return;
      }
      if (mine !== asked) return;
      hits.push(...rows.get(part).filter((row) => wanted.every((word) => row.words.includes(` ${word}`))));
    }
    show(hits, then);
  }

  function show(hits, then) {
    const more = hits.length > most;
    find("hits").replaceChildren(...hits.slice(0, most).map(card));
    find("further").hidden = !more;
    if (then) find("hits").children[then]?.querySelector("a").focus();
    if (more) say("more", most);
    else say(hits.length === 1 ? "one" : hits.length ? "many" : "none", hits.length);
  }

  function open() {
    let soon = 0;
    box.hidden = false;
    find("words").addEventListener("input", () => {
      clearTimeout(soon);
      most = STEP;
      soon = setTimeout(() => look(), 120);
    });
    find("further").addEventListener("click", () => { most += STEP; look(most - STEP); });
    if (find("words").value) look();
    if (newest) awaitOthers();
  }

  /* Nothing is loaded anew under the reader: what is typed stays, and whoever wants the long list asks for it. */
  function awaitOthers() {
    const script = document.createElement("script");
    script.src = `${base}search/parts.js`;
    script.onerror = () => { script.remove(); setTimeout(awaitOthers, AGAIN); };
    document.head.append(script);
  }

  function grow(number) {
    parts = number;
    rows.clear();
    waiting.clear();
    box.dataset.none = newest.dataset.none;
    const link = made("a", newest.dataset.link);
    link.href = "";
    newest.replaceChildren(`${newest.dataset.whole} `, link);
    if (find("words").value && !find("hits").contains(document.activeElement)) look();
  }

  return { take, open, grow };
})();

shopmootSearch.open();
