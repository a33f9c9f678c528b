// A practice quiz without a kernel: what quiz/quiz_controller.py does, for a page of the site.

import { html, remark } from "./markup.js";
import { found, score, unreadable } from "./scoring.js";

/** @import { State } from "../quiz/types.d.ts" */
/** @import { Keyed, Page, Shown } from "./types.d.ts" */
/** @import { Answers } from "./answers.js" */

const LONGEST_TYPED = 500;
/** @type {Record<string, string>} */
const NOT_THIS = {
  text: "This is not one of the answers that I know.",
  number: "Not this number.",
};

/** @param {any} value */
export function isEmpty(value) {
  if (typeof value === "string") return !value.trim();
  if (Array.isArray(value)) return value.length === 0;
  if (value && typeof value === "object") return !Object.values(value).some(Boolean);
  return value === null || value === undefined;
}

/**
 * A number as Python writes it with `.3g`.
 *
 * @param {number} value
 */
export const brief = (value) => String(Number(value.toPrecision(3)));

/** @param {number} value */
const points = (value) => `${Number(value.toPrecision(4))} point${value === 1 ? "" : "s"}`;

/** @param {Keyed} question @param {any} value */
function incomplete(question, value) {
  const isMapping = value && typeof value === "object" && !Array.isArray(value);
  if (question.kind !== "matching" || !isMapping) return unreadable(question, value);
  const picked = question.pairs.filter((pair) => value[pair.id]).length;
  const lines = question.pairs.length;
  return picked > 0 && picked < lines ? `${picked} of ${lines} chosen.` : "";
}

/** @param {Keyed} question @param {unknown} answer @param {number} earned */
function partlyRight(question, answer, earned) {
  if (!["multiple", "passage"].includes(question.kind)) {
    return `${brief(Number(earned.toFixed(4)))} of ${points(question.points)}`;
  }
  const { right, wrong } = found(question, answer);
  const all = question.options.filter((option) => option.correct).length;
  return `${right} of ${all} found${wrong ? `, ${wrong} wrong` : ""}`;
}

/**
 * What to say about an answer that was checked.
 *
 * @param {Keyed} question
 * @param {unknown} answer
 * @param {boolean} hints whether there is a hint to look at
 */
export function verdict(question, answer, hints) {
  const result = score(question, answer);
  let lines = result.feedback.map(remark);
  if (result.right) return { status: "right", symbol: "✓", verdict: "Right.", lines };
  if (result.fraction) {
    const said = `Partly right: ${partlyRight(question, answer, result.points)}.`;
    return { status: "partly", symbol: "◐", verdict: said, lines };
  }
  if (!lines.length && NOT_THIS[question.kind]) {
    lines = [NOT_THIS[question.kind] + (hints ? " Look at the hint." : "")];
  }
  return { status: "wrong", symbol: "✗", verdict: "Not yet.", lines };
}

const SILENT = { status: "", symbol: "", verdict: "", lines: [], answer: [], sources: [] };
const FRESH = { hints: 0, shown: false, hidden: false, nothing: false, by: "", at: "" };

export class Practice {
  /**
   * @param {Page} page
   * @param {Answers} answers where answers are kept
   */
  constructor(page, answers) {
    this.page = page;
    this.answers = answers;
    this.questions = new Map(page.questions.map((one) => [one.id, one]));
    this.screens = new Map(page.questions.map((one) => [one.id, { ...FRESH }]));
  }

  /** @param {{ action: string, question?: string, value?: any, view?: string }} event */
  handle({ action, question = "", value = null, view = "" }) {
    const asked = this.questions.get(question);
    const screen = this.screens.get(question);
    if (action === "opened") this.answers.open(this.page.quiz);
    if (!asked || !screen) return;
    const answer = typeof value === "string" ? [...value].slice(0, LONGEST_TYPED).join("") : value;
    if (action === "hint") screen.hints = Math.min(screen.hints + 1, asked.hint_lines.length);
    if (action === "again") Object.assign(screen, { shown: false, hidden: true, nothing: false });
    if (action === "show" && this.answers.get(question).tries) {
      Object.assign(screen, { shown: true, nothing: false });
    }
    if (action === "draft") this.#draft(asked, screen, answer, view);
    if (action === "check") this.#check(asked, screen, answer, view);
  }

  /** @param {Shown} asked @param {typeof FRESH} screen @param {any} value @param {string} view */
  #draft(asked, screen, value, view) {
    if (JSON.stringify(value) === JSON.stringify(this.answers.get(asked.id).value)) return;
    const kept = this.answers.put(asked.id, { value });
    Object.assign(screen, { by: view, at: kept.at, nothing: false });
  }

  /** @param {Shown} asked @param {typeof FRESH} screen @param {any} value @param {string} view */
  #check(asked, screen, value, view) {
    const left = asked.kind === "ordering" && isEmpty(value);
    const answer = left ? asked.items.map((item) => item.id) : value;
    if (isEmpty(answer)) {
      this.#draft(asked, screen, answer, view);
      screen.nothing = true;
      return;
    }
    const { fraction } = score(asked.key, answer);
    const tries = this.answers.get(asked.id).tries + 1;
    const kept = this.answers.put(asked.id, { value: answer, checked: answer, tries, fraction });
    Object.assign(screen, { by: view, at: kept.at, nothing: false, shown: false, hidden: false });
  }

  /** What the screen shows of each answer. */
  states() {
    return Object.fromEntries(this.page.questions.map((asked) => [asked.id, this.#state(asked)]));
  }

  /** How far the student has come, in one line. */
  summary() {
    const right = this.page.questions.filter((one) => this.answers.get(one.id).fraction === 1);
    return `${right.length} of ${this.page.questions.length} right.`;
  }

  /** @param {Shown} asked @returns {State} */
  #state(asked) {
    const kept = this.answers.get(asked.id);
    const screen = this.screens.get(asked.id) ?? FRESH;
    /** @type {State} */
    const state = {
      .../** @type {any} */ (SILENT),
      value: kept.value,
      by: screen.at === kept.at ? screen.by : "",
      hints: asked.hint_lines.slice(0, screen.hints),
      showable: kept.tries > 0 && kept.fraction !== 1 && !screen.shown,
      note: "",
    };
    const same = JSON.stringify(kept.value) === JSON.stringify(kept.checked);
    if (screen.nothing) {
      return {
        ...state,
        status: "empty",
        symbol: "!",
        verdict: "Choose or write an answer first.",
      };
    }
    if (screen.shown) {
      const said = { status: "shown", symbol: "→", verdict: "The answer:" };
      const { answer_lines: answer, explanations: lines, sources } = asked;
      return { ...state, ...said, answer, lines, sources };
    }
    if (kept.tries && same && !screen.hidden) {
      const said = verdict(asked.key, kept.checked, asked.hint_lines.length > 0);
      return { ...state, ...said, sources: asked.sources };
    }
    if (isEmpty(kept.value)) return state;
    const open = html(incomplete(asked.key, kept.value));
    return { ...state, note: ["Saved, not checked yet.", open].filter(Boolean).join(" ") };
  }
}
