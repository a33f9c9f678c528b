// The open case: what lies on the board for a claim and against it, and the verdict.

import { button, buttonRow, choice, labelled, make, part, setText } from "../shared/elements.js";
import { tieFields } from "../shared/fields.js";
import { rowBody, rowHead } from "./rows.js";

/** @import { Case, Claim, Desk, Key, Piece, Side } from "./types.d.ts" */

const WEIGHTS = [
  ["1", "1 light"],
  ["2", "2 middle"],
  ["3", "3 heavy"],
];
/** @type {Side[]} */
export const SIDES = ["support", "challenge"];

/** @param {Key} key */
const keyOf = ({ table, row_id, side }) => JSON.stringify([table, row_id, side]);

/**
 * One piece of evidence on the board.
 *
 * @param {Piece} piece
 * @param {string} claim
 * @param {string} id
 * @param {Desk} desk
 */
function evidenceCard(piece, claim, id, desk) {
  const { table, row_id, side } = piece;
  const base = { claim, table, row_id, side };
  const title = make("h6", { id: `${id}-title` }, ...(piece.row ? rowHead(piece.row) : [row_id]));
  const weight = choice(`${id}-weight`, WEIGHTS);
  const longest = { maxlength: String(desk.offered.longest) };
  const passage = make("input", {
    id: `${id}-passage`,
    type: "text",
    autocomplete: "off",
    ...longest,
  });
  const reasoning = make("textarea", { id: `${id}-reasoning`, rows: "3", ...longest });
  const fields = { weight, passage, reasoning };
  const tied = tieFields(fields, [claim, table, row_id, side], { action: "edit", ...base }, desk);
  const other = side === "support" ? "challenge" : "support";
  const move = button(`Move to ${other}`, row_id, () => {
    tied.leave();
    desk.act({ action: "move", ...base }, () => desk.goTo(piece, other));
  });
  const remove = button("Remove", `${row_id} from ${side}`, () => {
    tied.leave();
    desk.act({ action: "remove", ...base }, desk.offerUndo);
  });
  const body = piece.row ? rowBody(piece.row) : [make("p", {}, "This row is not in the ledger.")];
  const node = make(
    "li",
    { class: "upb-card", "aria-labelledby": title.id },
    title,
    ...body,
    labelled("Weight", `of ${row_id}`, weight),
    labelled("Words that you rely on (if not the whole row)", `of ${row_id}`, passage),
    labelled(`Reasoning: why does it ${side} the claim?`, row_id, reasoning),
    buttonRow(move, remove),
  );
  return {
    node,
    reasoning,
    leave: tied.leave,
    /** @param {Piece} now */
    update(now) {
      tied.write(now);
      node.dataset.weight = String(now.weight);
    },
  };
}

/**
 * The open case: its claim, two columns of cards, the verdict, what is still to look at.
 *
 * @param {{ view: string, claim: Claim, desk: Desk }} open
 */
export function casePart({ view, claim, desk }) {
  /** @type {Map<string, ReturnType<typeof evidenceCard>>} */
  const cards = new Map();
  const columns = SIDES.map((side) => {
    const heading = make("h5", { id: `${view}-${side}` });
    const none = make(
      "p",
      { class: "up-help" },
      `Nothing yet. Search above, then attach as ${side}.`,
    );
    const list = make("ol", { class: "upb-cards", "aria-labelledby": heading.id });
    return {
      side,
      heading,
      none,
      list,
      node: make("div", { class: `upb-column upb-${side}` }, heading, none, list),
    };
  });
  const blank = ["", "Choose…"];
  const verdicts = desk.offered.verdicts.map((word) => [word, word]);
  const sureness = desk.offered.sureness.map((word) => [word, word]);
  const fields = {
    judgement: choice(`${view}-judgement`, [blank, ...verdicts]),
    sureness: choice(`${view}-sureness`, [blank, ...sureness]),
    limit: make("textarea", {
      id: `${view}-limit`,
      rows: "3",
      maxlength: String(desk.offered.longest),
    }),
  };
  const tied = tieFields(fields, [claim.id], { action: "judge", claim: claim.id }, desk);
  const cautionsHead = make("h4");
  const cautions = make("ul", { class: "upb-cautions" });
  let said = "";
  let number = 0;

  /** @param {Piece[]} pieces */
  function lay(pieces) {
    const keys = new Set(pieces.map(keyOf));
    for (const [key, one] of cards) {
      if (keys.has(key)) continue;
      one.node.remove();
      cards.delete(key);
    }
    for (const { side, heading, none, list } of columns) {
      const mine = pieces.filter((piece) => piece.side === side);
      setText(heading, `${side === "support" ? "Support" : "Challenge"} (${mine.length})`);
      none.hidden = mine.length > 0;
      mine.forEach((piece, place) => {
        const key = keyOf(piece);
        const { node, update } = cards.get(key) ?? begin(key, piece);
        update(piece);
        // Only a node that is in the wrong place moves: moving takes the focus away.
        if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null);
      });
      list.hidden = mine.length === 0;
    }
  }

  /**
   * @param {string} key
   * @param {Piece} piece
   */
  function begin(key, piece) {
    number += 1;
    const one = evidenceCard(piece, claim.id, `${view}-${number}`, desk);
    cards.set(key, one);
    return one;
  }

  /** @param {Case["cautions"]} now */
  function warn(now) {
    const text = JSON.stringify(now);
    if (text === said) return; // a new list would take the focus from a button in it
    said = text;
    setText(
      cautionsHead,
      now.length ? `Still to look at (${now.length})` : "Still to look at: nothing",
    );
    const lines = now.map((one) => {
      const line = make("li", {}, `${one.text} `);
      if (one.key) {
        const [table, row_id, side] = one.key;
        line.append(button("Go to it", `${row_id} (${side})`, () => goTo({ table, row_id }, side)));
      }
      return line;
    });
    cautions.replaceChildren(...lines);
    cautions.hidden = now.length === 0;
  }

  /**
   * @param {{ table: string, row_id: string }} row
   * @param {Side} side
   */
  function goTo(row, side) {
    cards.get(keyOf({ ...row, side }))?.reasoning.focus();
  }

  const verdict = make(
    "div",
    { class: "upb-verdict" },
    labelled("Judgement", `on ${claim.id}`, fields.judgement),
    labelled("How sure are you?", "", fields.sureness),
    labelled("Limit: what can this evidence not show?", "", fields.limit),
  );
  return {
    nodes: [
      part(
        "3. Weigh the evidence",
        desk.undo,
        make("div", { class: "upb-columns" }, ...columns.map((column) => column.node)),
      ),
      part("4. Give your verdict", verdict),
      make("div", { class: "up-part" }, cautionsHead, cautions),
    ],
    claim: claim.id,
    goTo,
    /**
     * @param {{ table: string, row_id: string }} row
     * @param {Side} side
     */
    lies: (row, side) => cards.has(keyOf({ ...row, side })),
    leave() {
      tied.leave();
      for (const one of cards.values()) one.leave();
    },
    /** @param {Case} now */
    update(now) {
      tied.write(now);
      lay(now.evidence);
      warn(now.cautions);
    },
  };
}
