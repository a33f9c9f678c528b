// Talking with the kernel, and fields in which nothing that is typed gets lost.
//
// The kernel joins this file, rows.js and board.js into one module, see board/view.py.

const TYPING_MS = 400; // a pause in typing that is long enough to save
const PATIENCE_MS = 4000; // how long the kernel may be silent before we say so

const GONE =
  "The kernel is not running. What you typed is kept in this browser tab. Run all cells again: " +
  "menu Run > Run All Cells.";
const SILENT =
  "The kernel does not answer: it is busy, or it is not running. What you typed is kept in this " +
  "browser tab. If this message stays, run all cells again: menu Run > Run All Cells.";

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// Words for screen readers, which cannot see from the place of a control what it belongs to.
const unseen = (text) => make("span", { class: "upb-unseen" }, text);

function button(text, more, clicked) {
  const node = make("button", { type: "button" }, text);
  if (more) node.append(unseen(` ${more}`));
  node.addEventListener("click", clicked);
  return node;
}

function labelled(text, more, input) {
  const label = make("label", { for: input.id }, text);
  if (more) label.append(unseen(` ${more}`));
  return make("div", { class: "upb-field" }, label, input);
}

function choice(id, options) {
  const select = make("select", { id });
  for (const [value, text] of options) select.append(make("option", { value }, text));
  return select;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Sends events to the kernel; `tell` says what is wrong with the connection, "" if all is well.
function connect(model, tell) {
  const view = Math.random().toString(36).slice(2);
  const waiting = new Map();
  let number = 0;
  let patience = null;
  let gone = false;

  function report() {
    tell(gone ? GONE : waiting.size && patience === null ? SILENT : "");
  }

  function wait() {
    patience = setTimeout(() => {
      patience = null;
      report();
    }, PATIENCE_MS);
  }

  function send(event, answered = () => {}) {
    number += 1;
    if (waiting.size === 0) wait();
    waiting.set(number, answered);
    try {
      model.send({ ...event, view, number });
    } catch {
      gone = true; // the connection is closed for good
    }
    report();
  }

  // The kernel that made this widget was restarted; its successor does not know the widget.
  function lost() {
    gone = true;
    report();
  }

  function received(content) {
    const answered = content.view === view && waiting.get(content.done);
    if (!answered) return;
    waiting.delete(content.done);
    gone = false;
    clearTimeout(patience);
    patience = null;
    if (waiting.size) wait(); // each answer is a sign of life
    report();
    answered(content);
  }

  model.on("msg:custom", received);
  model.on("comm_live_update", lost);
  return {
    send,
    close() {
      clearTimeout(patience);
      model.off("msg:custom", received);
      model.off("comm_live_update", lost);
    },
  };
}

// Texts that the kernel has not confirmed yet. They outlive a re-drawn cell and a restarted kernel.
function draftsOf(file) {
  const name = `unsigned-peace-board ${file}`;
  let memory = {}; // where the browser forbids storage, drafts live as long as the view
  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(name)) ?? {};
    } catch {
      return memory;
    }
  }
  function keep(texts) {
    memory = texts;
    try {
      sessionStorage.setItem(name, JSON.stringify(texts));
    } catch {
      // as above
    }
  }
  return {
    get: (id) => read()[id],
    put: (id, text) => keep({ ...read(), [id]: text }),
    drop(id) {
      const { [id]: _, ...others } = read();
      keep(others);
    },
  };
}

// Ties an input to the board. `event` says what to send beside the value. While the student types,
// or the kernel has not confirmed, nothing from outside may change the field.
function tie(input, id, event, { link, drafts }) {
  let timer = null;
  let unconfirmed = 0;
  let latest = "";

  const clean = () => timer === null && unconfirmed === 0;

  function show() {
    // Writing an equal text would move the caret.
    if (clean() && input !== document.activeElement && input.value !== latest) {
      input.value = latest;
    }
  }

  function save() {
    clearTimeout(timer);
    timer = null;
    unconfirmed += 1;
    link.send({ ...event, value: input.value }, () => {
      unconfirmed -= 1;
      if (clean()) drafts.drop(id);
      show();
    });
  }

  function typed() {
    drafts.put(id, input.value);
    clearTimeout(timer);
    timer = setTimeout(save, TYPING_MS);
  }

  input.addEventListener("input", typed);
  input.addEventListener("change", () => timer !== null && save());
  input.addEventListener("blur", () => (timer === null ? show() : save()));
  return {
    input,
    write(value) {
      latest = String(value);
      show();
    },
    // Called once the input has its first value: what was typed before a restart comes back.
    restore() {
      const draft = drafts.get(id);
      if (draft === undefined) return;
      if (draft === latest) drafts.drop(id);
      else {
        input.value = draft;
        save();
      }
    },
    leave: () => timer !== null && save(),
  };
}
// Rows of the ledger: how one is shown, and the search for them.

const PAGE = 10; // rows that are shown at once

// The head of a row: its id, its date, its table.
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

function sourceLine(source) {
  const line = make("li", {}, make("strong", {}, source.id), `: ${source.text} `);
  if (/^https?:/.test(source.url)) {
    const link = { href: source.url, target: "_blank", rel: "noopener noreferrer" };
    line.append(make("a", link, `Open ${source.id} (new tab)`));
  }
  return line;
}

// The words that are selected inside `node`, if any.
function selectedIn(node) {
  const selection = document.getSelection();
  const inside = selection.rangeCount && node.contains(selection.getRangeAt(0).commonAncestorContainer);
  return inside ? selection.toString().trim() : "";
}

// The search part. `attach(row, side, passage)` lays a row on the board; `goTo(row, side)` goes to
// a row that lies there; `lies(row, side)` tells whether it does.
function searchPart({ view, tables, link, attach, goTo, lies }) {
  const words = make("input", { id: `${view}-words`, type: "search", autocomplete: "off" });
  const table = choice(`${view}-table`, [["", "All tables"], ...tables]);
  const since = make("input", { id: `${view}-since`, type: "text", size: "10", autocomplete: "off" });
  const until = make("input", { id: `${view}-until`, type: "text", size: "10", autocomplete: "off" });
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
      make("button", { type: "submit" }, "Search"),
    ),
  );
  let timer = null;
  let asked = 0;
  let results = [];
  let last = {}; // what was searched for: the fields may have changed since

  function search() {
    clearTimeout(timer);
    timer = null;
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
    // "Show more" has moved down, or is gone: the first new row is the place to go on.
    if (continued && results[before]) results[before].node.querySelector("summary").focus();
  }

  function result(row) {
    const words = make("div", {}, make("p", { class: "upb-head" }, ...rowHead(row)), ...rowBody(row));
    const node = make("li", {}, words);
    const buttons = ["support", "challenge"].map((side) => {
      // A click may clear the selection before it counts as one.
      let picked = "";
      const act = button("", "", () => {
        if (lies(row, side)) goTo(row, side);
        else attach(row, side, picked || selectedIn(node));
        picked = "";
      });
      act.addEventListener("pointerdown", () => {
        picked = selectedIn(node);
      });
      return [side, act];
    });
    node.append(make("div", { class: "upb-buttons" }, ...buttons.map(([, act]) => act)));
    function update() {
      for (const [side, act] of buttons) {
        const there = lies(row, side);
        const [text, more] = there
          ? [`✓ Attached as ${side}`, `: go to ${row.row_id}`]
          : [`Attach as ${side}`, ` ${row.row_id}`];
        if (act.textContent !== text + more) act.replaceChildren(text, unseen(more));
      }
    }
    return { node, update };
  }

  function update() {
    for (const one of results) one.update();
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
  const help = make(
    "p",
    { class: "upb-help" },
    "Type words, such as Okinawa, or choose a table. A date is 1956, 1956-08 or 1956-08-19. " +
      "To attach only some words of a row, select them first.",
  );
  return { node: make("div", {}, form, help, told, list, more), update };
}
// Draws the board, keeps what is on the screen in step with the kernel.

const SIDES = ["support", "challenge"];
const WEIGHTS = [
  ["1", "1 light"],
  ["2", "2 middle"],
  ["3", "3 heavy"],
];
const keyOf = ({ table, row_id, side }) => JSON.stringify([table, row_id, side]);

// ---------------------------------------------------------------------------------------------
// The claims of the article, as radio buttons that can be filtered.

function claimsPart({ view, claims, choose }) {
  const words = make("input", { id: `${view}-claims`, type: "search", autocomplete: "off" });
  const modules = [...new Set(claims.map((claim) => claim.module))].sort();
  const which = choice(`${view}-which`, [
    ["", "All claims"],
    ["board", "Claims on my board"],
    ...modules.map((module) => [module, `Claims of module ${Number(module)}`]),
  ]);
  const told = make("p", { role: "status", class: "upb-told" });
  const items = claims.map((claim) => {
    const input = make("input", { type: "radio", name: `${view}-claim`, value: claim.id });
    const mark = make("span", { class: "upb-mark" });
    const head = make("strong", {}, `${claim.id}, ${claim.where}. `);
    const label = make("label", {}, input, make("span", {}, head, `${claim.text} `, mark));
    input.addEventListener("change", () => choose(claim.id));
    return { claim, input, mark, label, text: `${claim.id} ${claim.where} ${claim.text}`.toLowerCase() };
  });
  const legend = make("legend", { class: "upb-unseen" }, "Claims of the article");
  const list = make("fieldset", { class: "upb-claims" }, legend, ...items.map((i) => i.label));
  let cases = {};

  function filter() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { claim, label, text } of items) {
      const here = !which.value || which.value === claim.module || (which.value === "board" && cases[claim.id]);
      label.hidden = !here || !wanted.every((word) => text.includes(word));
      count += !label.hidden;
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
      make("div", { class: "upb-search" }, labelled("Words in the claim", "", words), labelled("Show", "", which)),
      told,
      list,
    ),
    update(state, open) {
      cases = state;
      for (const { claim, input, mark } of items) {
        input.checked = claim.id === open;
        const one = state[claim.id];
        const on = (side) => one.evidence.filter((piece) => piece.side === side).length;
        setText(mark, one ? `On your board: ${on("support")} for, ${on("challenge")} against.` : "");
      }
      if (which.value === "board") filter();
    },
    // Scrolls the list only: the notebook stays where it is.
    show() {
      const chosen = items.find(({ input }) => input.checked);
      if (chosen) list.scrollTop = chosen.label.offsetTop - list.clientHeight / 2;
    },
  };
}

// ---------------------------------------------------------------------------------------------
// One piece of evidence on the board.

function card(piece, claim, id, desk) {
  const { table, row_id, side } = piece;
  const base = { claim, table, row_id, side };
  const title = make("h6", { id: `${id}-title` }, ...(piece.row ? rowHead(piece.row) : [row_id]));
  const weight = choice(`${id}-weight`, WEIGHTS);
  const longest = { maxlength: String(desk.longest) };
  const passage = make("input", { id: `${id}-passage`, type: "text", autocomplete: "off", ...longest });
  const reasoning = make("textarea", { id: `${id}-reasoning`, rows: "3", ...longest });
  const fields = { weight, passage, reasoning };
  const ties = Object.entries(fields).map(([field, input]) => [
    field,
    tie(input, [claim, table, row_id, side, field].join("|"), { action: "edit", field, ...base }, desk),
  ]);
  const leave = () => ties.forEach(([, tied]) => tied.leave());
  const other = side === "support" ? "challenge" : "support";
  const move = button(`Move to ${other}`, row_id, () => {
    leave();
    desk.act({ action: "move", ...base }, () => desk.goTo(piece, other));
  });
  const remove = button("Remove", `${row_id} from ${side}`, () => {
    leave();
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
    make("div", { class: "upb-buttons" }, move, remove),
  );
  let first = true;
  return {
    node,
    reasoning,
    leave,
    update(now) {
      for (const [field, tied] of ties) {
        tied.write(now[field]);
        if (first) tied.restore();
      }
      node.dataset.weight = now.weight;
      first = false;
    },
  };
}

// ---------------------------------------------------------------------------------------------
// The open case: its claim, two columns of cards, the verdict, what is still to look at.

function casePart({ view, claim, desk }) {
  const cards = new Map();
  const columns = SIDES.map((side) => {
    const heading = make("h5", { id: `${view}-${side}` });
    const none = make("p", { class: "upb-help" }, `Nothing yet. Search above, then attach as ${side}.`);
    const list = make("ol", { class: "upb-cards", "aria-labelledby": heading.id });
    return { side, heading, none, list, node: make("div", { class: `upb-column upb-${side}` }, heading, none, list) };
  });
  const blank = ["", "Choose…"];
  const verdicts = desk.offered.verdicts.map((word) => [word, word]);
  const sureness = desk.offered.sureness.map((word) => [word, word]);
  const fields = {
    judgement: choice(`${view}-judgement`, [blank, ...verdicts]),
    sureness: choice(`${view}-sureness`, [blank, ...sureness]),
    limit: make("textarea", { id: `${view}-limit`, rows: "3", maxlength: String(desk.longest) }),
  };
  const ties = Object.entries(fields).map(([field, input]) => [
    field,
    tie(input, [claim.id, field].join("|"), { action: "judge", claim: claim.id, field }, desk),
  ]);
  const cautionsHead = make("h4");
  const cautions = make("ul", { class: "upb-cautions" });
  let said = "";
  let number = 0;
  let first = true;

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
        if (!cards.has(key)) cards.set(key, card(piece, claim.id, `${view}-${(number += 1)}`, desk));
        const { node, update } = cards.get(key);
        update(piece);
        // Only a node that is in the wrong place moves: moving takes the focus away.
        if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null);
      });
      list.hidden = mine.length === 0;
    }
  }

  function warn(now) {
    const text = JSON.stringify(now);
    if (text === said) return; // a new list would take the focus from a button in it
    said = text;
    setText(cautionsHead, now.length ? `Still to look at (${now.length})` : "Still to look at: nothing");
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
    labelled("Limit: what can this evidence not show?", "", fields.limit),
  );
  const part = (title, ...nodes) => make("div", { class: "upb-part" }, make("h4", {}, title), ...nodes);
  return {
    nodes: [
      part(
        "3. Weigh the evidence",
        desk.undo,
        make("div", { class: "upb-columns" }, ...columns.map((column) => column.node)),
      ),
      part("4. Give your verdict", verdict),
      make("div", { class: "upb-part" }, cautionsHead, cautions),
    ],
    claim: claim.id,
    goTo,
    lies: (row, side) => cards.has(keyOf({ ...row, side })),
    leave() {
      for (const [, tied] of ties) tied.leave();
      for (const one of cards.values()) one.leave();
    },
    update(now) {
      for (const [field, tied] of ties) {
        tied.write(now[field]);
        if (first) tied.restore();
      }
      first = false;
      lay(now.evidence);
      warn(now.cautions);
    },
  };
}

// ---------------------------------------------------------------------------------------------

function render({ model, el }) {
  const view = `upb-${Math.random().toString(36).slice(2)}`;
  const offered = model.get("offered");
  const trouble = make("p", { class: "upb-trouble" });
  const notice = make("p", { class: "upb-trouble" });
  const live = make("p", { role: "status", class: "upb-unseen" });
  const file = make("p", { class: "upb-file" });
  const link = connect(model, (text) => setText(trouble, text));
  let open = null;

  // The same words twice are said twice.
  function say(text) {
    live.replaceChildren();
    if (text) setTimeout(() => live.replaceChildren(text), 50);
  }

  function act(event, then = () => {}) {
    link.send(event, (answer) => {
      say(answer.said ?? "");
      then(answer);
    });
  }

  const undone = make("span");
  const undoButton = button("Undo", "removing it", () =>
    act({ action: "undo" }, ({ back }) => {
      if (!back) return;
      if (open?.claim !== back.claim) choose(back.claim);
      open.goTo(back, back.side);
    }),
  );
  const undo = make("p", { class: "upb-undo" }, undone, " ", undoButton);

  const desk = {
    offered,
    longest: offered.longest,
    link,
    drafts: draftsOf(model.get("file")),
    act,
    undo,
    offerUndo: () => undoButton.focus(),
    goTo: (row, side) => open?.goTo(row, side),
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
        claims.node.querySelector("input").focus();
        return;
      }
      const { table, row_id } = row;
      act({ action: "attach", claim: open.claim, table, row_id, side, passage });
    },
  });

  const chosen = make("div", { class: "upb-chosen" });
  const work = make("div");
  const scope = choice(`${view}-scope`, []);
  const exported = make("p", { role: "status", class: "upb-told" });
  const save = (what) =>
    button(`Save the ${what}`, "as a file", () => {
      open?.leave(); // first what is still being typed
      link.send({ action: "export", what, claim: scope.value }, ({ said }) => setText(exported, said ?? ""));
    });
  const part = (title, ...nodes) => make("div", { class: "upb-part" }, make("h4", {}, title), ...nodes);
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
      make("div", { class: "upb-buttons" }, save("outline"), save("references")),
      exported,
    ),
    live,
    make("div", { class: "upb-notice", role: "status" }, trouble, notice),
  );

  function choose(id) {
    model.set("claim", id);
    model.save_changes();
    update();
  }

  function begin(claim) {
    open?.leave();
    open = casePart({ view: `${view}-${claim.id}`, claim, desk });
    const head = make("p", { class: "upb-head" }, make("strong", {}, claim.id), ` · ${claim.where} of the article · ${claim.kind}`);
    chosen.replaceChildren(head, make("blockquote", {}, claim.text));
    work.replaceChildren(...open.nodes);
    scope.replaceChildren(
      make("option", { value: claim.id }, `Only ${claim.id}`),
      make("option", { value: "" }, "All claims on my board"),
    );
  }

  function update() {
    const { cases, undo: removed, saved } = model.get("state");
    const id = model.get("claim");
    const claim = offered.claims.find((one) => one.id === id);
    if (claim && open?.claim !== id) begin(claim);
    if (open) open.update(cases[open.claim] ?? offered.blank);
    claims.update(cases, id);
    rows.update();
    undo.hidden = !removed;
    setText(undone, removed ? `${removed} was removed.` : "");
    const begun = Object.keys(cases).length > 0;
    const where = model.get("file").split(/[\\/]/).slice(-2).join("/");
    setText(file, `${saved ? (begun ? "Saved in" : "Will be saved in") : "Not saved in"} ${where}`);
    setText(notice, model.get("notice"));
  }

  // Letters, arrows and Enter belong to the board, not to the notebook's command mode, where they
  // would delete or move cells. Shortcuts with Ctrl, Alt or Cmd, such as saving, still work.
  // Escape goes back to the cell, as it does from the editor of a cell.
  region.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    if (event.key === "Escape") el.closest(".jp-Cell")?.focus();
  });

  const leave = () => open?.leave();
  window.addEventListener("pagehide", leave);
  for (const name of ["state", "claim", "notice"]) model.on(`change:${name}`, update);
  if (!model.get("claim")) {
    chosen.append(make("p", { class: "upb-help" }, "Choose a claim to begin."));
    scope.append(make("option", { value: "" }, "All claims on my board"));
  }
  update();
  el.append(region);
  claims.show();

  return () => {
    leave();
    window.removeEventListener("pagehide", leave);
    for (const name of ["state", "claim", "notice"]) model.off(`change:${name}`, update);
    link.close();
  };
}

export default { render };
