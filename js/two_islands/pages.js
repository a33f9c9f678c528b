// The pages of the game: begin, hand over, turn, end. The kernel says which one is shown.

import {
  button,
  buttonRow,
  choice,
  folded,
  labelled,
  listOf,
  make,
  part,
  setText,
} from "../shared/elements.js";
import { movePart } from "./moves.js";
import { papersOf } from "./papers.js";

/** @import { Act, BeginPage, EndPage, HandOverPage, Tools, TurnPage } from "./types.d.ts" */

/**
 * @param {string} name
 * @param {string} legend
 * @param {string[][]} options value, title and perhaps a text
 * @param {string} chosen
 * @param {(value: string) => void} changed
 */
function radioList(name, legend, options, chosen, changed) {
  const radios = options.map(([value, title, text]) => {
    const input = make("input", { type: "radio", name, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => changed(value));
    const body = make("span", {}, make("strong", {}, title), text ? ` ${text}` : "");
    return make("label", { class: "upt-choice" }, input, body);
  });
  return make("fieldset", {}, make("legend", {}, legend), ...radios);
}

const WAYS = [
  ["Japan", "I play Japan.", "The course plays the Soviet Union."],
  ["USSR", "I play the Soviet Union.", "The course plays Japan."],
  [
    "screen",
    "We play at this screen.",
    "Two or three students; two may share a side. The papers are hidden when you change places.",
  ],
  [
    "Japan apart",
    "I play Japan, and another student plays the Soviet Union on another computer.",
    "You send each other the game as a file.",
  ],
  [
    "USSR apart",
    "I play the Soviet Union, and another student plays Japan on another computer.",
    "You send each other the game as a file.",
  ],
];
/** @type {Record<string, string>} */
const NAMES = { Japan: "Japan", USSR: "the Soviet Union" };

/**
 * A file that the other player has sent.
 *
 * @param {string} view
 * @param {() => string} way
 * @param {Act} act
 * @param {HTMLElement} wrong
 */
function openFile(view, way, act, wrong) {
  const input = make("input", { id: `${view}-file`, type: "file", accept: ".jsonl,.txt,.json" });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    setText(wrong, "");
    const text = await file.text();
    input.value = ""; // the same file can be chosen again
    act({ action: "open", text, way: way() }, (answer) => setText(wrong, answer.wrong ?? ""));
  });
  return labelled("Open a game file (it ends in .jsonl)", "", input);
}

/**
 * @param {BeginPage} page
 * @param {string} view
 * @param {Tools} tools
 */
function beginPage(page, view, { act }) {
  const form = { way: "Japan", japan: page.lines.Japan[0].id, ussr: page.lines.USSR[0].id };
  const wrong = make("p", { class: "upt-wrong", role: "alert" });
  const bad = make("p", { class: "upt-wrong", role: "alert" });
  const lines = (
    /** @type {string} */ party,
    /** @type {"japan" | "ussr"} */ field,
    /** @type {string} */ legend,
  ) =>
    radioList(
      `${view}-${field}`,
      legend,
      page.lines[party].map((line) => [line.id, `${line.name}.`, `(${line.who}) ${line.case}`]),
      form[field],
      (value) => {
        form[field] = value;
      },
    );
  const names = Object.keys(NAMES).map((party) => {
    const input = make("input", {
      id: `${view}-name-${party}`,
      type: "text",
      maxlength: "80",
      autocomplete: "off",
    });
    return {
      party,
      input,
      field: labelled(`Name of who plays ${NAMES[party]}`, "(may stay empty)", input),
    };
  });

  function fit() {
    const [way, apart] = form.way.split(" ");
    for (const { party, field } of names)
      field.hidden = !apart && way !== "screen" && way !== party;
  }

  const ways = radioList(`${view}-way`, "Who plays?", WAYS, form.way, (value) => {
    form.way = value;
    fit();
  });
  fit();
  const start = button("Begin the talks", "", () => {
    const [way, apart] = form.way.split(" ");
    const given = Object.fromEntries(names.map(({ party, input }) => [party, input.value]));
    act(
      {
        action: "begin",
        way,
        apart: Boolean(apart),
        japan: form.japan,
        ussr: form.ussr,
        names: given,
      },
      (answer) => setText(wrong, answer.wrong ?? ""),
    );
  });
  start.classList.add("upt-main");
  const seat = choice(`${view}-seat`, [
    ["Japan", "I play Japan"],
    ["USSR", "I play the Soviet Union"],
    ["screen", "Both sides play at this screen"],
  ]);
  return [
    part(
      "A new game",
      ways,
      lines("Japan", "japan", "Which line does Japan follow?"),
      lines("USSR", "ussr", "Which line does the Soviet Union follow?"),
      ...names.map((one) => one.field),
      make(
        "p",
        { class: "up-help" },
        "You cannot take a move back. The game is saved after each move.",
      ),
      wrong,
      buttonRow(start),
    ),
    folded(
      "Or go on with a game that came as a file",
      labelled("Which side do you play?", "", seat),
      openFile(view, () => seat.value, act, bad),
      bad,
    ),
  ];
}

/**
 * @param {HandOverPage} page
 * @param {string} _
 * @param {Tools} tools
 */
function handOverPage(page, _, { act }) {
  const go = button(page.button, "", () => act({ action: "seat" }));
  go.classList.add("upt-main");
  return [make("p", {}, page.text), buttonRow(go)];
}

/**
 * @param {TurnPage} page
 * @param {string} view
 * @param {Tools} tools
 */
function sendPart(page, view, { act }) {
  const wrong = make("p", { class: "upt-wrong", role: "alert" });
  return part(
    "Play with a student at another computer",
    page.waits ? make("p", {}, page.waits) : "",
    buttonRow(keepButton(act)),
    openFile(view, () => "", act, wrong),
    wrong,
    make(
      "p",
      { class: "up-help" },
      "The file can be read in an editor, both sides' moves and reasons included. Agree not to look.",
    ),
  );
}

/** @param {Act} act */
function keepButton(act) {
  return button("Save the game as a file", "", () =>
    act({ action: "export" }, ({ text, name }) => {
      if (!text) return;
      const address = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
      make("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }),
  );
}

/** @param {Act} act */
function leavePart(act) {
  return folded(
    "Put this game away and begin another",
    make(
      "p",
      {},
      "The game is kept under another name in the same folder. A class compares first games: finish yours if you can.",
    ),
    buttonRow(button("Put this game away", "", () => act({ action: "leave" }))),
  );
}

/**
 * @param {TurnPage} page
 * @param {string} view
 * @param {Tools} tools
 */
function turnPage(page, view, tools) {
  return [
    make("p", {}, page.where),
    ...papersOf(page, view),
    page.yours ? movePart(page, view, tools) : "",
    page.sendable ? sendPart(page, view, tools) : "",
    make(
      "p",
      { class: "up-help" },
      "To pause, close the notebook: each move is saved. To go on, open it again. If the game does not come, choose Run > Run All Cells.",
    ),
    leavePart(tools.act),
  ];
}

/**
 * @param {EndPage} page
 * @param {string} _
 * @param {Tools} tools
 */
function endPage(page, _, { act }) {
  return [
    ...page.lines.map((text) => make("p", {}, text)),
    make(
      "p",
      {},
      make(
        "strong",
        {},
        "Now read on below: the papers of both sides are open. Run the cells of the debriefing.",
      ),
    ),
    folded("The whole course of the talks", listOf(page.course)),
    buttonRow(
      keepButton(act),
      button("Put this game away and begin another", "", () => act({ action: "leave" })),
    ),
  ];
}

/** @type {Record<string, (page: any, view: string, tools: Tools) => (Node | string)[]>} */
export const PAGES = { begin: beginPage, "hand over": handOverPage, turn: turnPage, end: endPage };
