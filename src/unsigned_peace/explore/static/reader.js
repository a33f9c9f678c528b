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
var fold = (summary, ...content) => make("details", {}, make("summary", {}, summary), ...content);
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

// explore/passages.js
function words(text, language, by) {
  const quote = make("blockquote", { lang: language }, text);
  return make("div", {}, make("p", { class: "up-help" }, by), quote);
}
function wording(passage) {
  const pair = make("div", { class: "upr-pair" });
  if (passage.summary) {
    pair.append(
      make("div", {}, make("p", { class: "up-help" }, "Summary, in our words"), passage.summary)
    );
  }
  if (passage.original) pair.append(words(passage.original, passage.language, passage.original_by));
  if (passage.english) pair.append(words(passage.english, "en", passage.english_by));
  return pair;
}
function passagePart(passage, page, room) {
  const { number } = passage;
  const id = `${room.view}-${number}`;
  const title = make("h5", { id: `${id}-title`, tabindex: "-1" }, `Passage ${number}`);
  if (passage.label) title.append(`: ${passage.label}`);
  const mark = make("input", { type: "checkbox", id: `${id}-mark` });
  mark.addEventListener("change", () => {
    room.act({ action: "mark", passage: number, on: mark.checked });
    noted.hidden = !mark.checked;
  });
  const note = make("textarea", { id: `${id}-note`, rows: "2", maxlength: "4000" });
  const tied = tieFields(
    { note },
    [page.id, String(number)],
    { action: "note", passage: number },
    room
  );
  const noted = labelled("Your note", `on passage ${number}`, note);
  let laid = false;
  const lay = button("", "", () => room.act({ action: "lay", passage: number, on: !laid }));
  lay.hidden = page.sealed;
  const controls = make(
    "div",
    { class: "upr-controls" },
    make("label", { class: "upr-mark" }, mark, make("span", {}, `Mark passage ${number}`)),
    buttonRow(lay),
    noted
  );
  const node = make(
    "li",
    { class: "upr-passage", "aria-labelledby": title.id },
    title,
    wording(passage)
  );
  if (passage.note) node.append(make("p", { class: "up-help" }, passage.note));
  node.append(controls);
  return {
    node,
    title,
    leave: tied.leave,
    /** @param {PassageNote} now */
    update(now) {
      mark.checked = now.marked;
      node.classList.toggle("upr-marked", now.marked);
      noted.hidden = !now.marked && !now.note;
      laid = now.for_board;
      const text = laid ? "✓ On the evidence board: take it back" : "Lay on the evidence board";
      setText(lay, text);
      lay.setAttribute("aria-label", `${text}, passage ${number}`);
      tied.write(now);
    }
  };
}
function passageList(page, room) {
  const parts = new Map(page.passages.map((one) => [one.number, passagePart(one, page, room)]));
  const list = make("ol", { class: "upr-passages" }, ...[...parts.values()].map((one) => one.node));
  return {
    list,
    /** @param {Record<string, PassageNote>} now */
    update(now) {
      for (const [number, one] of parts) one.update(now[number]);
    },
    /** @param {number} number */
    goTo: (number) => parts.get(number)?.title.focus(),
    leave() {
      for (const one of parts.values()) one.leave();
    }
  };
}

// explore/reader.js
function guessPart(page, { view, act }) {
  const inputs = page.asked.map(([name, asked]) => {
    const input = make("input", {
      id: `${view}-guess-${name}`,
      type: "text",
      maxlength: "300",
      autocomplete: "off"
    });
    return { name, asked, input };
  });
  const form = make(
    "form",
    { class: "upr-guess" },
    ...inputs.map(({ asked, input }) => labelled(asked, "", input)),
    make("button", { type: "submit" }, "Open the envelope")
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act({
      action: "guess",
      ...Object.fromEntries(inputs.map(({ name, input }) => [name, input.value]))
    });
  });
  const help = "Read the words. Which of them give away who wrote, when and where? You may write: I cannot tell.";
  return part("Your guess", make("p", { class: "up-help" }, help), form);
}
function revealedPart({ answers = [], hints = [] }, goTo) {
  const heads = ["", "Your guess", "The paper"].map((text) => make("th", { scope: "col" }, text));
  const rows = answers.map(
    ([asked, guess, truth, distance]) => make(
      "tr",
      {},
      make("th", { scope: "row" }, asked),
      make("td", {}, distance ? `${guess} (${distance})` : guess),
      make("td", {}, truth)
    )
  );
  const caption = make("caption", { class: "up-hidden" }, "Your guess beside the truth");
  const lines = hints.map(({ gives, hint, passage }) => {
    const line = make("li", {}, make("strong", {}, `The ${gives}: `), `${hint} `);
    if (passage !== null) {
      line.append(button(`Go to passage ${passage}`, "", () => goTo(passage)));
    }
    return line;
  });
  return part(
    "What gave it away",
    make(
      "table",
      {},
      caption,
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows)
    ),
    make("ul", { class: "upr-hints" }, ...lines)
  );
}
function headParts(page) {
  const facts = page.facts.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]);
  const readings = page.readings.map(
    ({ text, url }) => make("li", {}, ...citation({ id: "where it was read", text, url }))
  );
  const sources = page.sources.map(
    (source) => make("li", {}, make("strong", {}, source.id), ": ", ...citation(source))
  );
  const questions = page.questions.map(
    ([asked, text]) => make("li", {}, make("strong", {}, asked), ` ${text}`)
  );
  return [
    part(
      "Before you read",
      make("p", {}, page.head_note),
      fold("About this paper", make("dl", {}, ...facts)),
      fold("Where the words were read, and sources", make("ul", {}, ...readings, ...sources))
    ),
    part("Four questions", make("ol", {}, ...questions))
  ];
}
function render({ model, el }) {
  const told = notices();
  const { region: live, say } = announcer();
  const link = connect(model, "What you typed is kept in this browser tab.", told.trouble);
  const view = `upr-${link.view}`;
  const heading = make("h3", { id: `${view}-title`, tabindex: "-1" });
  const line = make("p", { class: "upr-line" });
  const body = make("div");
  const saved = make("p", { class: "up-help" });
  const note = make("textarea", { id: `${view}-note`, rows: "3", maxlength: "4000" });
  const room = {
    view,
    link,
    drafts: draftsOf(model.get("file")),
    act(event) {
      asked = true;
      link.send(event, (answer) => {
        say(answer.said);
        asked = false;
      });
    }
  };
  let passages;
  let asked = false;
  let drawn = "";
  const tied = tieFields(
    { note },
    [model.get("document").id, "0"],
    { action: "note", passage: 0 },
    room
  );
  function draw(page) {
    passages?.leave();
    const list = passageList(page, room);
    const words2 = part("The words", list.list);
    passages = list;
    setText(heading, page.title);
    setText(line, page.sealed ? "Who wrote this, when and where?" : page.line);
    if (page.sealed) {
      body.replaceChildren(words2, guessPart(page, room));
    } else {
      const revealed = model.get("revealed");
      const gave = revealed.answers ? [revealedPart(revealed, list.goTo)] : [];
      body.replaceChildren(...gave, ...headParts(page), words2);
    }
    if (asked) heading.focus();
  }
  function update() {
    const page = model.get("document");
    if (page.id !== drawn) {
      drawn = page.id;
      draw(page);
    }
    const notes = model.get("notes");
    passages?.update(notes.passages);
    tied.write(notes);
    setText(
      saved,
      `${notes.saved ? "Your notes are kept in" : "Not saved in"} ${shortPath(model.get("file"))}`
    );
    told.notice(model.get("notice"));
  }
  const region = make(
    "section",
    { class: "up-card upr-reader", "aria-labelledby": heading.id },
    heading,
    line,
    body,
    part(
      "Your note on this document",
      labelled("In a sentence: what does it show?", "", note),
      saved
    ),
    live,
    told.node
  );
  keepKeys(region, "is typed");
  const unfollow = follow(model, ["document", "revealed", "notes", "notice"], update);
  el.append(region);
  return () => {
    passages?.leave();
    tied.leave();
    unfollow();
    link.close();
  };
}
var reader_default = { render };
export {
  reader_default as default
};
