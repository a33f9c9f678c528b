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
// Draws the papers of one side: what happened, how things stand, the nine issues.
//
// `make` and the other small parts come from board/static/fields.js, see view.py.

const TASK =
  "Your task: sign a text that your capital accepts, as near to your aims as you can. The other capital must accept it too.";

const items = (lines) => lines.map((line) => make("li", {}, line));
const listOf = (lines) => make("ul", {}, ...items(lines));
const folded = (summary, ...content) => make("details", {}, make("summary", {}, summary), ...content);
const part = (title, ...nodes) => make("div", { class: "upt-part" }, make("h4", {}, title), ...nodes);

function gauge({ name, value, change, meaning }) {
  const bar = make("span", { class: "upt-bar", "aria-hidden": "true" });
  for (let step = 1; step <= 10; step += 1) {
    bar.append(make("span", { class: step <= value ? "upt-full" : "upt-empty" }));
  }
  const number = make("strong", {}, `${value} of 10`);
  return make("div", { class: "upt-gauge" }, make("p", {}, `${name}: `, number, change), bar, make("p", { class: "upt-help" }, meaning));
}

function positionText(issue, position, nothing) {
  return position === undefined || position === null ? nothing : issue.rungs[position].label;
}

function issueRow(issue) {
  const showed = (whose, position) =>
    position === undefined || position === null
      ? []
      : [make("p", { class: "upt-help" }, `${whose}: as far as “${issue.rungs[position].label}”`)];
  const aim = issue.rungs[issue.aim].label;
  const last = issue.rungs[issue.fall_back].label;
  const only = issue.leave ? "or, with leave, the next on either side" : "and no other";
  const leave = issue.leave ? " (with leave)" : "";
  const orders = aim === last ? `${aim}, ${only}` : `Aim: ${aim}. Fall-back: ${last}${leave}.`;
  const verdict =
    issue.theirs === undefined || issue.theirs === null ? "–" : issue.accepted ? "✓ accepts" : "✗ refuses";
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, issue.name),
    make("td", {}, orders, ...showed("You have shown", issue.we_showed)),
    make("td", {}, positionText(issue, issue.ours, "–"), issue.held ? make("p", { class: "upt-help" }, `waits for ${issue.held}`) : ""),
    make("td", {}, positionText(issue, issue.theirs, "–"), ...showed("They have shown", issue.they_showed)),
    make("td", {}, verdict),
  );
}

function issueTable(issues, id) {
  const heads = ["Issue", "Your instructions", "You offer", "They offer", "Your capital on their offer"];
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const caption = make("caption", { id }, "The nine issues: your secret instructions and what lies on the table");
  return make(
    "div",
    { class: "upt-scroll", role: "region", tabindex: "0", "aria-labelledby": id },
    make("table", {}, caption, make("thead", {}, head), make("tbody", {}, ...issues.map(issueRow))),
  );
}

function orderOf(issue) {
  const cited = issue.sources.map((one) => `${one.id}: ${one.text}`);
  return make(
    "li",
    {},
    make("strong", {}, `${issue.name}. `),
    `${issue.order} `,
    make("span", { class: "upt-help" }, `${issue.basis} ${cited.length ? `Sources: ${cited.join("; ")}.` : ""}`),
  );
}

function rungsOf(issue) {
  const rungs = issue.rungs.map((rung) =>
    make("li", {}, make("strong", {}, rung.label), ` (${rung.standing}): ${rung.meaning}`),
  );
  return make("div", {}, make("h5", {}, issue.name), make("ol", { start: "0" }, ...rungs));
}

function papersOf(page, view) {
  const happened = [...page.happened];
  const nothing = page.first && happened.length === 0;
  const began = "The talks open. You have the first word.";
  return [
    part(
      "What has happened",
      page.first ? make("p", {}, make("strong", {}, `You are ${page.line.who}. `), page.line.case) : "",
      page.first ? make("p", {}, TASK) : "",
      nothing ? make("p", {}, began) : listOf(happened),
      page.news.length ? make("p", {}, make("strong", {}, "In the newspapers and telegrams:")) : "",
      page.news.length ? listOf(page.news) : "",
      page.orders.length ? make("p", {}, make("strong", {}, "New orders from your capital:")) : "",
      page.orders.length ? listOf(page.orders) : "",
    ),
    part(
      "Your papers (secret)",
      make("div", { class: "upt-gauges" }, ...page.gauges.map(gauge)),
      issueTable(page.issues, `${view}-issues`),
      page.warning ? make("p", { class: "upt-warning" }, make("strong", {}, page.warning)) : "",
      make("ul", { class: "upt-verdicts" }, ...items([...page.verdicts, ...page.notes])),
      folded("Your orders in full, with their sources", make("ul", {}, ...page.issues.map(orderOf))),
      folded("What each position means", ...page.issues.map(rungsOf)),
      page.course.length ? folded("The course of the talks so far", listOf(page.course)) : "",
    ),
  ];
}
// The form for a move: choose it, look at it, make it. Nothing is final before the last button.

const EMPTY = { move: "", positions: {}, named: {}, why: "" };

// Lists the positions of an issue, and says below what the chosen one means.
function positionField(issue, id, draft, changed) {
  const note = make("p", { class: "upt-help", id: `${id}-note` });
  const options = issue.rungs.map((rung, n) => [String(n), `${n} ${rung.label} (${rung.standing})`]);
  const select = choice(id, options);
  select.setAttribute("aria-describedby", note.id);
  const before = issue.ours ?? issue.aim;
  select.value = String(draft[issue.issue] ?? before);
  select.disabled = Boolean(issue.held);

  function tell() {
    const theirs = issue.theirs ?? null;
    const them = theirs === null ? "They have made no offer." : `They offer: ${issue.rungs[theirs].label}.`;
    const held = issue.held ? `Linked to ${issue.held}: unlink it first. ` : "";
    setText(note, `${held}${issue.rungs[Number(select.value)].meaning} ${them}`);
  }

  select.addEventListener("change", () => {
    tell();
    changed(issue.issue, Number(select.value));
  });
  tell();
  const field = labelled(issue.name, "", select);
  field.append(note);
  return { field, read: () => [issue.issue, Number(select.value)] };
}

function offerFields(page, view, form, keep) {
  const fields = page.issues.map((issue, n) =>
    positionField(issue, `${view}-issue-${n}`, form.positions, (name, position) => {
      form.positions[name] = position;
      keep();
    }),
  );
  const first = page.issues.every((issue) => issue.ours === null || issue.ours === undefined);
  const help = first
    ? "Your first offer names every issue. The lists begin with your aims: change what you wish."
    : "The lists begin with your offer on the table: change what you wish, and leave the rest.";
  const legend = make("legend", {}, "Your offer");
  return {
    node: make(
      "fieldset",
      { class: "upt-offer" },
      legend,
      make("p", { class: "upt-help" }, help),
      make("div", { class: "upt-grid" }, ...fields.map((one) => one.field)),
    ),
    positions: () => Object.fromEntries(fields.map((one) => one.read())),
  };
}

// One list for an issue, or for an issue and the one that it waits for.
function namedField(rule, view, form, keep) {
  const id = `${view}-${rule.kind}`;
  const words = (named) => (named.length === 2 ? `${named[0]} waits for ${named[1]}` : named[0]);
  const options = rule.named.map((named) => [JSON.stringify(named), words(named)]);
  const select = choice(id, [["", "Choose…"], ...options]);
  if (rule.named.some((named) => JSON.stringify(named) === form.named[rule.kind])) {
    select.value = form.named[rule.kind];
  }
  select.addEventListener("change", () => {
    form.named[rule.kind] = select.value;
    keep();
  });
  return labelled(rule.needs === "pair" ? "Which issues?" : "On which issue?", rule.title, select);
}

function movePart(page, view, { drafts, act }) {
  const id = page.key;
  const form = { ...EMPTY, positions: {}, named: {}, ...JSON.parse(drafts.get(id) ?? "{}") };
  const keep = () => drafts.put(id, JSON.stringify(form));
  const offer = offerFields(page, view, form, keep);
  const wrong = make("p", { class: "upt-wrong", role: "alert" });
  const extras = new Map();
  const radios = page.moves.map((rule) => {
    const input = make("input", { type: "radio", name: `${view}-move`, value: rule.kind, disabled: Boolean(rule.wrong) });
    const effect = make("p", { class: "upt-help", id: `${view}-effect-${rule.kind}` }, rule.effect);
    const reason = rule.wrong ? make("span", { class: "upt-help" }, ` Not now: ${rule.wrong}`) : "";
    input.setAttribute("aria-describedby", effect.id);
    const extra = make("div", { class: "upt-extra" }, effect);
    if (rule.kind === "offer") extra.append(offer.node);
    if (rule.needs && !rule.wrong) extra.append(namedField(rule, view, form, keep));
    extras.set(rule.kind, extra);
    input.addEventListener("change", () => {
      form.move = rule.kind;
      keep();
      open();
    });
    if (form.move === rule.kind && !rule.wrong) input.checked = true;
    return make("div", { class: "upt-move" }, make("label", {}, input, make("span", {}, rule.title, reason)), extra);
  });
  const why = make("textarea", { id: `${view}-why`, rows: "2", maxlength: "4000" });
  why.value = form.why;
  why.addEventListener("input", () => {
    form.why = why.value;
    keep();
  });
  const reasons = labelled("Why? (for the debriefing; the other side does not see it)", "", why);
  const look = make("button", { type: "submit", class: "upt-main" }, "Look at this move first");
  const legend = make("legend", {}, "What do you do?");
  const node = make("form", { novalidate: true }, make("fieldset", {}, legend, ...radios), reasons, wrong, make("div", { class: "upt-buttons" }, look));
  const sure = make("div", { class: "upt-sure", hidden: true });

  function open() {
    for (const [kind, extra] of extras) extra.hidden = kind !== form.move;
  }

  function meant() {
    const rule = page.moves.find((one) => one.kind === form.move);
    if (!rule) return { fault: "Choose a move first." };
    const event = { key: page.key, move: rule.kind, why: form.why };
    if (rule.kind === "offer") return { ...event, positions: offer.positions() };
    if (!rule.needs) return event;
    const named = form.named[rule.kind];
    if (!named) return { fault: "Choose from the list what this move is about." };
    return { ...event, issues: JSON.parse(named) };
  }

  function complain(text) {
    wrong.replaceChildren();
    if (text) wrong.replaceChildren(text);
  }

  function confirm(event, preview) {
    const heading = make("h5", { tabindex: "-1" }, `Before it is final: ${preview.title}`);
    const yes = button("Make this move", "", () => {
      yes.disabled = true;
      act({ action: "make", ...event }, (answer) => {
        if (answer.wrong) {
          back();
          complain(answer.wrong);
        } else drafts.drop(id);
      });
    });
    yes.classList.add("upt-main");
    sure.replaceChildren(
      heading,
      listOf(preview.words),
      ...preview.remarks.map((text) => make("p", {}, make("strong", {}, text))),
      make("p", { class: "upt-help" }, preview.effect),
      make("p", {}, "A move cannot be taken back."),
      make("div", { class: "upt-buttons" }, yes, button("Change it", "", back)),
    );
    node.hidden = true;
    sure.hidden = false;
    heading.focus();
  }

  function back() {
    sure.hidden = true;
    node.hidden = false;
    look.focus();
  }

  node.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const event = meant();
    complain(event.fault ?? "");
    if (event.fault) return;
    act({ action: "look", ...event }, (answer) => {
      if (answer.preview) confirm(event, answer.preview);
      else complain(answer.wrong ?? "This move could not be read. Choose it again.");
    });
  });
  open();
  return part("Your move", node, sure);
}
// The pages of the game: begin, hand over, turn, end. The kernel says which one is shown.

function radioList(name, legend, options, chosen, changed) {
  const radios = options.map(([value, title, text]) => {
    const input = make("input", { type: "radio", name, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => changed(value));
    const body = make("span", {}, make("strong", {}, title), text ? ` ${text}` : "");
    return make("label", { class: "upt-choice" }, input, body);
  });
  return make("fieldset", {}, make("legend", {}, legend), ...radios);
}

const WAYS = [
  ["Japan", "I play Japan.", "The course plays the Soviet Union."],
  ["USSR", "I play the Soviet Union.", "The course plays Japan."],
  ["screen", "We play at this screen.", "Two or three students; two may share a side. The papers are hidden when you change places."],
  ["Japan apart", "I play Japan, and another student plays the Soviet Union on another computer.", "You send each other the game as a file."],
  ["USSR apart", "I play the Soviet Union, and another student plays Japan on another computer.", "You send each other the game as a file."],
];
const NAMES = { Japan: "Japan", USSR: "the Soviet Union" };

// A file that the other player has sent.
function openFile(view, way, act, wrong) {
  const input = make("input", { id: `${view}-file`, type: "file", accept: ".jsonl,.txt,.json" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    setText(wrong, "");
    const text = await file.text();
    input.value = ""; // the same file can be chosen again
    act({ action: "open", text, way: way() }, (answer) => setText(wrong, answer.wrong ?? ""));
  });
  return labelled("Open a game file (it ends in .jsonl)", "", input);
}

function beginPage(page, view, { act }) {
  const form = { way: "Japan", japan: page.lines.Japan[0].id, ussr: page.lines.USSR[0].id };
  const wrong = make("p", { class: "upt-wrong", role: "alert" });
  const bad = make("p", { class: "upt-wrong", role: "alert" });
  const lines = (party, field, legend) =>
    radioList(
      `${view}-${field}`,
      legend,
      page.lines[party].map((line) => [line.id, `${line.name}.`, `(${line.who}) ${line.case}`]),
      form[field],
      (value) => {
        form[field] = value;
      },
    );
  const names = Object.keys(NAMES).map((party) => {
    const input = make("input", { id: `${view}-name-${party}`, type: "text", maxlength: "80", autocomplete: "off" });
    return { party, input, field: labelled(`Name of who plays ${NAMES[party]}`, "(may stay empty)", input) };
  });

  function fit() {
    const [way, apart] = form.way.split(" ");
    for (const { party, field } of names) field.hidden = !apart && way !== "screen" && way !== party;
  }

  const ways = radioList(`${view}-way`, "Who plays?", WAYS, form.way, (value) => {
    form.way = value;
    fit();
  });
  fit();
  const start = button("Begin the talks", "", () => {
    const [way, apart] = form.way.split(" ");
    const given = Object.fromEntries(names.map(({ party, input }) => [party, input.value]));
    act({ action: "begin", way, apart: Boolean(apart), japan: form.japan, ussr: form.ussr, names: given }, (answer) =>
      setText(wrong, answer.wrong ?? ""),
    );
  });
  start.classList.add("upt-main");
  const seat = choice(`${view}-seat`, [["Japan", "I play Japan"], ["USSR", "I play the Soviet Union"], ["screen", "Both sides play at this screen"]]);
  return [
    part(
      "A new game",
      ways,
      lines("Japan", "japan", "Which line does Japan follow?"),
      lines("USSR", "ussr", "Which line does the Soviet Union follow?"),
      ...names.map((one) => one.field),
      make("p", { class: "upt-help" }, "You cannot take a move back. The game is saved after each move."),
      wrong,
      make("div", { class: "upt-buttons" }, start),
    ),
    folded(
      "Or go on with a game that came as a file",
      labelled("Which side do you play?", "", seat),
      openFile(view, () => seat.value, act, bad),
      bad,
    ),
  ];
}

function handOverPage(page, _, { act }) {
  const go = button(page.button, "", () => act({ action: "seat" }));
  go.classList.add("upt-main");
  return [make("p", {}, page.told), make("div", { class: "upt-buttons" }, go)];
}

function sendPart(page, view, { act }) {
  const wrong = make("p", { class: "upt-wrong", role: "alert" });
  return part(
    "Play with a student at another computer",
    page.waits ? make("p", {}, page.waits) : "",
    make("div", { class: "upt-buttons" }, keepButton(act)),
    openFile(view, () => "", act, wrong),
    wrong,
    make("p", { class: "upt-help" }, "The file can be read in an editor, both sides' moves and reasons included. Agree not to look."),
  );
}

function keepButton(act) {
  return button("Save the game as a file", "", () =>
    act({ action: "export" }, ({ text, name }) => {
      if (!text) return;
      const address = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
      make("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }),
  );
}

function leavePart(act) {
  return folded(
    "Put this game away and begin another",
    make("p", {}, "The game is kept under another name in the same folder. A class compares first games: finish yours if you can."),
    make("div", { class: "upt-buttons" }, button("Put this game away", "", () => act({ action: "leave" }))),
  );
}

function turnPage(page, view, tools) {
  return [
    make("p", {}, page.where),
    ...papersOf(page, view),
    page.yours ? movePart(page, view, tools) : "",
    page.sendable ? sendPart(page, view, tools) : "",
    make(
      "p",
      { class: "upt-help" },
      "To pause, close the notebook: each move is saved. To go on, run all cells again: menu Run > Run All Cells.",
    ),
    leavePart(tools.act),
  ];
}

function endPage(page, _, { act }) {
  return [
    ...page.lines.map((text) => make("p", {}, text)),
    make("p", {}, make("strong", {}, "Now read on below: the papers of both sides are open. Run the cells of the debriefing.")),
    folded("The whole course of the talks", listOf(page.course)),
    make("div", { class: "upt-buttons" }, keepButton(act), button("Put this game away and begin another", "", () => act({ action: "leave" }))),
  ];
}

const PAGES = { begin: beginPage, "hand over": handOverPage, turn: turnPage, end: endPage };

function render({ model, el }) {
  const view = `upt-${Math.random().toString(36).slice(2)}`;
  const trouble = make("p", { class: "upt-trouble" });
  const notice = make("p", { class: "upt-trouble" });
  const live = make("p", { role: "status", class: "upb-unseen" });
  const heading = make("h3", { id: `${view}-title`, tabindex: "-1" });
  const body = make("div");
  const link = connect(model, (text) => setText(trouble, text));
  let shown = "";
  let moved = false; // the reader of this view has acted: the new page takes the focus

  // The same words twice are said twice.
  function say(text) {
    live.replaceChildren();
    if (text) setTimeout(() => live.replaceChildren(text), 50);
  }

  function act(event, then = () => {}) {
    moved = true;
    link.send(event, (answer) => {
      say(answer.said ?? "");
      then(answer);
      moved = false;
    });
  }

  const tools = { act, drafts: draftsOf(model.get("file")) };
  const where = model.get("file").split(/[\\/]/).slice(-2).join("/");
  const region = make(
    "section",
    { class: "upt-game", "aria-label": "Two Islands" },
    make("p", { class: "upt-name" }, `Two Islands · saved in ${where}`),
    heading,
    body,
    live,
    make("div", { class: "upt-notice", role: "status" }, trouble, notice),
  );

  function update() {
    setText(notice, model.get("notice"));
    const page = model.get("page");
    if (page.key === shown) return; // what is being filled in stays
    shown = page.key;
    setText(heading, page.title);
    body.replaceChildren(...PAGES[page.kind](page, view, tools));
    if (moved) heading.focus();
  }

  // Letters, arrows and Enter belong to the game, not to the notebook's command mode, where they
  // would delete or move cells. Shortcuts with Ctrl, Alt or Cmd, such as saving, still work.
  // Escape goes back to the cell, as it does from the editor of a cell.
  region.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    if (event.key === "Escape") el.closest(".jp-Cell")?.focus();
  });

  for (const name of ["page", "notice"]) model.on(`change:${name}`, update);
  update();
  el.append(region);

  return () => {
    for (const name of ["page", "notice"]) model.off(`change:${name}`, update);
    link.close();
  };
}

export default { render };
