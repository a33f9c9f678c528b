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
function choice(id, options) {
  const select = make("select", { id });
  for (const [value, text] of options) select.append(make("option", { value }, text));
  return select;
}
var fold = (summary, ...content) => make("details", {}, make("summary", {}, summary), ...content);
function citation(source) {
  if (!/^https?:/.test(source.url)) return [source.text];
  const link = { href: source.url, target: "_blank", rel: "noopener noreferrer" };
  return [source.text, " ", make("a", link, `Open ${source.id} (new tab)`)];
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

// quiz/controls.js
var TYPING_MS = 300;
function picks(question, id, changed) {
  const type = question.kind === "single" ? "radio" : "checkbox";
  const passage = question.kind === "passage";
  const inputs = question.options.map(
    (option) => make("input", { type, name: id, value: option.id })
  );
  const labels = question.options.map(
    (option, place) => make(
      "label",
      { class: passage ? "up-segment" : "up-option" },
      inputs[place],
      make("span", { html: option.html })
    )
  );
  const node = make("div", { class: passage ? "up-passage" : "up-options" });
  for (const label of labels) node.append(label, " ");
  node.addEventListener("change", () => changed(0));
  const picked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return {
    node,
    first: () => inputs.find((input) => input.checked) ?? inputs[0],
    read: () => type === "radio" ? picked()[0] ?? null : picked(),
    write(value) {
      const ids = Array.isArray(value) ? value : [value];
      for (const input of inputs) input.checked = ids.includes(input.value);
    }
  };
}
function typed(question, id, changed) {
  const input = make("input", {
    id,
    type: "text",
    class: "up-input",
    maxlength: "500",
    autocomplete: "off",
    spellcheck: "false",
    inputmode: question.kind === "number" && "decimal"
  });
  const label = question.unit ? `Your answer, in ${question.unit}:` : "Your answer:";
  input.addEventListener("input", () => changed(TYPING_MS));
  input.addEventListener("change", () => changed(0));
  return {
    node: make("div", { class: "up-typed" }, make("label", { for: id }, label), input),
    first: () => input,
    read: () => input.value,
    write(value) {
      const text = String(value ?? "");
      if (input.value !== text) input.value = text;
    }
  };
}
function ordering(question, _, changed, announce) {
  let moved = false;
  const list = make("ol", { class: "up-order" });
  const rows = /* @__PURE__ */ new Map();
  const ids = /* @__PURE__ */ new Map();
  for (const item of question.items) {
    const mover = (way, text) => make("button", { type: "button", "aria-label": `Move ${item.name} ${way}` }, text);
    const up = mover("up", "↑ Up");
    const down = mover("down", "↓ Down");
    const parts = make("div", { class: "up-row" }, make("span", { html: item.html }), up, down);
    const row = make("li", {}, parts);
    up.addEventListener("click", () => move(item, row, up, -1));
    down.addEventListener("click", () => move(item, row, down, 1));
    rows.set(item.id, { row, up, down });
    ids.set(row, item.id);
    list.append(row);
  }
  const order = () => [...list.children].map((row) => ids.get(row) ?? "");
  function move(item, row, button2, step) {
    const neighbour = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    const count = list.children.length;
    if (!neighbour) {
      announce(`${item.name} is already ${step < 0 ? "first" : "last"}.`);
      return;
    }
    neighbour[step < 0 ? "before" : "after"](row);
    moved = true;
    button2.focus();
    ends();
    announce(`${item.name}: now ${order().indexOf(item.id) + 1} of ${count}.`);
    changed(0);
  }
  function ends() {
    for (const { row, up, down } of rows.values()) {
      up.setAttribute("aria-disabled", String(!row.previousElementSibling));
      down.setAttribute("aria-disabled", String(!row.nextElementSibling));
    }
  }
  ends();
  return {
    node: list,
    first: () => [...list.querySelectorAll("button")].find((one) => one.ariaDisabled !== "true"),
    read: () => moved ? order() : null,
    write(value) {
      const given = Array.isArray(value) ? value : [];
      moved = given.length > 0;
      const wanted = moved ? given : question.items.map((item) => item.id);
      const focused = document.activeElement;
      for (const one of wanted) {
        const row = rows.get(one)?.row;
        if (row) list.append(row);
      }
      if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
      ends();
    }
  };
}
function matching(question, id, changed) {
  const node = make("div", { class: "up-pairs" });
  const options = question.choices.map(({ value, name }) => [value, name]);
  const selects = question.pairs.map((pair, place) => {
    const select = choice(`${id}-${place}`, [["", "Choose…"], ...options]);
    node.append(make("label", { for: select.id, html: pair.html }), select);
    return { name: pair.id, select };
  });
  node.addEventListener("change", () => changed(0));
  return {
    node,
    first: () => selects[0].select,
    read: () => Object.fromEntries(
      selects.filter((one) => one.select.value).map((one) => [one.name, one.select.value])
    ),
    write(value) {
      const chosen = value && typeof value === "object" && !Array.isArray(value) ? value : {};
      for (const { name, select } of selects) select.value = chosen[name] ?? "";
    }
  };
}
var MAKERS = { number: typed, text: typed, ordering, matching };
var control = (question, ...more) => (MAKERS[question.kind] ?? picks)(question, ...more);

// quiz/question.js
function verdict(state, ordered) {
  const box = make("div", { class: `up-verdict up-${state.status}` });
  box.append(
    make(
      "p",
      {},
      make("span", { class: "up-symbol", "aria-hidden": "true" }, `${state.symbol} `),
      make("strong", {}, state.verdict)
    )
  );
  if (state.answer.length === 1) box.append(make("p", { html: state.answer[0] }));
  else if (state.answer.length) {
    const lines = state.answer.map((html) => make("li", { html }));
    box.append(make(ordered ? "ol" : "ul", {}, ...lines));
  }
  for (const html of state.lines) box.append(make("p", { html }));
  return box;
}
function foldedSources(listed) {
  if (listed.length === 1) {
    return fold(`Source ${listed[0].id}`, make("p", {}, ...citation(listed[0])));
  }
  const cited = listed.map(
    (source) => make("p", {}, make("strong", {}, `${source.id}: `), ...citation(source))
  );
  return fold(`Sources (${listed.length})`, ...cited);
}
function questionForm(question, number, count, { id, view, graded, send }) {
  let timer;
  let unconfirmed = 0;
  let asked = false;
  let before = "";
  const hints = make("div", { class: "up-hints" });
  const said = make("div");
  const moves = make("p", { class: "up-hidden" });
  const live = make(
    "div",
    { role: "status", "aria-live": "polite", "aria-atomic": "false", class: "up-live" },
    moves,
    hints,
    said
  );
  const sources = make("div", { class: "up-sources" });
  const note = make("p", { class: "up-note" });
  const answer = control(question, id, changed, (text) => moves.replaceChildren(text));
  const check = make("button", { type: "submit" }, "Check answer");
  const hint = button("", "", () => send({ action: "hint", question: question.id }));
  const show = button("Show answer", "", () => send({ action: "show", question: question.id }));
  const again = button("Try again", "", () => {
    send({ action: "again", question: question.id });
    answer.first()?.focus();
  });
  const buttons = buttonRow(check, hint, show, again);
  buttons.hidden = graded;
  hint.hidden = question.hints === 0;
  const legend = make(
    "legend",
    {},
    make("span", { class: "up-number" }, `Question ${number} of ${count} (${question.points})`),
    make("span", { class: "up-prompt", html: question.prompt })
  );
  if (question.kind === "multiple" && !graded) {
    legend.append(make("span", { class: "up-several" }, "More than one may be right."));
  }
  const field = make("fieldset", {}, legend);
  if (question.intro) field.append(make("p", { class: "up-intro", html: question.intro }));
  field.append(answer.node);
  const form = make("form", { class: "up-question" }, field, buttons, note, live, sources);
  function changed(delay) {
    clearTimeout(timer);
    timer = setTimeout(draft, delay);
  }
  function hand(action) {
    clearTimeout(timer);
    timer = void 0;
    unconfirmed += 1;
    send({ action, question: question.id, value: answer.read() }, () => {
      unconfirmed -= 1;
    });
  }
  const draft = () => hand("draft");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked = true;
    hand(graded ? "draft" : "check");
  });
  function update(state) {
    if (state.by !== view && timer === void 0 && unconfirmed === 0) answer.write(state.value);
    note.textContent = state.note;
    for (const html of state.hints.slice(hints.children.length)) {
      const place = `Hint ${hints.children.length + 1}. `;
      hints.append(make("p", {}, make("strong", {}, place), make("span", { html })));
    }
    const left = state.hints.length < question.hints;
    hint.textContent = left ? `Hint (${state.hints.length + 1} of ${question.hints})` : "No more hints";
    hint.setAttribute("aria-disabled", String(!left));
    const now = JSON.stringify([state.status, state.verdict, state.lines, state.answer]);
    if (now !== before || asked) {
      const shown = state.status ? [verdict(state, question.kind === "ordering")] : [];
      said.replaceChildren(...shown);
      if (Boolean(sources.children.length) !== Boolean(state.sources.length)) {
        sources.replaceChildren(...state.sources.length ? [foldedSources(state.sources)] : []);
      }
      before = now;
      asked = false;
    }
    const focused = document.activeElement;
    show.hidden = !state.showable;
    again.hidden = !["partly", "wrong", "shown"].includes(state.status);
    if (focused instanceof HTMLElement && focused.hidden && form.contains(focused)) {
      (again.hidden ? check : again).focus();
    }
  }
  return {
    form,
    update,
    leave() {
      if (timer !== void 0) draft();
    }
  };
}

// quiz/quiz.js
function render({ model, el }) {
  const graded = model.get("mode") === "graded";
  const told = notices();
  const link = connect(model, "Your last saved answer is kept.", told.trouble);
  const summary = make("p", { class: "up-summary", role: graded && "status" });
  const title = make("h3", { id: `${link.view}-title` }, model.get("title"));
  const questions = model.get("questions");
  const forms = questions.map(
    (question, place) => questionForm(question, place + 1, questions.length, {
      id: `${link.view}-${place}`,
      view: link.view,
      graded,
      send: link.send
    })
  );
  const region = make(
    "section",
    { class: "up-card up-quiz", "aria-labelledby": title.id },
    title,
    ...forms.map(({ form }) => form),
    summary,
    told.node
  );
  function update() {
    const state = model.get("state");
    forms.forEach((one, place) => {
      one.update(state[questions[place].id]);
    });
    setText(summary, model.get("summary"));
    told.notice(model.get("notice"));
  }
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    link.send({ action: "opened" });
  });
  keepKeys(region, "leaves");
  const unfollow = follow(model, ["state", "summary", "notice"], update);
  el.append(region);
  seen.observe(region);
  return () => {
    for (const one of forms) one.leave();
    seen.disconnect();
    unfollow();
    link.close();
  };
}
var quiz_default = { render };
export {
  quiz_default as default
};
