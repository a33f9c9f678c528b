// Built from js/ by `make js`. Change the sources there, not this file.

// shared/elements.js
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") node.innerHTML = String(value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== void 0) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
var unseen = (text) => make("span", { class: "up-hidden" }, text);
function button(text, more, clicked) {
  const node = make("button", { type: "button" }, text);
  if (more) node.append(unseen(` ${more}`));
  node.addEventListener("click", clicked);
  return node;
}
var buttonRow = (...buttons) => make("div", { class: "up-buttons" }, ...buttons);
function labelled(text, more, input) {
  const label = make("label", { for: input.id }, text);
  if (more) label.append(unseen(` ${more}`));
  return make("div", { class: "up-field" }, label, input);
}
function choice(id, options) {
  const select = make("select", { id });
  for (const [value, text] of options) select.append(make("option", { value }, text));
  return select;
}
var part = (title, ...nodes) => make("div", { class: "up-part" }, make("h4", {}, title), ...nodes);
function citation(source) {
  if (!/^https?:/.test(source.url)) return [source.text];
  const link = { href: source.url, target: "_blank", rel: "noopener noreferrer" };
  return [source.text, " ", make("a", link, `Open ${source.id} (new tab)`)];
}
function announcer() {
  const region = make("p", { role: "status", class: "up-hidden" });
  return {
    region,
    /** @param {string} [text] the same words twice are said twice */
    say(text) {
      region.replaceChildren();
      if (text) setTimeout(() => region.replaceChildren(text), 50);
    }
  };
}
function notices() {
  const trouble = make("p", { class: "up-trouble" });
  const notice = make("p", { class: "up-trouble" });
  const node = make("div", { class: "up-notice", role: "status" }, trouble, notice);
  return {
    node,
    /** @param {string} text */
    trouble: (text) => setText(trouble, text),
    /** @param {string} text */
    notice: (text) => setText(notice, text)
  };
}
var shortPath = (file) => file.split(/[\\/]/).slice(-2).join("/");

// shared/fields.js
var TYPING_MS = 400;
function draftsOf(file) {
  const name = `unsigned-peace-board ${file}`;
  let memory = {};
  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(name) ?? "{}");
    } catch {
      return memory;
    }
  }
  function keep(texts) {
    memory = texts;
    try {
      sessionStorage.setItem(name, JSON.stringify(texts));
    } catch {
    }
  }
  return {
    get: (id) => read()[id],
    put: (id, text) => keep({ ...read(), [id]: text }),
    drop(id) {
      const { [id]: _, ...others } = read();
      keep(others);
    }
  };
}
function tie(input, id, event, { link, drafts }) {
  let timer;
  let unconfirmed = 0;
  let latest = "";
  const clean = () => timer === void 0 && unconfirmed === 0;
  function show() {
    if (clean() && input !== document.activeElement && input.value !== latest) {
      input.value = latest;
    }
  }
  function save() {
    clearTimeout(timer);
    timer = void 0;
    unconfirmed += 1;
    link.send({ ...event, value: input.value }, () => {
      unconfirmed -= 1;
      if (clean()) drafts.drop(id);
      show();
    });
  }
  function leave() {
    if (timer !== void 0) save();
  }
  input.addEventListener("input", () => {
    drafts.put(id, input.value);
    clearTimeout(timer);
    timer = setTimeout(save, TYPING_MS);
  });
  input.addEventListener("change", leave);
  input.addEventListener("blur", () => timer === void 0 ? show() : save());
  return {
    /** @param {string | number} value */
    write(value) {
      latest = String(value);
      show();
    },
    /** Called once the input has its first value: what was typed before a restart comes back. */
    restore() {
      const draft = drafts.get(id);
      if (draft === void 0) return;
      if (draft === latest) drafts.drop(id);
      else {
        input.value = draft;
        save();
      }
    },
    leave
  };
}
function tieFields(fields, place, event, desk) {
  const ties = Object.entries(fields).map(([field, input]) => ({
    field,
    tied: tie(input, [...place, field].join("|"), { ...event, field }, desk)
  }));
  let first = true;
  return {
    /** @param {Record<string, any>} now */
    write(now) {
      for (const { field, tied } of ties) {
        tied.write(now[field]);
        if (first) tied.restore();
      }
      first = false;
    },
    leave() {
      for (const { tied } of ties) tied.leave();
    }
  };
}

// shared/kernel.js
var PATIENCE_MS = 4e3;
var RUN_AGAIN = "run all cells again: menu Run > Run All Cells.";
var gone = (kept) => `The kernel is not running. ${kept} To go on, ${RUN_AGAIN}`;
var silent = (kept) => `The kernel does not answer: it is busy, or it is not running. ${kept} If this message stays, ` + RUN_AGAIN;
function connect(model, kept, tell) {
  const view = Math.random().toString(36).slice(2);
  const waiting = /* @__PURE__ */ new Map();
  let number = 0;
  let patience;
  let closed = false;
  function report() {
    if (closed) tell(gone(kept));
    else tell(waiting.size && patience === void 0 ? silent(kept) : "");
  }
  function wait() {
    patience = setTimeout(() => {
      patience = void 0;
      report();
    }, PATIENCE_MS);
  }
  function send(event, answered = () => {
  }) {
    number += 1;
    if (waiting.size === 0) wait();
    waiting.set(number, answered);
    try {
      model.send({ ...event, view, number });
    } catch {
      closed = true;
    }
    report();
  }
  function lost() {
    closed = true;
    report();
  }
  function received(answer) {
    const answered = answer.view === view && waiting.get(answer.done);
    if (!answered) return;
    waiting.delete(answer.done);
    closed = false;
    clearTimeout(patience);
    patience = void 0;
    if (waiting.size) wait();
    report();
    answered(answer);
  }
  model.on("msg:custom", received);
  model.on("comm_live_update", lost);
  return {
    view,
    send,
    close() {
      clearTimeout(patience);
      model.off("msg:custom", received);
      model.off("comm_live_update", lost);
    }
  };
}
function follow(model, traits, update) {
  for (const name of traits) model.on(`change:${name}`, update);
  update();
  return () => {
    for (const name of traits) model.off(`change:${name}`, update);
  };
}

// shared/keys.js
function fate({ key, shiftKey, ctrlKey, altKey, metaKey }, shiftEnter) {
  const onward = key === "Enter" && shiftKey;
  return {
    /** Whether the notebook must not get it. */
    kept: !(ctrlKey || altKey || metaKey || onward && shiftEnter === "runs the cell"),
    /** Whether the focus goes to the cell. */
    leaves: key === "Escape" || onward && shiftEnter === "leaves",
    /** Whether the browser must not act on it. */
    spent: onward && shiftEnter === "leaves"
  };
}
function keepKeys(region, shiftEnter) {
  function pressed(event) {
    const { kept, leaves, spent } = fate(event, shiftEnter);
    if (kept) event.stopPropagation();
    if (spent) event.preventDefault();
    const cell = region.closest(".jp-Cell");
    if (leaves && cell instanceof HTMLElement) cell.focus();
  }
  region.addEventListener("keydown", pressed);
  return () => region.removeEventListener("keydown", pressed);
}

// board/rows.js
var PAGE = 10;
function rowHead(row) {
  const name = [row.row_id, row.when].filter(Boolean).join(" · ");
  return [make("strong", {}, name), ` · ${row.kind}`];
}
function rowBody(row) {
  const parts = [make("p", { class: "upb-summary" }, row.summary)];
  if (row.confidence === "low" || row.unverified.length) {
    const sign = make("span", { "aria-hidden": "true" }, "⚠ ");
    const columns = row.unverified.length ? ` Not verified: ${row.unverified.join(", ")}.` : "";
    parts.push(make("p", { class: "upb-doubt" }, sign, `Confidence: ${row.confidence}.${columns}`));
  } else if (row.confidence !== "high") {
    parts.push(make("p", { class: "upb-grade" }, `Confidence: ${row.confidence}.`));
  }
  const list = make("dl");
  for (const [name, text] of row.details) list.append(make("dt", {}, name), make("dd", {}, text));
  const sources = make("ul", {}, ...row.sources.map(sourceLine));
  const summary = make("summary", {}, "More, and sources: ");
  summary.append(row.sources.map((source) => source.id).join(", "));
  parts.push(make("details", {}, summary, list, sources));
  return parts;
}
var sourceLine = (source) => make("li", {}, make("strong", {}, source.id), ": ", ...citation(source));
function selectedIn(node) {
  const selection = document.getSelection();
  if (!selection?.rangeCount) return "";
  const inside = node.contains(selection.getRangeAt(0).commonAncestorContainer);
  return inside ? selection.toString().trim() : "";
}
function searchPart({ view, tables, link, attach, goTo, lies }) {
  const words = make("input", { id: `${view}-words`, type: "search", autocomplete: "off" });
  const table = choice(`${view}-table`, [["", "All tables"], ...tables]);
  const since = make("input", {
    id: `${view}-since`,
    type: "text",
    size: "10",
    autocomplete: "off"
  });
  const until = make("input", {
    id: `${view}-until`,
    type: "text",
    size: "10",
    autocomplete: "off"
  });
  const told = make("p", { role: "status", class: "upb-told" });
  const list = make("ol", { class: "upb-results" });
  const more = button("Show more rows", "", () => ask(last, list.children.length + PAGE));
  const form = make(
    "form",
    { class: "upb-search", role: "search", "aria-label": "Search the ledger" },
    labelled("Words", "", words),
    labelled("Table", "", table),
    make(
      "div",
      { class: "upb-dates" },
      labelled("From", "year or date", since),
      labelled("To", "year or date", until),
      make("button", { type: "submit" }, "Search")
    )
  );
  let timer;
  let asked = 0;
  let results = [];
  let last = {};
  function search() {
    clearTimeout(timer);
    timer = void 0;
    last = { query: words.value, table: table.value, since: since.value, until: until.value };
    ask(last, PAGE);
  }
  function ask(what, count) {
    asked += 1;
    const mine = asked;
    link.send({ action: "search", ...what, count }, ({ found }) => {
      if (mine === asked && found) show(found, count > PAGE);
    });
  }
  function show(found, continued) {
    const before = continued ? list.children.length : 0;
    results = [...results.slice(0, before), ...found.rows.slice(before).map(result)];
    list.replaceChildren(...results.map((one) => one.node));
    list.hidden = results.length === 0;
    more.hidden = found.left <= 0;
    setText(told, found.told);
    update();
    if (continued && results[before]) results[before].node.querySelector("summary")?.focus();
  }
  function result(row) {
    const words2 = make(
      "div",
      {},
      make("p", { class: "upb-head" }, ...rowHead(row)),
      ...rowBody(row)
    );
    const node = make("li", {}, words2);
    const sides = ["support", "challenge"];
    const buttons = sides.map((side) => {
      let picked = "";
      const act = button("", "", () => {
        if (lies(row, side)) goTo(row, side);
        else attach(row, side, picked || selectedIn(node));
        picked = "";
      });
      act.addEventListener("pointerdown", () => {
        picked = selectedIn(node);
      });
      return { side, act };
    });
    node.append(buttonRow(...buttons.map(({ act }) => act)));
    function update2() {
      for (const { side, act } of buttons) {
        const there = lies(row, side);
        const [text, more2] = there ? [`✓ Attached as ${side}`, `: go to ${row.row_id}`] : [`Attach as ${side}`, ` ${row.row_id}`];
        if (act.textContent !== text + more2) act.replaceChildren(text, unseen(more2));
      }
    }
    return { node, update: update2 };
  }
  function update() {
    for (const one of [...laid, ...results]) one.update();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, TYPING_MS);
  });
  list.hidden = true;
  more.hidden = true;
  const laidTitle = make("h5", {}, "From your reading");
  const laidList = make("ol", { class: "upb-results" });
  const laidPart = make("div", { hidden: true }, laidTitle, laidList);
  let laid = [];
  let drawn = "";
  function lay(waiting) {
    const names = JSON.stringify(waiting.map((row) => row.row_id));
    if (names === drawn) return;
    drawn = names;
    laid = waiting.map(result);
    laidList.replaceChildren(...laid.map((one) => one.node));
    laidPart.hidden = laid.length === 0;
  }
  const help = make(
    "p",
    { class: "up-help" },
    "Type words, such as Okinawa, or choose a table. A date is 1956, 1956-08 or 1956-08-19. To attach only some words of a row, select them first."
  );
  return { node: make("div", {}, laidPart, form, help, told, list, more), lay, update };
}

// board/case.js
var WEIGHTS = [
  ["1", "1 light"],
  ["2", "2 middle"],
  ["3", "3 heavy"]
];
var SIDES = ["support", "challenge"];
var keyOf = ({ table, row_id, side }) => JSON.stringify([table, row_id, side]);
function evidenceCard(piece, claim, id, desk) {
  const { table, row_id, side } = piece;
  const base = { claim, table, row_id, side };
  const title = make("h6", { id: `${id}-title` }, ...piece.row ? rowHead(piece.row) : [row_id]);
  const weight = choice(`${id}-weight`, WEIGHTS);
  const longest = { maxlength: String(desk.offered.longest) };
  const passage = make("input", {
    id: `${id}-passage`,
    type: "text",
    autocomplete: "off",
    ...longest
  });
  const reasoning = make("textarea", { id: `${id}-reasoning`, rows: "3", ...longest });
  const fields = { weight, passage, reasoning };
  const tied = tieFields(fields, [claim, table, row_id, side], { action: "edit", ...base }, desk);
  const other = side === "support" ? "challenge" : "support";
  const move = button(`Move to ${other}`, row_id, () => {
    tied.leave();
    desk.act({ action: "move", ...base }, () => desk.goTo(piece, other));
  });
  const remove = button("Remove", `${row_id} from ${side}`, () => {
    tied.leave();
    desk.act({ action: "remove", ...base }, desk.offerUndo);
  });
  const body = piece.row ? rowBody(piece.row) : [make("p", {}, "This row is not in the ledger.")];
  const node = make(
    "li",
    { class: "upb-card", "aria-labelledby": title.id },
    title,
    ...body,
    labelled("Weight", `of ${row_id}`, weight),
    labelled("Words that you rely on (if not the whole row)", `of ${row_id}`, passage),
    labelled(`Reasoning: why does it ${side} the claim?`, row_id, reasoning),
    buttonRow(move, remove)
  );
  return {
    node,
    reasoning,
    leave: tied.leave,
    /** @param {Piece} now */
    update(now) {
      tied.write(now);
      node.dataset.weight = String(now.weight);
    }
  };
}
function casePart({ view, claim, desk }) {
  const cards = /* @__PURE__ */ new Map();
  const columns = SIDES.map((side) => {
    const heading = make("h5", { id: `${view}-${side}` });
    const none = make(
      "p",
      { class: "up-help" },
      `Nothing yet. Search above, then attach as ${side}.`
    );
    const list = make("ol", { class: "upb-cards", "aria-labelledby": heading.id });
    return {
      side,
      heading,
      none,
      list,
      node: make("div", { class: `upb-column upb-${side}` }, heading, none, list)
    };
  });
  const blank = ["", "Choose…"];
  const verdicts = desk.offered.verdicts.map((word) => [word, word]);
  const sureness = desk.offered.sureness.map((word) => [word, word]);
  const fields = {
    judgement: choice(`${view}-judgement`, [blank, ...verdicts]),
    sureness: choice(`${view}-sureness`, [blank, ...sureness]),
    limit: make("textarea", {
      id: `${view}-limit`,
      rows: "3",
      maxlength: String(desk.offered.longest)
    })
  };
  const tied = tieFields(fields, [claim.id], { action: "judge", claim: claim.id }, desk);
  const cautionsHead = make("h4");
  const cautions = make("ul", { class: "upb-cautions" });
  let said = "";
  let number = 0;
  function lay(pieces) {
    const keys = new Set(pieces.map(keyOf));
    for (const [key, one] of cards) {
      if (keys.has(key)) continue;
      one.node.remove();
      cards.delete(key);
    }
    for (const { side, heading, none, list } of columns) {
      const mine = pieces.filter((piece) => piece.side === side);
      setText(heading, `${side === "support" ? "Support" : "Challenge"} (${mine.length})`);
      none.hidden = mine.length > 0;
      mine.forEach((piece, place) => {
        const key = keyOf(piece);
        const { node, update } = cards.get(key) ?? begin(key, piece);
        update(piece);
        if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null);
      });
      list.hidden = mine.length === 0;
    }
  }
  function begin(key, piece) {
    number += 1;
    const one = evidenceCard(piece, claim.id, `${view}-${number}`, desk);
    cards.set(key, one);
    return one;
  }
  function warn(now) {
    const text = JSON.stringify(now);
    if (text === said) return;
    said = text;
    setText(
      cautionsHead,
      now.length ? `Still to look at (${now.length})` : "Still to look at: nothing"
    );
    const lines = now.map((one) => {
      const line = make("li", {}, `${one.text} `);
      if (one.key) {
        const [table, row_id, side] = one.key;
        line.append(button("Go to it", `${row_id} (${side})`, () => goTo({ table, row_id }, side)));
      }
      return line;
    });
    cautions.replaceChildren(...lines);
    cautions.hidden = now.length === 0;
  }
  function goTo(row, side) {
    cards.get(keyOf({ ...row, side }))?.reasoning.focus();
  }
  const verdict = make(
    "div",
    { class: "upb-verdict" },
    labelled("Judgement", `on ${claim.id}`, fields.judgement),
    labelled("How sure are you?", "", fields.sureness),
    labelled("Limit: what can this evidence not show?", "", fields.limit)
  );
  return {
    nodes: [
      part(
        "3. Weigh the evidence",
        desk.undo,
        make("div", { class: "upb-columns" }, ...columns.map((column) => column.node))
      ),
      part("4. Give your verdict", verdict),
      make("div", { class: "up-part" }, cautionsHead, cautions)
    ],
    claim: claim.id,
    goTo,
    /**
     * @param {{ table: string, row_id: string }} row
     * @param {Side} side
     */
    lies: (row, side) => cards.has(keyOf({ ...row, side })),
    leave() {
      tied.leave();
      for (const one of cards.values()) one.leave();
    },
    /** @param {Case} now */
    update(now) {
      tied.write(now);
      lay(now.evidence);
      warn(now.cautions);
    }
  };
}

// board/claims.js
function claimsPart({ view, claims, choose }) {
  const words = make("input", { id: `${view}-claims`, type: "search", autocomplete: "off" });
  const modules = [...new Set(claims.map((claim) => claim.module))].sort();
  const which = choice(`${view}-which`, [
    ["", "All claims"],
    ["board", "Claims on my board"],
    ...modules.map((module) => [module, `Claims of module ${Number(module)}`])
  ]);
  const told = make("p", { role: "status", class: "upb-told" });
  const items = claims.map((claim) => {
    const input = make("input", { type: "radio", name: `${view}-claim`, value: claim.id });
    const mark = make("span", { class: "upb-mark" });
    const head = make("strong", {}, `${claim.id}, ${claim.where}. `);
    const label = make("label", {}, input, make("span", {}, head, `${claim.text} `, mark));
    input.addEventListener("change", () => choose(claim.id));
    return {
      claim,
      input,
      mark,
      label,
      text: `${claim.id} ${claim.where} ${claim.text}`.toLowerCase()
    };
  });
  const legend = make("legend", { class: "up-hidden" }, "Claims of the article");
  const list = make("fieldset", { class: "upb-claims" }, legend, ...items.map((i) => i.label));
  let cases = {};
  function filter() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { claim, label, text } of items) {
      const here = !which.value || which.value === claim.module || which.value === "board" && cases[claim.id];
      label.hidden = !(here && wanted.every((word) => text.includes(word)));
      if (!label.hidden) count += 1;
    }
    setText(told, count === 1 ? "1 claim." : `${count} claims.`);
  }
  words.addEventListener("input", filter);
  which.addEventListener("change", filter);
  filter();
  return {
    node: make(
      "div",
      {},
      make(
        "div",
        { class: "upb-search" },
        labelled("Words in the claim", "", words),
        labelled("Show", "", which)
      ),
      told,
      list
    ),
    /**
     * @param {Record<string, Case>} state
     * @param {string} open the claim that is open
     */
    update(state, open) {
      cases = state;
      for (const { claim, input, mark } of items) {
        input.checked = claim.id === open;
        const one = state[claim.id];
        const on = (side) => one.evidence.filter((piece) => piece.side === side).length;
        setText(
          mark,
          one ? `On your board: ${on("support")} for, ${on("challenge")} against.` : ""
        );
      }
      if (which.value === "board") filter();
    },
    /** Scrolls the list only: the notebook stays where it is. */
    show() {
      const chosen = items.find(({ input }) => input.checked);
      if (chosen) list.scrollTop = chosen.label.offsetTop - list.clientHeight / 2;
    }
  };
}

// board/board.js
function render({ model, el }) {
  const offered = model.get("offered");
  const told = notices();
  const { region: live, say } = announcer();
  const file = make("p", { class: "upb-file" });
  const link = connect(model, "What you typed is kept in this browser tab.", told.trouble);
  const view = `upb-${link.view}`;
  let open;
  function act(event, then = () => {
  }) {
    link.send(event, (answer) => {
      say(answer.said);
      then(answer);
    });
  }
  const undone = make("span");
  const undoButton = button(
    "Undo",
    "removing it",
    () => act({ action: "undo" }, ({ back }) => {
      if (!back) return;
      if (open?.claim !== back.claim) choose(back.claim);
      open?.goTo(back, back.side);
    })
  );
  const undo = make("p", { class: "upb-undo" }, undone, " ", undoButton);
  const desk = {
    offered,
    link,
    drafts: draftsOf(model.get("file")),
    act,
    undo,
    offerUndo: () => undoButton.focus(),
    goTo: (row, side) => open?.goTo(row, side)
  };
  const claims = claimsPart({ view, claims: offered.claims, choose });
  const rows = searchPart({
    view,
    tables: offered.tables,
    link,
    lies: (row, side) => open?.lies(row, side) ?? false,
    goTo: desk.goTo,
    attach(row, side, passage) {
      if (!open) {
        say("Choose a claim first.");
        claims.node.querySelector("input")?.focus();
        return;
      }
      const { table, row_id } = row;
      act({ action: "attach", claim: open.claim, table, row_id, side, passage });
    }
  });
  const chosen = make("div", { class: "upb-chosen" });
  const work = make("div");
  const scope = choice(`${view}-scope`, []);
  const exported = make("p", { role: "status", class: "upb-told" });
  const save = (what) => button(`Save the ${what}`, "as a file", () => {
    open?.leave();
    link.send(
      { action: "export", what, claim: scope.value },
      ({ said }) => setText(exported, said ?? "")
    );
  });
  const title = make("h3", { id: `${view}-title` }, "Evidence board");
  const region = make(
    "section",
    { class: "up-card upb-board", "aria-labelledby": title.id },
    make("div", { class: "upb-title" }, title, file),
    part("1. Choose a claim of the article", claims.node, chosen),
    part("2. Find evidence", rows.node),
    work,
    part(
      "5. Take it with you",
      labelled("Which claims?", "to save", scope),
      buttonRow(save("outline"), save("references")),
      exported
    ),
    live,
    told.node
  );
  function choose(id) {
    model.set("claim", id);
    model.save_changes();
    update();
  }
  function begin(claim) {
    open?.leave();
    open = casePart({ view: `${view}-${claim.id}`, claim, desk });
    const head = make(
      "p",
      { class: "upb-head" },
      make("strong", {}, claim.id),
      ` · ${claim.where} of the article · ${claim.kind}`
    );
    chosen.replaceChildren(head, make("blockquote", {}, claim.text));
    work.replaceChildren(...open.nodes);
    scope.replaceChildren(
      make("option", { value: claim.id }, `Only ${claim.id}`),
      make("option", { value: "" }, "All claims on my board")
    );
  }
  function update() {
    const { cases, laid, undo: removed, saved } = model.get("state");
    const id = model.get("claim");
    const claim = offered.claims.find((one) => one.id === id);
    if (claim && open?.claim !== id) begin(claim);
    open?.update(cases[open.claim] ?? offered.blank);
    claims.update(cases, id);
    rows.lay(laid);
    rows.update();
    undo.hidden = !removed;
    setText(undone, removed ? `${removed} was removed.` : "");
    const begun = Object.keys(cases).length > 0;
    const how = begun ? "Saved in" : "Will be saved in";
    setText(file, `${saved ? how : "Not saved in"} ${shortPath(model.get("file"))}`);
    told.notice(model.get("notice"));
  }
  keepKeys(region, "is typed");
  const leave = () => open?.leave();
  window.addEventListener("pagehide", leave);
  if (!model.get("claim")) {
    chosen.append(make("p", { class: "up-help" }, "Choose a claim to begin."));
    scope.append(make("option", { value: "" }, "All claims on my board"));
  }
  const unfollow = follow(model, ["state", "claim", "notice"], update);
  el.append(region);
  claims.show();
  return () => {
    leave();
    window.removeEventListener("pagehide", leave);
    unfollow();
    link.close();
  };
}
var board_default = { render };
export {
  board_default as default
};
