// Answers that stay in this browser, in the form in which JupyterLab keeps them.

/** @import { Kept } from "./types.d.ts" */

export const FORMAT = "unsigned-peace-answers";
const PREFIX = "unsigned-peace answers ";
/** @type {Kept} */
const NONE = { value: null, at: "", tries: 0, fraction: null, checked: null, checked_at: null };

/**
 * The answers of one notebook. Where the browser forbids storage they live as long as the page.
 */
export class Answers {
  /**
   * @param {string} notebook
   * @param {Pick<Storage, "getItem" | "setItem">} storage
   * @param {() => Date} now
   */
  constructor(notebook, storage, now = () => new Date()) {
    this.notebook = notebook;
    this.storage = storage;
    this.now = now;
    this.saved = true;
    /** @type {{ opened: Record<string, string>, answers: Record<string, Kept> }} */
    this.content = { opened: {}, answers: {} };
    this.#read();
  }

  #read() {
    try {
      const { opened, answers } = JSON.parse(this.storage.getItem(PREFIX + this.notebook) ?? "{}");
      this.content = {
        opened: { ...opened, ...this.content.opened },
        answers: { ...this.content.answers, ...answers },
      };
    } catch {
      this.saved = false; // a browser that forbids storage, or a value that somebody changed
    }
  }

  #write() {
    try {
      this.storage.setItem(PREFIX + this.notebook, JSON.stringify(this.content));
      this.saved = true;
    } catch {
      this.saved = false;
    }
  }

  /** @param {string} question @returns {Kept} */
  get(question) {
    return this.content.answers[question] ?? NONE;
  }

  /**
   * @param {string} question
   * @param {Partial<Kept>} change
   */
  put(question, change) {
    this.#read(); // another tab may have saved
    const at = this.now().toISOString();
    const checked = change.tries ? { checked_at: at } : {};
    const kept = { ...this.get(question), ...change, ...checked, at };
    this.content.answers[question] = kept;
    this.#write();
    return kept;
  }

  /** @param {string} quiz */
  open(quiz) {
    if (this.content.opened[quiz]) return;
    this.content.opened[quiz] = this.now().toISOString();
    this.#write();
  }

  /** The file that `unsigned-peace bring-answers` takes into JupyterLab. */
  file() {
    return JSON.stringify(
      { format: FORMAT, version: 1, notebook: this.notebook, ...this.content },
      null,
      1,
    );
  }
}
