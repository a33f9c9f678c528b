// The passages of a document: its words, English beside them, and what the student notes on them.

import { button, buttonRow, labelled, make, unseen } from "../shared/elements.js";
import { tieFields } from "../shared/fields.js";

/** @import { Drafts } from "../shared/types.d.ts" */
/** @import { Document, Passage, PassageNote, Room } from "./types.d.ts" */

/**
 * @param {string} text
 * @param {string} language
 * @param {string} by whose words they are
 */
function quotation(text, language, by) {
  const quote = make("blockquote", { lang: language }, text);
  return make("div", {}, make("p", { class: "up-help" }, by), quote);
}

/** @param {Passage} passage */
function wording(passage) {
  const pair = make("div", { class: "upr-pair" });
  if (passage.summary) {
    pair.append(
      make("div", {}, make("p", { class: "up-help" }, "Summary, in our words"), passage.summary),
    );
  }
  if (passage.original)
    pair.append(quotation(passage.original, passage.language, passage.original_by));
  if (passage.english) pair.append(quotation(passage.english, "en", passage.english_by));
  return pair;
}

/**
 * One passage with its mark, its note and the button that lays it on the evidence board.
 *
 * @param {Passage} passage
 * @param {Document} page
 * @param {Room & { drafts: Drafts }} room
 */
function passagePart(passage, page, room) {
  const { number } = passage;
  const id = `${room.view}-${number}`;
  const name = passage.label ? `Passage ${number}: ${passage.label}` : `Passage ${number}`;
  const title = make("h5", { id: `${id}-title`, tabindex: "-1" }, name);
  const mark = make("input", { type: "checkbox", id: `${id}-mark` });
  mark.addEventListener("change", () => {
    room.act({ action: "mark", passage: number, on: mark.checked });
    noted.hidden = !mark.checked;
  });
  const note = make("textarea", { id: `${id}-note`, rows: "2", maxlength: "4000" });
  const tied = tieFields(
    { note },
    [page.id, String(number)],
    { action: "note", passage: number },
    room,
  );
  const noted = labelled("Your note", `on passage ${number}`, note);
  let laid = false;
  const lay = button("", "", () => room.act({ action: "lay", passage: number, on: !laid }));
  lay.hidden = page.sealed;
  const controls = make(
    "div",
    { class: "upr-controls" },
    make("label", { class: "upr-mark" }, mark, make("span", {}, `Mark passage ${number}`)),
    buttonRow(lay),
    noted,
  );
  const node = make(
    "li",
    { class: "upr-passage", "aria-labelledby": title.id },
    title,
    wording(passage),
  );
  if (passage.note) node.append(make("p", { class: "up-help" }, passage.note));
  node.append(controls);
  return {
    node,
    title,
    leave: tied.leave,
    /** @param {PassageNote} now */
    update(now) {
      mark.checked = now.marked;
      node.classList.toggle("upr-marked", now.marked);
      noted.hidden = !now.marked && !now.note;
      laid = now.for_board;
      const text = laid ? "✓ On the evidence board: take it back" : "Lay on the evidence board";
      if (lay.firstChild?.textContent !== text) {
        lay.replaceChildren(text, unseen(`(passage ${number})`));
      }
      tied.write(now);
    },
  };
}

/**
 * All passages of a document; `goTo` brings the focus to one.
 *
 * @param {Document} page
 * @param {Room & { drafts: Drafts }} room
 */
export function passageList(page, room) {
  const parts = new Map(page.passages.map((one) => [one.number, passagePart(one, page, room)]));
  const list = make("ol", { class: "upr-passages" }, ...[...parts.values()].map((one) => one.node));
  return {
    list,
    /** @param {Record<string, PassageNote>} now */
    update(now) {
      for (const [number, one] of parts) one.update(now[number]);
    },
    /** @param {number} number */
    goTo: (number) => parts.get(number)?.title.focus(),
    leave() {
      for (const one of parts.values()) one.leave();
    },
  };
}
