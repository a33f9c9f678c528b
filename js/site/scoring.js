// Scoring, as quiz/scoring.py does it: a question and an answer in, what it earned and what to say out.
// A test compares the two on every bank and on answers of every kind.

import { fold, names, number } from "./normalize.js";

/** @import { Keyed, Marked } from "./types.d.ts" */

const CLOSE_SPELLING = 0.85;
const LONGEST_COMPARED = 80;
const LONGEST_QUOTED = 140;
const BEGINNING = 70;
const ROUNDING = 1e-9;

export const READ_NUMBER = "Write one number in digits, for example 20.";

/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole ? part / whole : 0);

/** @param {unknown} answer @returns {string[]} */
const sequence = (answer) =>
  Array.isArray(answer) ? answer.filter((entry) => typeof entry === "string") : [];

/** @param {string} text @param {number} width */
function shortened(text, width) {
  const words = text.split(/\s+/u).filter(Boolean);
  let line = "";
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word;
    if ([...`${longer} …`].length > width) return line ? `${line} …` : "…";
    line = longer;
  }
  return line;
}

/** @param {string} text */
export function quoted(text) {
  const shown = [...text].length > LONGEST_QUOTED ? shortened(text, BEGINNING) : text;
  return `“${shown.replace(/[ .,;:]+$/, "") || shown}”`;
}

/**
 * How many right and how many wrong options are ticked.
 *
 * @param {Keyed} question
 * @param {unknown} answer
 */
export function found(question, answer) {
  const ids = sequence(answer);
  const ticked = question.options.filter((option) => ids.includes(option.id));
  const right = ticked.filter((option) => option.correct).length;
  return { right, wrong: ticked.length - right };
}

/**
 * How alike two texts are: twice the length of what they share, by the longest common pieces
 * (Ratcliff and Obershelp, as in Python's difflib), as a share of both lengths.
 *
 * @param {string} one
 * @param {string} other
 */
function likeness(one, other) {
  const [a, b] = [[...one], [...other]];
  /** @type {(aLow: number, aHigh: number, bLow: number, bHigh: number) => number} */
  function shared(aLow, aHigh, bLow, bHigh) {
    let [place, at, length] = [aLow, bLow, 0];
    /** @type {Map<number, number>} */
    let runs = new Map();
    for (let i = aLow; i < aHigh; i += 1) {
      /** @type {Map<number, number>} */
      const next = new Map();
      for (let j = bLow; j < bHigh; j += 1) {
        if (a[i] !== b[j]) continue;
        const run = (runs.get(j - 1) ?? 0) + 1;
        next.set(j, run);
        if (run > length) [place, at, length] = [i - run + 1, j - run + 1, run];
      }
      runs = next;
    }
    if (!length) return 0;
    const before = shared(aLow, place, bLow, at);
    return length + before + shared(place + length, aHigh, at + length, bHigh);
  }
  const both = a.length + b.length;
  return both ? (2 * shared(0, a.length, 0, b.length)) / both : 1;
}

/** @type {Record<string, (question: Keyed, answer: any) => Marked>} */
const RULES = { single, multiple, passage: multiple, number: numbered, text, ordering, matching };

/** @type {(question: Keyed, answer: any) => Marked} */
function single(question, answer) {
  const option = question.options.find((one) => one.id === answer);
  return option ? [option.correct ? 1 : 0, [option.feedback]] : [0, []];
}

/** @type {(question: Keyed, answer: any) => Marked} */
function multiple(question, answer) {
  const ids = sequence(answer);
  const right = question.options.filter((option) => option.correct).length;
  const ticks = found(question, answer);
  const wrong = share(ticks.wrong, question.options.length - right);
  const feedback = question.options
    .filter((option) => ids.includes(option.id) && option.feedback)
    .map((option) => `${option.correct ? "✓" : "✗"} ${quoted(option.text)}: ${option.feedback}`);
  if (ticks.right + ticks.wrong && ticks.right < right) {
    feedback.push(`Still to find: ${right - ticks.right}.`);
  }
  return [Math.max(0, share(ticks.right, right) - wrong), feedback];
}

/** @param {Keyed} question @param {unknown} answer */
export function unreadable(question, answer) {
  if (typeof answer !== "string" || !answer.trim()) return "";
  if (question.kind === "number" && number(answer) === null) return READ_NUMBER;
  if (question.kind === "text" && !fold(answer)) return "Write a name or a word.";
  return "";
}

/** @param {number} value @param {number} target @param {number} tolerance */
const near = (value, target, tolerance) => Math.abs(value - target) <= tolerance + ROUNDING;

/** @type {(question: Keyed, answer: any) => Marked} */
function numbered(question, answer) {
  const value = typeof answer === "string" ? number(answer) : answer;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return [0, [unreadable(question, answer)]];
  }
  if (question.answer !== null && near(value, question.answer, question.tolerance)) return [1, []];
  const said = question.mistakes.filter(
    (one) => typeof one.value === "number" && near(value, one.value, 0),
  );
  return [0, said.slice(0, 1).map((one) => one.feedback)];
}

/** @type {(question: Keyed, answer: any) => Marked} */
function text(question, answer) {
  if (typeof answer !== "string" || !fold(answer)) return [0, []];
  const given = fold(answer);
  const accepted = question.accept.map(fold);
  if (accepted.includes(given)) return [1, []];
  const exact = question.mistakes.filter((one) => given === fold(String(one.value)));
  const listed = names(answer);
  const known = [...accepted, ...question.accept.flatMap(names)];
  if (!exact.length && listed.length && listed.every((name) => known.includes(name))) {
    return [1, []];
  }
  const near = question.mistakes.filter((one) =>
    names(String(one.value)).some((name) => listed.includes(name)),
  );
  const said = [...exact, ...near].map((one) => one.feedback);
  if (!said.length && accepted.some((name) => looksLike(given, name))) {
    said.push("Very close: check the spelling.");
  }
  return [0, said.slice(0, 1)];
}

/** @param {string} given @param {string} accepted */
function looksLike(given, accepted) {
  if (Math.max([...given].length, [...accepted].length) > LONGEST_COMPARED) return false;
  return likeness(given, accepted) >= CLOSE_SPELLING;
}

/** @type {(question: Keyed, answer: any) => Marked} */
function ordering(question, answer) {
  const place = new Map(question.items.map((item, index) => [item.id, index]));
  const given = [...new Set(sequence(answer))].filter((id) => place.has(id));
  const places = given.map((id) => /** @type {number} */ (place.get(id)));
  let balance = 0;
  places.forEach((first, index) => {
    for (const later of places.slice(index + 1)) balance += first < later ? 1 : -1;
  });
  const fraction = Math.max(0, share(balance, (place.size * (place.size - 1)) / 2));
  if (fraction === 1 || !given.length) {
    return [fraction, given.length ? question.items.map((item) => item.feedback) : []];
  }
  const words = (/** @type {number} */ index) => quoted(question.items[index].text);
  const swapped = places
    .slice(1)
    .map((later, index) => [places[index], later])
    .filter(([first, later]) => first > later)
    .map(([a, b]) => `Look again at these two: ${words(a)} and ${words(b)}.`);
  return [fraction, swapped.slice(0, 1)];
}

/** @type {(question: Keyed, answer: any) => Marked} */
function matching(question, answer) {
  const chosen = answer && typeof answer === "object" && !Array.isArray(answer) ? answer : {};
  /** @type {Map<string, string>} */
  const given = new Map(Object.entries(chosen).filter(([, one]) => typeof one === "string" && one));
  const right = question.pairs.filter((pair) => given.get(pair.id) === pair.right);
  const counts = question.pairs.map(
    (pair) => question.pairs.filter((other) => other.right === pair.right).length,
  );
  const commonest = Math.max(0, ...counts);
  const lines = question.pairs.length;
  const fraction =
    right.length === lines
      ? Number(lines > 0)
      : Math.max(0, share(right.length - commonest, lines - commonest));
  const why = new Map(question.mistakes.map((one) => [one.value, one.feedback]));
  const wrong = question.pairs.filter((pair) => given.has(pair.id) && !right.includes(pair));
  const explained = wrong.filter((pair) => why.has(/** @type {string} */ (given.get(pair.id))));
  const again = wrong.filter((pair) => !explained.includes(pair)).map((pair) => quoted(pair.left));
  const feedback = [
    ...right
      .filter((pair) => pair.feedback)
      .map((pair) => `✓ ${quoted(pair.left)}: ${pair.feedback}`),
    ...explained.map(
      (pair) => `✗ ${quoted(pair.left)}: ${why.get(/** @type {string} */ (given.get(pair.id)))}`,
    ),
  ];
  if (again.length) feedback.push(`Look again at: ${again.join(", ")}.`);
  return [fraction, feedback];
}

/**
 * What an answer earns: a fraction from 0 to 1, points, and what to tell the student.
 *
 * @param {Keyed} question
 * @param {unknown} answer what JSON can hold; anything else is a wrong answer, not an error
 */
export function score(question, answer) {
  const [fraction, said] = RULES[question.kind](question, answer);
  const right = fraction === 1;
  const feedback = [...said, right ? question.feedback : ""].filter(Boolean);
  return { fraction, points: fraction * question.points, right, feedback };
}
