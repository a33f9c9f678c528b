// One question: its form, its buttons, its live region.
//
// The kernel scores: no answer key ever reaches this file. Texts named `html` are made in the kernel,
// which escapes everything but em, strong and code.

import { button, buttonRow, citation, folded, make, rest } from "../shared/elements.js";
import { control } from "./controls.js";

/** @import { Send, Source } from "../shared/types.d.ts" */
/** @import { Question, State } from "./types.d.ts" */

/**
 * What the kernel said about an answer.
 *
 * @param {State} state
 * @param {boolean} ordered whether the right answer has an order
 */
function verdictLine(state, ordered) {
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
  for (const html of state.lines) box.append(" ", make("p", { html })); // a pause where it is heard
  return box;
}

/** @param {Source[]} listed */
function foldedSources(listed) {
  if (listed.length === 1) {
    return folded(`Source ${listed[0].id}`, make("p", {}, ...citation(listed[0])));
  }
  const cited = listed.map((source) =>
    make("p", {}, make("strong", {}, `${source.id}: `), ...citation(source)),
  );
  return folded(`Sources (${listed.length})`, ...cited);
}

/**
 * @param {Question} question
 * @param {number} number
 * @param {number} count how many questions the quiz has
 * @param {{ id: string, view: string, graded: boolean, send: Send }} quiz
 */
export function questionForm(question, number, count, { id, view, graded, send }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let unconfirmed = 0; // answers on their way to the kernel
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
    make("span", { class: "up-prompt", html: question.prompt }),
  );
  if (question.kind === "multiple" && !graded) {
    legend.append(make("span", { class: "up-several" }, "More than one may be right."));
  }
  const field = make("fieldset", {}, legend);
  if (question.intro) field.append(make("p", { class: "up-intro", html: question.intro }));
  field.append(answer.node);
  const form = make("form", { class: "up-question" }, field, buttons, note, live, sources);

  /** @param {number} delay */
  function changed(delay) {
    clearTimeout(timer);
    timer = setTimeout(draft, delay);
  }

  /** @param {string} action */
  function hand(action) {
    clearTimeout(timer);
    timer = undefined;
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

  /** @param {State} state */
  function update(state) {
    // What this view sent comes back to it: by then the student may have typed on. And what comes
    // back for another question is older than an answer to this one that is still on its way.
    if (state.by !== view && timer === undefined && unconfirmed === 0) answer.write(state.value);
    note.textContent = state.note;

    for (const html of state.hints.slice(hints.children.length)) {
      const place = `Hint ${hints.children.length + 1}. `;
      hints.append(make("p", {}, make("strong", {}, place), make("span", { html })));
    }
    const left = state.hints.length < question.hints;
    hint.textContent = left
      ? `Hint (${state.hints.length + 1} of ${question.hints})`
      : "No more hints";
    rest(hint, !left);

    const now = JSON.stringify([state.status, state.verdict, state.lines, state.answer]);
    if (now !== before || asked) {
      const shown = state.status ? [verdictLine(state, question.kind === "ordering")] : [];
      said.replaceChildren(...shown);
      // A question always has the same sources. Drawing them again would close an open fold.
      if (Boolean(sources.children.length) !== Boolean(state.sources.length)) {
        sources.replaceChildren(...(state.sources.length ? [foldedSources(state.sources)] : []));
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
      if (timer !== undefined) draft();
    },
  };
}
