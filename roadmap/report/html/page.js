"use strict";
// What the page does once it is open: tabs, replies and playback. Frames come ready from the
// roadmap; nothing here interprets events. Text from the roadmap is only ever set as text.
(async () => {
  const $ = (id) => document.getElementById(id);
  const make = (name, className, text) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const started = performance.now();
  document.body.classList.add("js");

  // -- tabs --------------------------------------------------------------------------------------
  const links = [...document.querySelectorAll("nav a")];
  const sections = [...document.querySelectorAll("section[data-tab]")];
  let tab = "";
  const show = (name) => {
    tab = name;
    document.body.dataset.tab = name;
    for (const section of sections) section.classList.toggle("shown", section.dataset.tab === name);
    for (const link of links) {
      if (link.hash === "#" + name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (name === "grid" && frames) drawGrid();
    if (name === "decisions" && frames) drawLog();
    if (frames) drawPast();
    scrollTo(0, 0);
  };
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(link.hash.slice(1));
    });
  }
  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.classList.contains("dark") ||
      (!root.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
    root.classList.toggle("dark", !dark);
    root.classList.toggle("light", dark);
  });

  // -- reply -------------------------------------------------------------------------------------
  const page = document.body.dataset;
  const answers = new Map();
  const remarks = [];
  const panels = [...document.querySelectorAll(".ask[data-ask]")];
  let unsaved = false;
  // A comment on an ask that is not answered is part of the reply too: it names its ask.
  const comments = () => panels
    .filter((ask) => !answers.has(ask.dataset.ask))
    .map((ask) => ({ title: ask.querySelector("h2").textContent, field: ask.querySelector("textarea") }))
    .filter((each) => each.field.value.trim())
    .map((each) => ({ text: `On “${each.title}”: ${each.field.value.trim()}`, decision: null }));
  const say = (text) => {
    $("toast").textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { $("toast").textContent = ""; }, 6000);
  };
  const count = () => {
    const parts = [];
    if (panels.length) parts.push(`${answers.size} of ${panels.length} answered`);
    const all = remarks.length + comments().length + ($("overall").value.trim() ? 1 : 0);
    if (all) parts.push(`${all} ${all === 1 ? "comment" : "comments"}`);
    if ($("signoff").checked) parts.push("signed off");
    $("status").textContent = `${parts.join(", ")}. Nothing leaves this page until you save it.`;
  };
  const changed = () => {
    unsaved = true;
    count();
  };
  for (const ask of panels) {
    const [yes, no, comment] = ask.querySelectorAll("button");
    const field = ask.querySelector("textarea");
    const set = (answer) => {
      const known = answers.get(ask.dataset.ask);
      const next = known && known.answer === answer ? null : answer;
      if (next) answers.set(ask.dataset.ask, { answer: next, field });
      else answers.delete(ask.dataset.ask);
      yes.setAttribute("aria-pressed", String(next === "approved"));
      no.setAttribute("aria-pressed", String(next === "rejected"));
      ask.classList.toggle("answered", Boolean(next));
      changed();
    };
    field.addEventListener("input", changed);
    yes.addEventListener("click", () => set("approved"));
    no.addEventListener("click", () => set("rejected"));
    comment.addEventListener("click", () => {
      field.hidden = !field.hidden;
      if (!field.hidden) field.focus();
    });
  }
  $("overall").addEventListener("input", changed);
  $("signoff").addEventListener("change", changed);
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  const reply = () => {
    const by = $("by").value.trim();
    if (!by) {
      $("by").scrollIntoView({ block: "center" });
      $("by").focus();
      say("Write your name first: the reply is yours.");
      return null;
    }
    const whole = $("overall").value.trim();
    const all = [...remarks, ...comments()];
    if (whole) all.push({ text: whole, decision: null });
    const said = {
      format: 1,
      roadmap: page.roadmap,
      decision: page.decision,
      by,
      made_at: new Date().toISOString(),
      answers: [...answers].map(([ask, each]) => ({
        ask, answer: each.answer, comment: each.field.value.trim(),
      })),
      remarks: all,
      signed_off: $("signoff").checked,
    };
    if (!said.answers.length && !said.remarks.length && !said.signed_off) {
      say("Approve, reject, comment or sign off first: the reply says nothing yet.");
      return null;
    }
    return JSON.stringify(said);
  };
  $("save").addEventListener("click", () => {
    const text = reply();
    if (!text) return;
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `reply-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    unsaved = false;
    say(`Saved ${link.download}: send it to ${page.by}.`);
  });
  $("copy").addEventListener("click", async () => {
    const text = reply();
    if (!text) return;
    const bytes = new TextEncoder().encode(text);
    const letters = btoa(String.fromCharCode(...bytes)).replace(/.{64}/g, "$&\n");
    $("block").value =
      `-----BEGIN ROADMAP REPLY-----\n${letters}\n-----END ROADMAP REPLY-----\n`;
    unsaved = false;
    $("blockbox").showModal();
    $("block").select();
    try {
      await navigator.clipboard.writeText($("block").value);
      say("Copied: paste it into a mail.");
    } catch {
      say("Press Ctrl+C to copy it, then paste it into a mail.");
    }
  });
  $("blockclose").addEventListener("click", () => $("blockbox").close());
  const rest = [...document.querySelectorAll("details.rest")];
  addEventListener("beforeprint", () => {
    for (const each of rest) each.open = true;
  });
  $("toasks")?.addEventListener("click", () => show("overview"));

  // -- frames ------------------------------------------------------------------------------------
  let frames = null;
  const unpack = async () => {
    const letters = atob($("frames").textContent.trim());
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };
  try {
    frames = await unpack();
  } catch {
    $("dock").hidden = true;
    show("overview");
    say("This browser is too old for the playback; everything else is here.");
    return;
  }
  $("frames").remove();
  const total = frames.minutes.length;
  const cards = frames.keys.length;
  const times = new Float64Array(total);
  const ends = new Uint32Array(total + 1);
  for (let at = 0, minute = frames.first, end = 0; at < total; at += 1) {
    minute += frames.minutes[at];
    end += frames.counts[at];
    times[at] = minute * 60000;
    ends[at + 1] = end;
  }
  const [PLACE, RANK, EFFORT, TITLE, DAY, DRIVER] = [0, 1, 2, 3, 4, 5];
  const NONE = frames.places.length - 1;
  const cells = frames.cellNames.map(() => new Int32Array(cards));
  const from = new Int32Array(cards);
  let at = -1; // the decision shown; -1 is before all
  const reset = () => {
    for (const column of cells) column.fill(0);
    cells[PLACE].fill(NONE);
    cells[TITLE].fill(-1);
    cells[DRIVER].fill(-1);
    at = -1;
  };
  reset();
  const lit = new Set();
  // Copies of the cells on the way, so that no seek goes through more than a few thousand decisions.
  const every = Math.max(1024, Math.ceil(total / 32));
  const kept = new Map();
  const restore = (to) => {
    const near = Math.floor(to / every) * every - 1; // before `to`, which is still to be applied
    const copy = near > at || to < at ? kept.get(near) : undefined;
    if (copy) {
      copy.forEach((column, cell) => cells[cell].set(column));
      at = near;
    } else if (to < at) reset();
  };
  const seek = (to) => {
    to = Math.max(-1, Math.min(total - 1, to));
    if (to === at) return;
    restore(to);
    lit.clear();
    while (at < to) {
      at += 1;
      const last = at === to;
      for (let op = ends[at]; op < ends[at + 1]; op += 1) {
        const item = frames.items[op];
        const column = cells[frames.cells[op]];
        if (last) {
          if (!lit.has(item)) from[item] = cells[PLACE][item];
          lit.add(item);
        }
        column[item] = frames.values[op];
      }
      if ((at + 1) % every === 0 && !kept.has(at)) kept.set(at, cells.map((each) => each.slice()));
    }
  };

  // -- words -------------------------------------------------------------------------------------
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const day = (ms) => {
    const when = new Date(ms);
    return `${when.getUTCDate()} ${months[when.getUTCMonth()]} ${when.getUTCFullYear()}`;
  };
  const placeNames = JSON.parse(page.places);
  const text = (place) => (place < 0 ? "" : frames.texts[place]);
  const short = (ms) => {
    const when = new Date(ms);
    const far = Math.abs(ms - times[Math.max(0, at)]) > 300 * 86400000;
    return `${when.getUTCDate()} ${months[when.getUTCMonth()]}${far ? ` ${when.getUTCFullYear()}` : ""}`;
  };
  const days = (hundredths) => `${String(Math.round(hundredths / 10) / 10)} pd`;
  const sentence = (index) => {
    if (frames.said[index] >= 0) return text(frames.said[index]);
    const first = ends[index];
    const item = frames.items[first];
    let name = text(cells[TITLE][item]);
    for (let op = first; op < ends[index + 1]; op += 1) {
      if (frames.items[op] === item && frames.cells[op] === TITLE) name = text(frames.values[op]);
    }
    const value = frames.values[first];
    const what = [
      () => (value < 5 ? `to ${placeNames[value]}` : placeNames[value]),
      () => "moved in the order",
      () => `estimated at ${days(value)}`,
      () => "named",
      () => (value ? `dated ${day(value * 86400000)}` : "without a date"),
      () => "another driver",
    ][frames.cells[first]]();
    const others = new Set(frames.items.slice(first, ends[index + 1])).size - 1;
    return `${name}: ${what}${others > 0 ? `, and ${others} more` : ""}`;
  };
  const reason = (index) => text(frames.whys[index]);
  const author = (index) => frames.names[frames.authors[index]] || "";

  // -- grid --------------------------------------------------------------------------------------
  const SHOWN = 40;
  const boxes = [0, 1, 2, 3, 4].map((place) => {
    const box = $(`q${place}`);
    return {
      list: box.querySelector("ul.cards"), number: box.querySelector(".number"),
      share: box.querySelector(".share"), more: box.querySelector(".more"), pool: [],
    };
  });
  const best = boxes.map(() => new Int32Array(SHOWN));
  const cardAt = (box, place) => {
    if (!box.pool[place]) {
      const node = make("li", "card");
      const title = make("b");
      const line = make("span");
      const meta = make("i");
      const effort = make("em");
      line.append(meta, effort);
      node.append(title, line);
      box.list.append(node);
      box.pool[place] = { node, title, meta, effort };
    }
    return box.pool[place];
  };
  const meta = (item) => {
    if (lit.has(item) && from[item] !== cells[PLACE][item]) {
      return from[item] === NONE ? "new" : `from ${placeNames[from[item]]}`;
    }
    const driver = text(cells[DRIVER][item]);
    const until = cells[DAY][item] ? short(cells[DAY][item] * 86400000) : "";
    return [until, driver].filter(Boolean).join(" · ");
  };
  // What left the grid with this decision has no card any more: it is named above it.
  const drawGone = () => {
    const left = [...lit].filter((item) => cells[PLACE][item] > 4 && cells[PLACE][item] < NONE);
    $("gone").hidden = !left.length;
    const named = left.slice(0, 3).map((item) =>
      `“${text(cells[TITLE][item])}” is ${placeNames[cells[PLACE][item]]}`);
    if (left.length > 3) named.push(`and ${left.length - 3} more`);
    $("gone").textContent = named.join(", ");
  };
  const drawGrid = () => {
    const numbers = [0, 0, 0, 0, 0];
    const efforts = [0, 0, 0, 0, 0];
    const kept = [0, 0, 0, 0, 0];
    const rank = cells[RANK];
    for (let item = 0; item < cards; item += 1) {
      const place = cells[PLACE][item];
      if (place > 4) continue;
      numbers[place] += 1;
      efforts[place] += cells[EFFORT][item];
      const list = best[place];
      let size = kept[place];
      if (size === SHOWN && rank[item] >= rank[list[size - 1]]) continue;
      if (size < SHOWN) size = kept[place] = size + 1;
      let slot = size - 1;
      while (slot > 0 && rank[list[slot - 1]] > rank[item]) {
        list[slot] = list[slot - 1];
        slot -= 1;
      }
      list[slot] = item;
    }
    const all = efforts.reduce((sum, each) => sum + each, 0) || 1;
    boxes.forEach((box, place) => {
      const count = `${numbers[place].toLocaleString("en")} ${numbers[place] === 1 ? "item" : "items"}`;
      box.number.textContent = `${count}, ${days(efforts[place])}`;
      box.share.textContent = `${Math.round((100 * efforts[place]) / all)}%`;
      for (let slot = 0; slot < Math.max(kept[place], box.pool.length); slot += 1) {
        const card = cardAt(box, slot);
        card.node.hidden = slot >= kept[place];
        if (card.node.hidden) continue;
        const item = best[place][slot];
        card.title.textContent = text(cells[TITLE][item]);
        card.meta.textContent = meta(item);
        card.effort.textContent = days(cells[EFFORT][item]);
        card.node.classList.toggle("lit", lit.has(item));
      }
      const rest = numbers[place] - kept[place];
      box.more.textContent = rest > 0 ? `and ${rest.toLocaleString("en")} more` : "";
      const first = box.pool.slice(0, kept[place]).find((card) => card.node.classList.contains("lit"));
      if (first) box.list.scrollTop = first.node.offsetTop - box.list.offsetTop - 8;
    });
    drawGone();
  };

  // -- decisions: filters and list ---------------------------------------------------------------
  const person = $("person");
  for (const [place, name] of frames.names.entries()) {
    const option = make("option", "", name);
    option.value = String(place);
    person.append(option);
  }
  let wanted = null; // the decisions that pass the filters; null is all
  const refilter = () => {
    const who = person.value === "" ? -1 : Number(person.value);
    const words = $("words").value.trim().toLowerCase();
    const marked = $("marked").checked;
    if (who < 0 && !words && !marked) wanted = null;
    else {
      wanted = [];
      const chosen = new Set(marks.map((each) => each.at));
      for (let index = 0; index < total; index += 1) {
        if (who >= 0 && frames.authors[index] !== who) continue;
        if (marked && !chosen.has(index)) continue;
        if (words && !`${sentence(index)} ${reason(index)}`.toLowerCase().includes(words)) continue;
        wanted.push(index);
      }
    }
    offer();
    $("found").textContent = wanted
      ? `${wanted.length.toLocaleString("en")} of ${total.toLocaleString("en")} decisions`
      : `${total.toLocaleString("en")} decisions`;
    drawLog();
  };
  const around = () => {
    const list = wanted || null;
    const size = list ? list.length : total;
    let place = list ? list.findLastIndex((index) => index <= at) : at;
    place = Math.max(0, place);
    const last = Math.min(size - 1, Math.max(place + 6, 39)); // a few later ones, then the earlier
    return Array.from({ length: Math.min(40, last + 1) }, (_, row) =>
      (list ? list[last - row] : last - row));
  };
  const drawLog = () => {
    const rows = around().map((index) => {
      const row = make("li");
      row.tabIndex = 0;
      if (index === at) row.setAttribute("aria-current", "true");
      const head = make("div", "faint", `${day(times[index])} · ${author(index)}`);
      const said = make("div", "", sentence(index));
      row.append(head, said);
      if (reason(index)) row.append(make("div", "muted", `“${reason(index)}”`));
      const go = () => { stop(); move(index); };
      row.addEventListener("click", go);
      row.addEventListener("keydown", (event) => { if (event.key === "Enter") go(); });
      return row;
    });
    $("log").replaceChildren(...rows);
  };
  person.addEventListener("change", refilter);
  $("marked").addEventListener("change", refilter);
  $("words").addEventListener("input", () => {
    clearTimeout(refilter.timer);
    refilter.timer = setTimeout(refilter, 150);
  });
  $("remark").addEventListener("click", () => {
    if (at < 0) return;
    if (!frames.ids[at]) {
      say("This decision cannot be answered by itself: comment on all of it.");
      return;
    }
    $("remarkabout").textContent = `${day(times[at])}, ${author(at)}: ${sentence(at)}`;
    $("remarktext").value = "";
    $("remarkbox").showModal();
  });
  $("remarksave").addEventListener("click", () => {
    const said = $("remarktext").value.trim();
    if (said) {
      remarks.push({ text: said, decision: frames.ids[at] });
      changed();
      say("Noted: it is part of your reply.");
    }
    $("remarkbox").close();
  });
  $("remarkcancel").addEventListener("click", () => $("remarkbox").close());

  // -- playback ----------------------------------------------------------------------------------
  const places = new Map(frames.ids.map((id, index) => [id, index]).filter(([id]) => id));
  const marks = JSON.parse($("bookmarks").textContent)
    .map((each) => ({ at: places.get(each.decision), caption: each.caption, about: each.about }))
    .filter((each) => each.at !== undefined)
    .sort((one, other) => one.at - other.at);
  const range = $("range");
  // Phases are bands, all else stands upon them as a sign; both lead to their decision.
  const phases = frames.phaseAt.map((index, place) => (
    { at: index, kind: "phase", value: frames.phase[place], text: frames.phaseText[place] }));
  const spots = [...phases, ...frames.markAt.map((index, place) => (
    { at: index, kind: frames.markKind[place], text: frames.markText[place] }))]
    .sort((one, other) => one.at - other.at);
  let here = []; // the spots of the decision shown
  let timer = 0;
  const span = times[total - 1] - times[0] || 1;
  range.max = String(span / 60000);
  const bars = [...$("density").querySelectorAll("rect")];
  const numbers = new Map(frames.keys.map((key, place) => [key, place]));
  const today = () => at === total - 1 && !timer;
  const drawPast = () => {
    const is = at < 0 ? "" : day(times[at]);
    const then = is !== day(times[total - 1]) && tab !== "grid" && tab !== "decisions";
    $("past").hidden = !then;
    if (then) {
      const when = is ? `at ${is}` : "before the first decision";
      $("past").firstElementChild.textContent =
        `The player stands ${when}. This page shows ${day(times[total - 1])}, as it was shared.`;
    }
  };
  const draw = () => {
    const now = $("now");
    now.replaceChildren();
    const mark = marks.find((each) => each.at === at);
    let why = "";
    if (today()) {
      now.append(make("b", "", day(times[at])), "As it is now. Play to see how it came to this.");
    } else if (at >= 0) {
      const said = `${author(at)}: ${sentence(at)}`;
      now.append(make("b", "", day(times[at])), mark && mark.caption ? mark.caption : said);
      const parts = mark && mark.caption ? [said] : [];
      if (reason(at)) parts.push(`“${reason(at)}”`);
      why = parts.join("  ");
    } else now.append(make("b", "", "Before the first decision"));
    now.classList.toggle("caption", Boolean(mark && !today()));
    for (const spot of here) spot.node.classList.remove("here");
    here = today() ? [] : spots.filter((spot) => spot.at === at);
    for (const spot of here) spot.node.classList.add("here");
    if (why || here.length) {
      const line = make("span", "why");
      line.append(...here.map((spot) => make("span", `tag ${spot.kind}`, spot.text)), why);
      now.append(line);
    }
    const phase = phases.findLast((each) => each.at <= at);
    $("counter").textContent = `${phase ? `${phase.text} · ` : ""}` +
      `${(at + 1).toLocaleString("en")} of ${total.toLocaleString("en")} decisions`;
    range.value = String(at < 0 ? -1 : (times[at] - times[0]) / 60000);
    range.setAttribute("aria-valuetext", at < 0 ? "before all" : `${day(times[at])}, ${sentence(at)}`);
    const done = at < 0 ? 0 : (times[at] - times[0]) / span;
    bars.forEach((bar, place) => bar.classList.toggle("past", place / bars.length <= done));
    for (const [place, button] of [...$("marks").children].entries()) {
      button.classList.toggle("here", !today() && marks[place].at === at);
    }
    if (mark && !today()) {
      for (const key of mark.about) {
        const item = numbers.get(key);
        if (item !== undefined && !lit.has(item)) {
          from[item] = cells[PLACE][item];
          lit.add(item);
        }
      }
    }
    if (tab === "grid") drawGrid();
    if (tab === "decisions") drawLog();
    drawPast();
  };
  const move = (to) => {
    seek(to);
    draw();
  };
  const step = (delta) => {
    if (what.value !== "found") return move(at + delta);
    const next = delta > 0 ? wanted.find((index) => index > at) : wanted.findLast((index) => index < at);
    return next === undefined ? undefined : move(next);
  };
  // What is played: the bookmarks, what the filters find, or everything. A filter that is set is
  // meant to be played; who wants another part chooses it.
  const what = $("what");
  const offer = () => {
    const [bookmarked, found, all] = what.options;
    bookmarked.hidden = bookmarked.disabled = !marks.length;
    found.hidden = found.disabled = !wanted;
    const who = person.value && !$("words").value.trim() && !$("marked").checked;
    const name = who ? `By ${person.selectedOptions[0].textContent}` : "Found";
    bookmarked.textContent = `Bookmarks (${marks.length})`;
    found.textContent = `${name} (${(wanted ?? []).length.toLocaleString("en")})`;
    all.textContent = `All decisions (${total.toLocaleString("en")})`;
    what.value = wanted ? "found" : marks.length ? "marked" : "all";
    stop();
  };
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
    $("play").textContent = what.value === "marked" ? "Play two minutes" : "Play";
  };
  what.addEventListener("change", stop);
  const speed = () => Number(document.querySelector("input[name=speed]:checked").value);
  const play = () => {
    if (timer) return stop();
    const story = what.value === "marked";
    const stops = story ? marks.map((each) => each.at) : what.value === "found" ? wanted : null;
    const limit = stops ? stops.length : total;
    if (!limit) return say("No decision passes the filters: change them under Decisions.");
    if (tab !== "grid") show("grid");
    let place = stops ? stops.findIndex((index) => index > at) : at + 1;
    if (place < 0 || place >= limit) place = 0;
    $("play").textContent = "Pause";
    // Very many decisions take five minutes: several go by in one step.
    const pace = story ? 120000 / limit : Math.max(100, Math.min(400, 300000 / limit));
    const stride = story ? 1 : Math.ceil(limit / 3000);
    const next = () => {
      move(stops ? stops[place] : place);
      place = place === limit - 1 ? limit : Math.min(place + stride, limit - 1);
      if (place >= limit && !story) return stop();
      if (place >= limit) { // the story ends where the answers are given
        const home = () => { stop(); move(total - 1); show("overview"); };
        timer = setTimeout(home, pace / speed());
        return undefined;
      }
      timer = setTimeout(next, Math.max(60, pace / speed()));
      return undefined;
    };
    timer = setTimeout(next, 0);
    return undefined;
  };
  for (const mark of marks) {
    const button = make("button");
    button.title = mark.caption;
    button.setAttribute("aria-label", `Bookmark, ${day(times[mark.at])}: ${mark.caption}`);
    button.addEventListener("click", () => { stop(); move(mark.at); });
    $("marks").append(button);
  }
  // Flags keep apart, so that each can be pressed; beside one stands what fits before the next.
  const label = () => {
    const width = $("marks").clientWidth;
    const flags = [...$("marks").children];
    let next = width;
    for (let place = flags.length - 1; place >= 0; place -= 1) {
      const left = Math.min(((times[marks[place].at] - times[0]) / span) * width, next - 14);
      const when = day(times[marks[place].at]);
      const brief = when.slice(0, -5);
      const words = [`⚑ ${marks[place].caption}`, `⚑ ${when}`, `⚑ ${brief}`, brief];
      flags[place].textContent = words.find((each) => next - left > 10 + 5.4 * each.length) ?? "⚑";
      flags[place].style.left = `${left}px`;
      next = left;
    }
  };
  const along = (index) => (times[index] - times[0]) / span;
  const tell = (spot) => {
    const width = $("spots").clientWidth;
    const left = along(spot.at) * width;
    const near = spot.kind === "phase" ? [spot] : spots.filter((each) =>
      each.kind !== "phase" && Math.abs(along(each.at) * width - left) < 6);
    const rows = near.slice(0, 5).map((each) => make("div", "", `${day(times[each.at])}: ${each.text}`));
    if (near.length > 5) rows.push(make("div", "", `and ${near.length - 5} more here`));
    const tip = $("tip");
    tip.replaceChildren(...rows);
    tip.hidden = false;
    tip.style.left = `${Math.max(0, Math.min(left - 12, width - tip.offsetWidth))}px`;
  };
  const hush = () => { $("tip").hidden = true; };
  for (const [place, spot] of spots.entries()) {
    const node = spot.node = make("button", `${spot.kind} ${spot.value ?? ""}`);
    const until = phases[phases.indexOf(spot) + 1];
    node.style.left = `${100 * along(spot.at)}%`;
    if (spot.kind === "phase") node.style.width = `${100 * ((until ? along(until.at) : 1) - along(spot.at))}%`;
    node.tabIndex = place ? -1 : 0;
    node.setAttribute("aria-label", `${day(times[spot.at])}: ${spot.text}`);
    node.addEventListener("click", () => { stop(); move(spot.at); });
    for (const name of ["mouseenter", "focus"]) node.addEventListener(name, () => tell(spot));
    for (const name of ["mouseleave", "blur"]) node.addEventListener(name, hush);
    node.addEventListener("keydown", (event) => {
      const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const next = side && spots[place + side];
      if (!side) return;
      event.preventDefault();
      event.stopPropagation();
      if (!next) return;
      node.tabIndex = -1;
      next.node.tabIndex = 0;
      next.node.focus();
    });
    $("spots").append(node);
  }
  if (frames.hidden) {
    $("signs").append(` ${frames.hidden.toLocaleString("en")} more marks find no room here.`);
  }
  addEventListener("resize", label);
  label();
  // The slider stands on the same time as the marks above it; its arrow keys go by decision.
  const reached = (minutes) => {
    let [low, high] = [0, total];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((times[middle] - times[0]) / 60000 <= minutes) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  range.addEventListener("input", () => { stop(); move(reached(Number(range.value))); });
  $("togrid").addEventListener("click", () => show("grid"));
  $("tonow").addEventListener("click", () => { stop(); move(total - 1); });
  $("play").addEventListener("click", play);
  $("back").addEventListener("click", () => { stop(); step(-1); });
  $("next").addEventListener("click", () => { stop(); step(1); });
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target !== range;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && !/^(BUTTON|SUMMARY|A)$/.test(event.target.tagName)) {
      event.preventDefault();
      play();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      stop();
      step(event.key === "ArrowLeft" ? -1 : 1);
    }
  });
  stop();
  refilter();
  show("overview");
  move(total - 1);
  document.body.dataset.ready = String(Math.round(performance.now() - started));
})();
