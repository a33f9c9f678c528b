// Talking with the kernel, and noticing when it does not answer.

/** @import { Answer, Link, Model } from "./types.d.ts" */

export const PATIENCE_MS = 4000; // how long the kernel may be silent before we say so

const RUN_AGAIN = "run all cells again: menu Run > Run All Cells.";

/** @param {string} kept */
export const gone = (kept) => `The kernel is not running. ${kept} To go on, ${RUN_AGAIN}`;

/** @param {string} kept */
export const silent = (kept) =>
  `The kernel does not answer: it is busy, or it is not running. ${kept} If this message stays, ` +
  RUN_AGAIN;

/**
 * Sends events to the kernel, and hands its answers on.
 *
 * @param {Model} model
 * @param {string} kept what is not lost when the kernel is gone, in a sentence
 * @param {(text: string) => void} tell says what is wrong with the connection, "" if all is well
 * @returns {Link}
 */
export function connect(model, kept, tell) {
  const view = Math.random().toString(36).slice(2);
  /** @type {Map<number, (answer: Answer) => void>} */
  const waiting = new Map();
  let number = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  let closed = false;

  function report() {
    if (closed) tell(gone(kept));
    else tell(waiting.size && patience === undefined ? silent(kept) : "");
  }

  function wait() {
    patience = setTimeout(() => {
      patience = undefined;
      report();
    }, PATIENCE_MS);
  }

  /**
   * @param {object} event
   * @param {(answer: Answer) => void} [answered]
   */
  function send(event, answered = () => {}) {
    number += 1;
    if (waiting.size === 0) wait();
    waiting.set(number, answered);
    try {
      model.send({ ...event, view, number });
    } catch {
      closed = true; // the connection is closed for good
    }
    report();
  }

  // The kernel that made this widget was restarted; its successor does not know the widget.
  function lost() {
    closed = true;
    report();
  }

  /** @param {Answer} answer */
  function received(answer) {
    const answered = answer.view === view && waiting.get(answer.done);
    if (!answered) return; // each view counts its own messages
    waiting.delete(answer.done);
    closed = false;
    clearTimeout(patience);
    patience = undefined;
    if (waiting.size) wait(); // each answer is a sign of life
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
    },
  };
}

/**
 * Calls `update` now and whenever one of the traits changes; returns what ends that.
 *
 * @param {Model} model
 * @param {string[]} traits
 * @param {() => void} update
 */
export function follow(model, traits, update) {
  for (const name of traits) model.on(`change:${name}`, update);
  update();
  return () => {
    for (const name of traits) model.off(`change:${name}`, update);
  };
}
