// Rows of the ledger: how one is shown, and the search for them.

import {
  button,
  buttonRow,
  choice,
  citation,
  labelled,
  make,
  setText,
  unseen,
} from "../shared/elements.js";
import { TYPING_MS } from "../shared/fields.js";

/** @import { Link } from "../shared/types.d.ts" */
/** @import { Row, Side } from "./types.d.ts" */

const PAGE = 10; // rows that are shown at once

/**
 * The head of a row: its id, its date, its table.
 *
 * @param {Row} row
 */
export function rowHead(row) {
  const name = [row.row_id, row.when].filter(Boolean).join(" · ");
  return [make("strong", {}, name), ` · ${row.kind}`];
}

/** @param {Row} row */
export function rowBody(row) {
  /** @type {HTMLElement[]} */
  const parts = [make("p", { class: "upb-summary" }, row.summary)];
  if (row.confidence === "low" || row.unverified.length) {
    const sign = make("span", { "aria-hidden": "true" }, "⚠ ");
    const columns = row.unverified.length ? ` Not verified: ${row.unverified.join(", ")}.` : "";
    parts.push(make("p", { class: "upb-doubt" }, sign, `Confidence: ${row.confidence}.${columns}`));
  } else if (row.confidence !== "high") {
    parts.push(make("p", { class: "upb-grade" }, `Confidence: ${row.confidence}.`));
  }
  const list = make("dl");
  for (const [name, text] of row.details) list.append(make("dt", {}, name), make("dd", {}, text));
  const sources = make("ul", {}, ...row.sources.map(sourceLine));
  const summary = make("summary", {}, "More, and sources: ");
  summary.append(row.sources.map((source) => source.id).join(", "));
  parts.push(make("details", {}, summary, list, sources));
  return parts;
}

/** @param {Row["sources"][number]} source */
const sourceLine = (source) =>
  make("li", {}, make("strong", {}, source.id), ": ", ...citation(source));

/**
 * The words that are selected inside `node`, if any.
 *
 * @param {Node} node
 */
function selectedIn(node) {
  const selection = document.getSelection();
  if (!selection?.rangeCount) return "";
  const inside = node.contains(selection.getRangeAt(0).commonAncestorContainer);
  return inside ? selection.toString().trim() : "";
}

/**
 * The search part. `attach` lays a row on the board; `goTo` goes to a row that lies there; `lies`
 * tells whether it does.
 *
 * @param {{
 *   view: string,
 *   tables: string[][],
 *   link: Link,
 *   attach: (row: Row, side: Side, passage: string) => void,
 *   goTo: (row: Row, side: Side) => void,
 *   lies: (row: Row, side: Side) => boolean,
 * }} board
 */
export function searchPart({ view, tables, link, attach, goTo, lies }) {
  const words = make("input", { id: `${view}-words`, type: "search", autocomplete: "off" });
  const table = choice(`${view}-table`, [["", "All tables"], ...tables]);
  const since = make("input", {
    id: `${view}-since`,
    type: "text",
    size: "10",
    autocomplete: "off",
  });
  const until = make("input", {
    id: `${view}-until`,
    type: "text",
    size: "10",
    autocomplete: "off",
  });
  const status = make("p", { role: "status", class: "upb-status" });
  const list = make("ol", { class: "upb-results" });
  const more = button("Show more rows", "", () => ask(last, list.children.length + PAGE));
  const form = make(
    "form",
    { class: "upb-search", role: "search", "aria-label": "Search the ledger" },
    labelled("Words", "", words),
    labelled("Table", "", table),
    make(
      "div",
      { class: "upb-dates" },
      labelled("From", "year or date", since),
      labelled("To", "year or date", until),
      make("button", { type: "submit" }, "Search"),
    ),
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let asked = 0;
  /** @type {ReturnType<typeof result>[]} */
  let results = [];
  let last = {}; // what was searched for: the fields may have changed since

  function search() {
    clearTimeout(timer);
    timer = undefined;
    last = { query: words.value, table: table.value, since: since.value, until: until.value };
    ask(last, PAGE);
  }

  /**
   * @param {object} what
   * @param {number} count
   */
  function ask(what, count) {
    asked += 1;
    const mine = asked;
    link.send({ action: "search", ...what, count }, ({ found }) => {
      if (mine === asked && found) show(found, count > PAGE);
    });
  }

  /**
   * @param {{ rows: Row[], left: number, summary: string }} found
   * @param {boolean} continued
   */
  function show(found, continued) {
    const before = continued ? list.children.length : 0;
    results = [...results.slice(0, before), ...found.rows.slice(before).map(result)];
    list.replaceChildren(...results.map((one) => one.node));
    list.hidden = results.length === 0;
    more.hidden = found.left <= 0;
    setText(status, found.summary);
    update();
    // "Show more" has moved down, or is gone: the first new row is the place to go on.
    if (continued && results[before]) results[before].node.querySelector("summary")?.focus();
  }

  /** @param {Row} row */
  function result(row) {
    const words = make(
      "div",
      {},
      make("p", { class: "upb-head" }, ...rowHead(row)),
      ...rowBody(row),
    );
    const node = make("li", {}, words);
    /** @type {Side[]} */
    const sides = ["support", "challenge"];
    const buttons = sides.map((side) => {
      // A click may clear the selection before it counts as one.
      let picked = "";
      const act = button("", "", () => {
        if (lies(row, side)) goTo(row, side);
        else attach(row, side, picked || selectedIn(node));
        picked = "";
      });
      act.addEventListener("pointerdown", () => {
        picked = selectedIn(node);
      });
      return { side, act };
    });
    node.append(buttonRow(...buttons.map(({ act }) => act)));
    function update() {
      for (const { side, act } of buttons) {
        const there = lies(row, side);
        const [text, more] = there
          ? [`✓ Attached as ${side}`, `: go to ${row.row_id}`]
          : [`Attach as ${side}`, ` ${row.row_id}`];
        if (act.textContent !== text + more) act.replaceChildren(text, unseen(more));
      }
    }
    return { node, update };
  }

  function update() {
    for (const one of [...laid, ...results]) one.update();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, TYPING_MS);
  });
  list.hidden = true;
  more.hidden = true;
  const laidTitle = make("h5", {}, "From your reading");
  const laidList = make("ol", { class: "upb-results" });
  const laidPart = make("div", { hidden: true }, laidTitle, laidList);
  /** @type {ReturnType<typeof result>[]} */
  let laid = [];
  let drawn = "";

  /**
   * Shows the passages that were laid aside for the board while reading.
   *
   * @param {Row[]} waiting
   */
  function lay(waiting) {
    const names = JSON.stringify(waiting.map((row) => row.row_id));
    if (names === drawn) return; // a new list would take the focus from a button in it
    drawn = names;
    laid = waiting.map(result);
    laidList.replaceChildren(...laid.map((one) => one.node));
    laidPart.hidden = laid.length === 0;
  }

  const help = make(
    "p",
    { class: "up-help" },
    "Type words, such as Okinawa, or choose a table. A date is 1956, 1956-08 or 1956-08-19. " +
      "To attach only some words of a row, select them first.",
  );
  return { node: make("div", {}, laidPart, form, help, status, list, more), lay, update };
}
