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
function labelled(text, more, input) {
  const label = make("label", { for: input.id }, text);
  if (more) label.append(unseen(` ${more}`));
  return make("div", { class: "up-field" }, label, input);
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

// quiz/own_words.js
function render({ model, el }) {
  const told = notices();
  const link = connect(model, "What you typed is kept in this browser tab.", told.trouble);
  const boxes = model.get("boxes");
  const parts = boxes.map(({ id, prompt }) => {
    const input = make("textarea", { id: `${link.view}-${id}`, rows: "3", maxlength: "4000" });
    return { id, input, field: labelled(prompt, "", input) };
  });
  const inputs = Object.fromEntries(parts.map(({ id, input }) => [id, input]));
  const room = { link, drafts: draftsOf(model.get("file")) };
  const tied = tieFields(inputs, ["own words"], { action: "note" }, room);
  const where = make("p", { class: "up-help" });
  const region = make(
    "section",
    { class: "up-card up-own-words", "aria-label": "In your own words" },
    ...parts.map(({ field }) => field),
    where,
    told.node
  );
  function update() {
    tied.write(model.get("texts"));
    const how = model.get("saved") ? "Saved while you type, in" : "Not saved in";
    setText(where, `${how} ${shortPath(model.get("file"))}`);
    told.notice(model.get("notice"));
  }
  keepKeys(region, "is typed");
  const unfollow = follow(model, ["texts", "saved", "notice"], update);
  el.append(region);
  return () => {
    tied.leave();
    unfollow();
    link.close();
  };
}
var own_words_default = { render };
export {
  own_words_default as default
};
