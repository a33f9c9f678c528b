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
var listItems = (lines) => lines.map((line) => make("li", {}, line));
var listOf = (lines) => make("ul", {}, ...listItems(lines));
var fold = (summary, ...content) => make("details", {}, make("summary", {}, summary), ...content);
var part = (title, ...nodes) => make("div", { class: "up-part" }, make("h4", {}, title), ...nodes);
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

// two_islands/moves.js
var EMPTY = { move: "", positions: {}, named: {}, why: "" };
function positionField(issue, id, draft, changed) {
  const note = make("p", { class: "up-help", id: `${id}-note` });
  const options = issue.rungs.map((rung, n) => [
    String(n),
    `${n} ${rung.label} (${rung.standing})`
  ]);
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
  return { field, issue: issue.issue, read: () => Number(select.value) };
}
function offerFields(page, view, form, keep) {
  const fields = page.issues.map(
    (issue, n) => positionField(issue, `${view}-issue-${n}`, form.positions, (name, position) => {
      form.positions[name] = position;
      keep();
    })
  );
  const first = page.issues.every((issue) => issue.ours === null || issue.ours === void 0);
  const help = first ? "Your first offer names every issue. The lists begin with your aims: change what you wish." : "The lists begin with your offer on the table: change what you wish, and leave the rest.";
  const legend = make("legend", {}, "Your offer");
  return {
    node: make(
      "fieldset",
      { class: "upt-offer" },
      legend,
      make("p", { class: "up-help" }, help),
      make("div", { class: "upt-grid" }, ...fields.map((one) => one.field))
    ),
    positions: () => Object.fromEntries(fields.map((one) => [one.issue, one.read()]))
  };
}
function namedField(rule, view, form, keep) {
  const id = `${view}-${rule.kind}`;
  const words = (named) => named.length === 2 ? `${named[0]} waits for ${named[1]}` : named[0];
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
  const extras = /* @__PURE__ */ new Map();
  const radios = page.moves.map((rule) => {
    const input = make("input", {
      type: "radio",
      name: `${view}-move`,
      value: rule.kind,
      disabled: Boolean(rule.wrong)
    });
    const effect = make("p", { class: "up-help", id: `${view}-effect-${rule.kind}` }, rule.effect);
    const reason = rule.wrong ? make("span", { class: "up-help" }, ` Not now: ${rule.wrong}`) : "";
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
    return make(
      "div",
      { class: "upt-move" },
      make("label", {}, input, make("span", {}, rule.title, reason)),
      extra
    );
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
  const node = make(
    "form",
    { novalidate: true },
    make("fieldset", {}, legend, ...radios),
    reasons,
    wrong,
    buttonRow(look)
  );
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
      make("p", { class: "up-help" }, preview.effect),
      make("p", {}, "A move cannot be taken back."),
      buttonRow(yes, button("Change it", "", back))
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

// two_islands/papers.js
var TASK = "Your task: sign a text that your capital accepts, as near to your aims as you can. The other capital must accept it too.";
function gauge({ name, value, change, meaning }) {
  const bar = make("span", { class: "upt-bar", "aria-hidden": "true" });
  for (let step = 1; step <= 10; step += 1) {
    bar.append(make("span", { class: step <= value ? "upt-full" : "upt-empty" }));
  }
  const number = make("strong", {}, `${value} of 10`);
  return make(
    "div",
    { class: "upt-gauge" },
    make("p", {}, `${name}: `, number, change),
    bar,
    make("p", { class: "up-help" }, meaning)
  );
}
function positionText(issue, position, nothing) {
  return position === void 0 || position === null ? nothing : issue.rungs[position].label;
}
function issueRow(issue) {
  const showed = (whose, position) => position === void 0 || position === null ? [] : [make("p", { class: "up-help" }, `${whose}: as far as “${issue.rungs[position].label}”`)];
  const aim = issue.rungs[issue.aim].label;
  const last = issue.rungs[issue.fall_back].label;
  const only = issue.leave ? "or, with leave, the next on either side" : "and no other";
  const leave = issue.leave ? " (with leave)" : "";
  const orders = aim === last ? `${aim}, ${only}` : `Aim: ${aim}. Fall-back: ${last}${leave}.`;
  const verdict = issue.theirs === void 0 || issue.theirs === null ? "–" : issue.accepted ? "✓ accepts" : "✗ refuses";
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, issue.name),
    make("td", {}, orders, ...showed("You have shown", issue.we_showed)),
    make(
      "td",
      {},
      positionText(issue, issue.ours, "–"),
      issue.held ? make("p", { class: "up-help" }, `waits for ${issue.held}`) : ""
    ),
    make(
      "td",
      {},
      positionText(issue, issue.theirs, "–"),
      ...showed("They have shown", issue.they_showed)
    ),
    make("td", {}, verdict)
  );
}
function issueTable(issues, id) {
  const heads = [
    "Issue",
    "Your instructions",
    "You offer",
    "They offer",
    "Your capital on their offer"
  ];
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const caption = make(
    "caption",
    { id },
    "The nine issues: your secret instructions and what lies on the table"
  );
  return make(
    "div",
    { class: "upt-scroll", role: "region", tabindex: "0", "aria-labelledby": id },
    make("table", {}, caption, make("thead", {}, head), make("tbody", {}, ...issues.map(issueRow)))
  );
}
function orderOf(issue) {
  const cited = issue.sources.map((one) => `${one.id}: ${one.text}`);
  return make(
    "li",
    {},
    make("strong", {}, `${issue.name}. `),
    `${issue.order} `,
    make(
      "span",
      { class: "up-help" },
      `${issue.basis} ${cited.length ? `Sources: ${cited.join("; ")}.` : ""}`
    )
  );
}
function rungsOf(issue) {
  const rungs = issue.rungs.map(
    (rung) => make("li", {}, make("strong", {}, rung.label), ` (${rung.standing}): ${rung.meaning}`)
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
      page.orders.length ? listOf(page.orders) : ""
    ),
    part(
      "Your papers (secret)",
      make("div", { class: "upt-gauges" }, ...page.gauges.map(gauge)),
      issueTable(page.issues, `${view}-issues`),
      page.warning ? make("p", { class: "upt-warning" }, make("strong", {}, page.warning)) : "",
      make("ul", { class: "upt-verdicts" }, ...listItems([...page.verdicts, ...page.notes])),
      fold("Your orders in full, with their sources", make("ul", {}, ...page.issues.map(orderOf))),
      fold("What each position means", ...page.issues.map(rungsOf)),
      page.course.length ? fold("The course of the talks so far", listOf(page.course)) : ""
    )
  ];
}

// two_islands/pages.js
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
var WAYS = [
  ["Japan", "I play Japan.", "The course plays the Soviet Union."],
  ["USSR", "I play the Soviet Union.", "The course plays Japan."],
  [
    "screen",
    "We play at this screen.",
    "Two or three students; two may share a side. The papers are hidden when you change places."
  ],
  [
    "Japan apart",
    "I play Japan, and another student plays the Soviet Union on another computer.",
    "You send each other the game as a file."
  ],
  [
    "USSR apart",
    "I play the Soviet Union, and another student plays Japan on another computer.",
    "You send each other the game as a file."
  ]
];
var NAMES = { Japan: "Japan", USSR: "the Soviet Union" };
function openFile(view, way, act, wrong) {
  const input = make("input", { id: `${view}-file`, type: "file", accept: ".jsonl,.txt,.json" });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    setText(wrong, "");
    const text = await file.text();
    input.value = "";
    act({ action: "open", text, way: way() }, (answer) => setText(wrong, answer.wrong ?? ""));
  });
  return labelled("Open a game file (it ends in .jsonl)", "", input);
}
function beginPage(page, view, { act }) {
  const form = { way: "Japan", japan: page.lines.Japan[0].id, ussr: page.lines.USSR[0].id };
  const wrong = make("p", { class: "upt-wrong", role: "alert" });
  const bad = make("p", { class: "upt-wrong", role: "alert" });
  const lines = (party, field, legend) => radioList(
    `${view}-${field}`,
    legend,
    page.lines[party].map((line) => [line.id, `${line.name}.`, `(${line.who}) ${line.case}`]),
    form[field],
    (value) => {
      form[field] = value;
    }
  );
  const names = Object.keys(NAMES).map((party) => {
    const input = make("input", {
      id: `${view}-name-${party}`,
      type: "text",
      maxlength: "80",
      autocomplete: "off"
    });
    return {
      party,
      input,
      field: labelled(`Name of who plays ${NAMES[party]}`, "(may stay empty)", input)
    };
  });
  function fit() {
    const [way, apart] = form.way.split(" ");
    for (const { party, field } of names)
      field.hidden = !apart && way !== "screen" && way !== party;
  }
  const ways = radioList(`${view}-way`, "Who plays?", WAYS, form.way, (value) => {
    form.way = value;
    fit();
  });
  fit();
  const start = button("Begin the talks", "", () => {
    const [way, apart] = form.way.split(" ");
    const given = Object.fromEntries(names.map(({ party, input }) => [party, input.value]));
    act(
      {
        action: "begin",
        way,
        apart: Boolean(apart),
        japan: form.japan,
        ussr: form.ussr,
        names: given
      },
      (answer) => setText(wrong, answer.wrong ?? "")
    );
  });
  start.classList.add("upt-main");
  const seat = choice(`${view}-seat`, [
    ["Japan", "I play Japan"],
    ["USSR", "I play the Soviet Union"],
    ["screen", "Both sides play at this screen"]
  ]);
  return [
    part(
      "A new game",
      ways,
      lines("Japan", "japan", "Which line does Japan follow?"),
      lines("USSR", "ussr", "Which line does the Soviet Union follow?"),
      ...names.map((one) => one.field),
      make(
        "p",
        { class: "up-help" },
        "You cannot take a move back. The game is saved after each move."
      ),
      wrong,
      buttonRow(start)
    ),
    fold(
      "Or go on with a game that came as a file",
      labelled("Which side do you play?", "", seat),
      openFile(view, () => seat.value, act, bad),
      bad
    )
  ];
}
function handOverPage(page, _, { act }) {
  const go = button(page.button, "", () => act({ action: "seat" }));
  go.classList.add("upt-main");
  return [make("p", {}, page.told), buttonRow(go)];
}
function sendPart(page, view, { act }) {
  const wrong = make("p", { class: "upt-wrong", role: "alert" });
  return part(
    "Play with a student at another computer",
    page.waits ? make("p", {}, page.waits) : "",
    buttonRow(keepButton(act)),
    openFile(view, () => "", act, wrong),
    wrong,
    make(
      "p",
      { class: "up-help" },
      "The file can be read in an editor, both sides' moves and reasons included. Agree not to look."
    )
  );
}
function keepButton(act) {
  return button(
    "Save the game as a file",
    "",
    () => act({ action: "export" }, ({ text, name }) => {
      if (!text) return;
      const address = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
      make("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1e4);
    })
  );
}
function leavePart(act) {
  return fold(
    "Put this game away and begin another",
    make(
      "p",
      {},
      "The game is kept under another name in the same folder. A class compares first games: finish yours if you can."
    ),
    buttonRow(button("Put this game away", "", () => act({ action: "leave" })))
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
      { class: "up-help" },
      "To pause, close the notebook: each move is saved. To go on, run all cells again: menu Run > Run All Cells."
    ),
    leavePart(tools.act)
  ];
}
function endPage(page, _, { act }) {
  return [
    ...page.lines.map((text) => make("p", {}, text)),
    make(
      "p",
      {},
      make(
        "strong",
        {},
        "Now read on below: the papers of both sides are open. Run the cells of the debriefing."
      )
    ),
    fold("The whole course of the talks", listOf(page.course)),
    buttonRow(
      keepButton(act),
      button("Put this game away and begin another", "", () => act({ action: "leave" }))
    )
  ];
}
var PAGES = { begin: beginPage, "hand over": handOverPage, turn: turnPage, end: endPage };

// two_islands/game.js
function render({ model, el }) {
  const told = notices();
  const { region: live, say } = announcer();
  const link = connect(model, "What you typed is kept in this browser tab.", told.trouble);
  const view = `upt-${link.view}`;
  const heading = make("h3", { id: `${view}-title`, tabindex: "-1" });
  const body = make("div");
  let shown = "";
  let moved = false;
  function act(event, then = () => {
  }) {
    moved = true;
    link.send(event, (answer) => {
      say(answer.said);
      then(answer);
      moved = false;
    });
  }
  const tools = { act, drafts: draftsOf(model.get("file")) };
  const region = make(
    "section",
    { class: "up-card upt-game", "aria-label": "Two Islands" },
    make("p", { class: "upt-name" }, `Two Islands · saved in ${shortPath(model.get("file"))}`),
    heading,
    body,
    live,
    told.node
  );
  function update() {
    told.notice(model.get("notice"));
    const page = model.get("page");
    if (page.key === shown) return;
    shown = page.key;
    setText(heading, page.title);
    body.replaceChildren(...PAGES[page.kind](page, view, tools));
    if (moved) heading.focus();
  }
  keepKeys(region, "is typed");
  const unfollow = follow(model, ["page", "notice"], update);
  el.append(region);
  return () => {
    unfollow();
    link.close();
  };
}
var game_default = { render };
export {
  game_default as default
};
