// Draws a document that is read: sealed until it is guessed, or with all that is known of it.

import {
  announcer,
  button,
  citation,
  folded,
  labelled,
  make,
  notices,
  part,
  setText,
  shortPath,
} from "../shared/elements.js";
import { draftsOf, tieFields } from "../shared/fields.js";
import { connect, follow } from "../shared/kernel.js";
import { keepKeys } from "../shared/keys.js";
import { passageList } from "./passages.js";

/** @import { Page } from "../shared/types.d.ts" */
/** @import { Document, Notes, OpenedDocument, Revealed, Room, SealedDocument } from "./types.d.ts" */

/**
 * The form that opens the envelope.
 *
 * @param {SealedDocument} page
 * @param {Room} room
 */
function guessPart(page, { view, act }) {
  const inputs = page.asked.map(([name, asked]) => {
    const input = make("input", {
      id: `${view}-guess-${name}`,
      type: "text",
      maxlength: "300",
      autocomplete: "off",
    });
    return { name, asked, input };
  });
  const form = make(
    "form",
    { class: "upr-guess" },
    ...inputs.map(({ asked, input }) => labelled(asked, "", input)),
    make("button", { type: "submit" }, "Open the envelope"),
  );
  const missing = make("p", { class: "up-trouble", "aria-hidden": "true" }); // it is said as well
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const guess = Object.fromEntries(inputs.map(({ name, input }) => [name, input.value]));
    act({ action: "guess", ...guess }, ({ said = "" }) => setText(missing, said));
  });
  const help =
    "Read the words. Which of them give away who wrote, when and where? You may write: I cannot tell.";
  return part("Your guess", make("p", { class: "up-help" }, help), form, missing);
}

/**
 * Each guess beside the truth, and what in the words gave it away.
 *
 * @param {Revealed} revealed
 * @param {(passage: number) => void} goTo
 */
function revealedPart({ answers = [], hints = [] }, goTo) {
  const heads = ["", "Your guess", "The paper"].map((text) => make("th", { scope: "col" }, text));
  const rows = answers.map(([asked, guess, truth, distance]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, asked),
      make("td", {}, distance ? `${guess} (${distance})` : guess),
      make("td", {}, truth),
    ),
  );
  const caption = make("caption", { class: "up-hidden" }, "Your guess beside the truth");
  const lines = hints.map(({ gives, hint, passage }) => {
    const line = make("li", {}, make("strong", {}, `The ${gives}: `), `${hint} `);
    if (passage !== null) {
      line.append(button(`Go to passage ${passage}`, "", () => goTo(passage)));
    }
    return line;
  });
  return part(
    "What gave it away",
    make(
      "table",
      {},
      caption,
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows),
    ),
    make("ul", { class: "upr-hints" }, ...lines),
  );
}

/** @param {OpenedDocument} page */
function headParts(page) {
  const facts = page.facts.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]);
  const readings = page.readings.map(({ text, url }) =>
    make("li", {}, ...citation({ id: "where it was read", text, url })),
  );
  const sources = page.sources.map((source) =>
    make("li", {}, make("strong", {}, source.id), ": ", ...citation(source)),
  );
  const questions = page.questions.map(([asked, text]) =>
    make("li", {}, make("strong", {}, asked), ` ${text}`),
  );
  return [
    part(
      "Before you read",
      make("p", {}, page.head_note),
      folded("About this paper", make("dl", {}, ...facts)),
      folded("Where the words were read, and sources", make("ul", {}, ...readings, ...sources)),
    ),
    part("Four questions", make("ol", {}, ...questions)),
  ];
}

/** @param {Page} page */
function render({ model, el }) {
  const messages = notices();
  const { region: live, say } = announcer();
  const link = connect(model, "What you typed is kept in this browser tab.", messages.trouble);
  const view = `upr-${link.view}`;
  const heading = make("h3", { id: `${view}-title`, tabindex: "-1" });
  const line = make("p", { class: "upr-line" });
  const body = make("div");
  const saved = make("p", { class: "up-help" });
  const note = make("textarea", { id: `${view}-note`, rows: "3", maxlength: "4000" });
  /** @type {Room & { drafts: ReturnType<typeof draftsOf> }} */
  const room = {
    view,
    link,
    drafts: draftsOf(model.get("file")),
    act(event, then = () => {}) {
      asked = true;
      link.send(event, (answer) => {
        say(answer.said);
        then(answer);
        asked = false;
      });
    },
  };
  /** @type {ReturnType<typeof passageList> | undefined} */
  let passages;
  let asked = false; // the reader of this view has acted: a new page takes the focus
  let drawn = "";

  const tied = tieFields(
    { note },
    [model.get("document").id, "0"],
    { action: "note", passage: 0 },
    room,
  );

  /** @param {Document} page */
  function draw(page) {
    passages?.leave();
    const list = passageList(page, room);
    const words = part("The words", list.list);
    passages = list;
    setText(heading, page.title);
    setText(line, page.sealed ? "Who wrote this, when and where?" : page.line);
    if (page.sealed) {
      body.replaceChildren(words, guessPart(page, room));
    } else {
      const revealed = model.get("revealed");
      const gave = revealed.answers ? [revealedPart(revealed, list.goTo)] : [];
      body.replaceChildren(...gave, ...headParts(page), words);
    }
    if (asked) heading.focus();
  }

  function update() {
    /** @type {Document} */
    const page = model.get("document");
    if (page.id !== drawn) {
      drawn = page.id;
      draw(page);
    }
    /** @type {Notes} */
    const notes = model.get("notes");
    passages?.update(notes.passages);
    tied.write(notes);
    setText(
      saved,
      `${notes.saved ? "Your notes are kept in" : "Not saved in"} ${shortPath(model.get("file"))}`,
    );
    messages.notice(model.get("notice"));
  }

  const region = make(
    "section",
    { class: "up-card upr-reader", "aria-labelledby": heading.id },
    heading,
    line,
    body,
    part(
      "Your note on this document",
      labelled("In a sentence: what does it show?", "", note),
      saved,
    ),
    live,
    messages.node,
  );
  keepKeys(region, "is typed");
  const unfollow = follow(model, ["document", "revealed", "notes", "notice"], update);
  el.append(region);

  return () => {
    passages?.leave();
    tied.leave();
    unfollow();
    link.close();
  };
}

export default { render };
