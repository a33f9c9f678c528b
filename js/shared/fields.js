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
