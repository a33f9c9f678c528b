// Brings the practice quizzes of a page to life: the same view as in JupyterLab, without a kernel.

import quiz from "../quiz/quiz.js";
import { make } from "../shared/elements.js";
import { Answers } from "./answers.js";
import { Practice } from "./practice.js";

/** @import { Model } from "../shared/types.d.ts" */
/** @import { Page } from "./types.d.ts" */

/**
 * What the view takes for the kernel's side of a widget.
 *
 * @param {Page} page
 * @param {Answers} answers
 * @returns {Model}
 */
function modelOf(page, answers) {
  const practice = new Practice(page, answers);
  /** @type {Map<string, Set<(content?: any) => void>>} */
  const callbacks = new Map();
  const call = (/** @type {string} */ name, /** @type {any} */ content) => {
    for (const callback of callbacks.get(name) ?? []) callback(content);
  };
  /** @type {Record<string, () => unknown>} */
  const traits = {
    title: () => page.title,
    mode: () => "practice",
    questions: () => page.questions,
    state: () => practice.states(),
    summary: () => practice.summary(),
    notice: () =>
      answers.saved
        ? ""
        : "This browser does not keep answers. They last until you leave the page.",
  };
  return {
    get: (name) => traits[name](),
    set() {},
    save_changes() {},
    send(content) {
      const event = /** @type {any} */ (content);
      practice.handle(event);
      call("change:state", undefined);
      call("msg:custom", { done: event.number, view: event.view });
    },
    on(name, callback) {
      callbacks.set(name, (callbacks.get(name) ?? new Set()).add(callback));
    },
    off: (name, callback) => callbacks.get(name)?.delete(callback),
  };
}

/** @param {Answers} answers */
function carrier(answers) {
  const save = make("button", { type: "button", class: "up-carry" }, "Save my answers as a file");
  save.addEventListener("click", () => {
    const file = new Blob([answers.file()], { type: "application/json" });
    const link = make("a", {
      href: URL.createObjectURL(file),
      download: `${answers.notebook}.json`,
    });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  const how = "Your answers stay in this browser. To go on in JupyterLab: ";
  const then = `, put the file into the folder of the course, and type there: unsigned-peace bring-answers ${answers.notebook}.json`;
  return make("p", { class: "up-carrier" }, how, save, then);
}

/** @type {Map<string, Answers>} */
const known = new Map();
/** @type {Map<string, Element>} */
const last = new Map();
for (const place of document.querySelectorAll(".up-static-quiz")) {
  /** @type {Page} */
  const page = JSON.parse(place.querySelector("script")?.textContent ?? "null");
  const answers = known.get(page.notebook) ?? new Answers(page.notebook, localStorage);
  known.set(page.notebook, answers);
  const el = make("div");
  quiz.render({ model: modelOf(page, answers), el });
  place.replaceChildren(el);
  last.set(page.notebook, place);
}
for (const [notebook, place] of last) {
  place.after(carrier(/** @type {Answers} */ (known.get(notebook))));
}
