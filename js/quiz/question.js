// Draws one quiz with real form elements, sends what the student does, shows what the kernel says.
//
// The kernel scores: no answer key ever reaches this file. Texts named `html` are made in the
// kernel by quiz/markup.py, which escapes everything but em, strong and code. `make` and `CONTROLS`
// come from controls.js.

const PATIENCE_MS = 4000; // how long the kernel may be silent before we say so

const GONE =
  "The kernel is not running: your last saved answer is kept. Run all cells again: menu Run > " +
  "Run All Cells.";
const SILENT =
  "The kernel does not answer: it is busy, or it is not running. Your last saved answer is kept. " +
  "If this message stays, run all cells again: menu Run > Run All Cells.";

// What the kernel said about an answer.

function verdict(state, ordered) {
  const box = make("div", { class: `up-verdict up-${state.status}` });
  box.append(
    make(
      "p",
      {},
      make("span", { class: "up-symbol", "aria-hidden": "true" }, `${state.symbol} `),
      make("strong", {}, state.verdict),
    ),
  );
  if (state.answer.length === 1) box.append(make("p", { html: state.answer[0] }));
  else if (state.answer.length) {
    const lines = state.answer.map((html) => make("li", { html }));
    box.append(make(ordered ? "ol" : "ul", {}, ...lines));
  }
  for (const html of state.lines) box.append(make("p", { html }));
  return box;
}

function citation(source) {
  const text = make("p", {}, source.text);
  if (/^https?:/.test(source.url)) {
    const name = `Open ${source.id} (new tab)`;
    const link = { href: source.url, target: "_blank", rel: "noopener noreferrer" };
    text.append(" ", make("a", link, name));
  }
  return text;
}

function folded(listed) {
  const name = listed.length === 1 ? `Source ${listed[0].id}` : `Sources (${listed.length})`;
  const cited = listed.map(citation);
  if (cited.length > 1) {
    cited.forEach((text, place) => text.prepend(make("strong", {}, `${listed[place].id}: `)));
  }
  return make("details", {}, make("summary", {}, name), ...cited);
}

// ---------------------------------------------------------------------------------------------
// One question: its form, its buttons, its live region.

function card(question, number, count, { id, view, graded, send }) {
  let timer = null;
  let sent = 0; // the number of the last answer that this view has sent
  let asked = false; // a verdict was asked for: say it again even if it is the same
  let before = "";

  // The live regions exist before anything is said in them, or nothing would be announced.
  const hints = make("div", { class: "up-hints" });
  const said = make("div");
  const moves = make("p", { class: "up-hidden" });
  const live = make(
    "div",
    { role: "status", "aria-live": "polite", "aria-atomic": "false", class: "up-live" },
    moves,
    hints,
    said,
  );
  const sources = make("div", { class: "up-sources" });
  const note = make("p", { class: "up-note" });
  const announce = (text) => moves.replaceChildren(text);

  const control = (CONTROLS[question.kind] ?? picks)(question, id, changed, announce);
  const button = (label, type = "button") => make("button", { type }, label);
  const check = button("Check answer", "submit");
  const hint = button("");
  const show = button("Show answer");
  const again = button("Try again");
  const buttons = make("div", { class: "up-buttons" }, check, hint, show, again);
  buttons.hidden = graded;
  hint.hidden = question.hints === 0;

  const legend = make(
    "legend",
    {},
    make("span", { class: "up-number" }, `Question ${number} of ${count} (${question.points})`),
    make("span", { class: "up-prompt", html: question.prompt }),
  );
  if (question.kind === "multiple" && !graded) {
    legend.append(make("span", { class: "up-several" }, "More than one may be right."));
  }
  const field = make("fieldset", {}, legend);
  if (question.intro) field.append(make("p", { class: "up-intro", html: question.intro }));
  field.append(control.node);
  const form = make("form", { class: "up-question" }, field, buttons, note, live, sources);

  function changed(delay) {
    clearTimeout(timer);
    timer = setTimeout(draft, delay);
  }

  function hand(action) {
    clearTimeout(timer);
    timer = null;
    sent = send(action, question.id, control.read());
  }

  const draft = () => hand("draft");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked = true;
    hand(graded ? "draft" : "check");
  });
  hint.addEventListener("click", () => send("hint", question.id));
  show.addEventListener("click", () => send("show", question.id));
  again.addEventListener("click", () => {
    send("again", question.id);
    control.first().focus();
  });

  // `done` is the number of the last message that the kernel has dealt with.
  function update(state, done) {
    // What this view sent comes back to it: by then the student may have typed on. And what comes
    // back for another question is older than an answer to this one that is still on its way.
    if (state.by !== view && timer === null && sent <= done) control.write(state.value);
    note.textContent = state.note;

    for (const html of state.hints.slice(hints.children.length)) {
      const place = `Hint ${hints.children.length + 1}. `;
      hints.append(make("p", {}, make("strong", {}, place), make("span", { html })));
    }
    const left = state.hints.length < question.hints;
    hint.textContent = left
      ? `Hint (${state.hints.length + 1} of ${question.hints})`
      : "No more hints";
    hint.setAttribute("aria-disabled", String(!left));

    const now = JSON.stringify([state.status, state.verdict, state.lines, state.answer]);
    if (now !== before || asked) {
      const shown = state.status ? [verdict(state, question.kind === "ordering")] : [];
      said.replaceChildren(...shown);
      // A question always has the same sources. Drawing them again would close an open fold.
      if (Boolean(sources.children.length) !== Boolean(state.sources.length)) {
        sources.replaceChildren(...(state.sources.length ? [folded(state.sources)] : []));
      }
      before = now;
      asked = false;
    }

    const focused = document.activeElement;
    show.hidden = !state.showable;
    again.hidden = !["partly", "wrong", "shown"].includes(state.status);
    if (focused?.hidden && form.contains(focused)) (again.hidden ? check : again).focus();
  }

  return { form, update, leave: () => timer !== null && draft() };
}

// ---------------------------------------------------------------------------------------------

function render({ model, el }) {
  const view = Math.random().toString(36).slice(2);
  const graded = model.get("mode") === "graded";
  const waiting = new Set();
  let number = 0;
  let done = 0;
  let patience = null;
  let gone = false;

  const trouble = make("p", { class: "up-trouble" });
  const notice = make("p");
  const summary = make("p", { class: "up-summary", role: graded && "status" });
  const title = make("h3", { id: `${view}-title` }, model.get("title"));
  const region = make("section", { class: "up-card up-quiz", "aria-labelledby": title.id }, title);

  function tell() {
    const text = gone ? GONE : waiting.size && patience === null ? SILENT : "";
    if (trouble.textContent !== text) trouble.textContent = text;
  }

  function send(action, question, value) {
    number += 1;
    waiting.add(number);
    patience ??= setTimeout(() => {
      patience = null;
      tell();
    }, PATIENCE_MS);
    try {
      model.send({ action, question, value, view, number });
    } catch {
      gone = true; // the connection is closed for good
    }
    tell();
    return number;
  }

  // The kernel that made this widget has been restarted; its successor does not know the widget.
  function lost() {
    gone = true;
    tell();
  }

  function received(content) {
    if (content.view !== view) return; // each view counts its own messages
    done = Math.max(done, content.done);
    for (const one of [...waiting]) if (one <= content.done) waiting.delete(one);
    gone = false;
    if (waiting.size === 0) {
      clearTimeout(patience);
      patience = null;
    }
    tell();
  }

  const questions = model.get("questions");
  const cards = questions.map((question, place) =>
    card(question, place + 1, questions.length, {
      id: `${view}-${place}`,
      view,
      graded,
      send,
    }),
  );
  region.append(
    ...cards.map(({ form }) => form),
    summary,
    make("div", { class: "up-notice", role: "status" }, trouble, notice),
  );

  function update() {
    const state = model.get("state");
    cards.forEach((one, place) => one.update(state[questions[place].id], done));
    if (summary.textContent !== model.get("summary")) summary.textContent = model.get("summary");
    if (notice.textContent !== model.get("notice")) notice.textContent = model.get("notice");
  }

  // Letters, arrows and Enter belong to the quiz, not to the notebook's command mode, where they
  // would delete or move cells. Shortcuts with Ctrl, Alt or Cmd, such as saving, still work.
  // Escape goes back to the cell, as it does from the editor of a cell. So does Shift+Enter, which
  // would check the answer as Enter does: pressed again there, it goes on to the next cell.
  region.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    const onward = event.key === "Enter" && event.shiftKey;
    if (onward) event.preventDefault();
    if (onward || event.key === "Escape") el.closest(".jp-Cell")?.focus();
  });

  const leave = () => cards.forEach((one) => one.leave());
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    send("opened");
  });

  model.on("change:state", update);
  model.on("change:summary", update);
  model.on("change:notice", update);
  model.on("comm_live_update", lost);
  model.on("msg:custom", received);
  update();
  el.append(region);
  seen.observe(region);

  return () => {
    leave();
    seen.disconnect();
    clearTimeout(patience);
    model.off("change:state", update);
    model.off("change:summary", update);
    model.off("change:notice", update);
    model.off("comm_live_update", lost);
    model.off("msg:custom", received);
  };
}

export default { render };
