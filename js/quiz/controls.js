// What a student answers with: one maker for each kind of question.
//
// Each calls `changed(delay)` when the student acts.

import { choice, make, rest, unseen } from "../shared/elements.js";

/** @import { Maker } from "./types.d.ts" */

const ANSWERING_MS = 300; // a pause in typing that is long enough to save the answer

/** @type {Maker} */
function picks(question, id, changed) {
  const type = question.kind === "single" ? "radio" : "checkbox";
  const passage = question.kind === "passage";
  const inputs = question.options.map((option) =>
    make("input", { type, name: id, value: option.id }),
  );
  const labels = question.options.map((option, place) =>
    make(
      "label",
      { class: passage ? "up-segment" : "up-option" },
      inputs[place],
      make("span", { html: option.html }),
    ),
  );
  const node = make("div", { class: passage ? "up-passage" : "up-options" });
  for (const label of labels) node.append(label, " ");
  node.addEventListener("change", () => changed(0));
  const picked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return {
    node,
    first: () => inputs.find((input) => input.checked) ?? inputs[0],
    read: () => (type === "radio" ? (picked()[0] ?? null) : picked()),
    write(value) {
      const ids = Array.isArray(value) ? value : [value];
      for (const input of inputs) input.checked = ids.includes(input.value);
    },
  };
}

/** @type {Maker} */
function typed(question, id, changed) {
  const input = make("input", {
    id,
    type: "text",
    class: "up-input",
    maxlength: "500",
    autocomplete: "off",
    spellcheck: "false",
    inputmode: question.kind === "number" && "decimal",
  });
  const label = question.unit ? `Your answer, in ${question.unit}:` : "Your answer:";
  input.addEventListener("input", () => changed(ANSWERING_MS));
  input.addEventListener("change", () => changed(0));
  return {
    node: make("div", { class: "up-typed" }, make("label", { for: id }, label), input),
    first: () => input,
    read: () => input.value,
    write(value) {
      const text = String(value ?? "");
      if (input.value !== text) input.value = text; // writing an equal text would move the caret
    },
  };
}

/** @type {Maker} */
function orderingControl(question, _, changed, announce) {
  let moved = false;
  const list = make("ol", { class: "up-order" });
  /** @type {Map<string, { row: HTMLElement, up: HTMLElement, down: HTMLElement }>} */
  const rows = new Map();
  /** @type {Map<Element, string>} */
  const ids = new Map();
  for (const item of question.items) {
    const mover = (/** @type {string} */ way, /** @type {string} */ text) =>
      make(
        "button",
        { type: "button" },
        make("span", { "aria-hidden": "true" }, text),
        unseen(`Move ${item.name} ${way}`),
      );
    const up = mover("up", "↑ Up");
    const down = mover("down", "↓ Down");
    const parts = make("div", { class: "up-row" }, make("span", { html: item.html }), up, down);
    const row = make("li", {}, parts);
    up.addEventListener("click", () => move(item, row, up, -1));
    down.addEventListener("click", () => move(item, row, down, 1));
    rows.set(item.id, { row, up, down });
    ids.set(row, item.id);
    list.append(row);
  }
  const order = () => [...list.children].map((row) => ids.get(row) ?? "");

  /**
   * @param {{ id: string, name: string }} item
   * @param {HTMLElement} row
   * @param {HTMLElement} button
   * @param {number} step
   */
  function move(item, row, button, step) {
    const neighbour = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    const count = list.children.length;
    if (!neighbour) {
      announce(`${item.name} is already ${step < 0 ? "first" : "last"}.`);
      return;
    }
    neighbour[step < 0 ? "before" : "after"](row);
    moved = true;
    button.focus(); // moving an element in the page takes the focus from it
    ends();
    announce(`${item.name}: now ${order().indexOf(item.id) + 1} of ${count}.`);
    changed(0);
  }

  function ends() {
    for (const { row, up, down } of rows.values()) {
      rest(up, !row.previousElementSibling);
      rest(down, !row.nextElementSibling);
    }
  }

  ends();
  return {
    node: list,
    first: () => [...list.querySelectorAll("button")].find((one) => one.ariaDisabled !== "true"),
    read: () => (moved ? order() : null),
    write(value) {
      const given = Array.isArray(value) ? value : [];
      moved = given.length > 0;
      const wanted = moved ? given : question.items.map((item) => item.id);
      const focused = document.activeElement;
      for (const one of wanted) {
        const row = rows.get(one)?.row;
        if (row) list.append(row);
      }
      if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
      ends();
    },
  };
}

/** @type {Maker} */
function matchingControl(question, id, changed) {
  const node = make("div", { class: "up-pairs" });
  const options = question.choices.map(({ value, name }) => [value, name]);
  const selects = question.pairs.map((pair, place) => {
    const select = choice(`${id}-${place}`, [["", "Choose…"], ...options]);
    node.append(make("label", { for: select.id, html: pair.html }), select);
    return { name: pair.id, select };
  });
  const names = question.choices.map(({ name }) => name);
  node.append(make("p", { class: "up-on-paper" }, `Choose from: ${names.join("; ")}`));
  node.addEventListener("change", () => changed(0));
  return {
    node,
    first: () => selects[0].select,
    read: () =>
      Object.fromEntries(
        selects.filter((one) => one.select.value).map((one) => [one.name, one.select.value]),
      ),
    write(value) {
      const chosen = value && typeof value === "object" && !Array.isArray(value) ? value : {};
      for (const { name, select } of selects) select.value = chosen[name] ?? "";
    },
  };
}

/** @type {Record<string, Maker>} */
const MAKERS = { number: typed, text: typed, ordering: orderingControl, matching: matchingControl };

/** @type {Maker} */
export const control = (question, ...more) => (MAKERS[question.kind] ?? picks)(question, ...more);
