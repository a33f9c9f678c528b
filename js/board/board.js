// Draws the board, keeps what is on the screen in step with the kernel.

import { claimLink } from "../shared/course_page.js";
import {
  announcer,
  button,
  buttonRow,
  choice,
  labelled,
  make,
  notices,
  part,
  setText,
  shortPath,
  unseen,
} from "../shared/elements.js";
import { draftsOf } from "../shared/fields.js";
import { connect, follow } from "../shared/kernel.js";
import { keepKeys } from "../shared/keys.js";
import { casePart } from "./case.js";
import { claimsPart } from "./claims.js";
import { searchPart } from "./rows.js";

/** @import { Answer, Page } from "../shared/types.d.ts" */
/** @import { Claim, Desk, Offered } from "./types.d.ts" */

/** @param {Page} page */
function render({ model, el }) {
  /** @type {Offered} */
  const offered = model.get("offered");
  const messages = notices();
  const { region: live, say } = announcer();
  const file = make("p", { class: "upb-file" });
  const link = connect(model, "What you typed is kept in this browser tab.", messages.trouble);
  const view = `upb-${link.view}`;
  /** @type {ReturnType<typeof casePart> | undefined} */
  let open;

  /**
   * @param {object} event
   * @param {(answer: Answer) => void} [then]
   */
  function act(event, then = () => {}) {
    link.send(event, (answer) => {
      say(answer.said);
      then(answer);
    });
  }

  const undone = make("span");
  const undoButton = button("Undo", "removing it", () =>
    act({ action: "undo" }, ({ back }) => {
      if (!back) return;
      if (open?.claim !== back.claim) choose(back.claim);
      open?.goTo(back, back.side);
    }),
  );
  const undo = make("p", { class: "upb-undo" }, undone, " ", undoButton);

  /** @type {Desk} */
  const desk = {
    offered,
    link,
    drafts: draftsOf(model.get("file")),
    act,
    undo,
    offerUndo: () => undoButton.focus(),
    goTo: (row, side) => open?.goTo(row, side),
  };

  const claims = claimsPart({ view, claims: offered.claims, choose });
  const rows = searchPart({
    view,
    tables: offered.tables,
    link,
    lies: (row, side) => open?.lies(row, side) ?? false,
    goTo: desk.goTo,
    attach(row, side, passage) {
      if (!open) {
        say("Choose a claim first.");
        claims.node.querySelector("input")?.focus();
        return;
      }
      const { table, row_id } = row;
      act({ action: "attach", claim: open.claim, table, row_id, side, passage });
    },
  });

  const chosen = make("div", { class: "upb-chosen" });
  const work = make("div");
  const scope = choice(`${view}-scope`, []);
  const exported = make("p", { role: "status", class: "upb-status" });
  const save = (/** @type {string} */ what) =>
    button(`Save the ${what}`, "as a file", () => {
      open?.leave(); // first what is still being typed
      link.send({ action: "export", what, claim: scope.value }, ({ said }) =>
        setText(exported, said ?? ""),
      );
    });
  const title = make("h3", { id: `${view}-title` }, "Evidence board");
  const region = make(
    "section",
    { class: "up-card upb-board", "aria-labelledby": title.id },
    make("div", { class: "upb-title" }, title, file),
    part("1. Choose a claim of the article", claims.node, chosen),
    part("2. Find evidence", rows.node),
    work,
    part(
      "5. Take it with you",
      labelled("Which claims?", "to save", scope),
      buttonRow(save("outline"), save("references")),
      exported,
    ),
    live,
    messages.node,
  );

  /** @param {string} id */
  function choose(id) {
    model.set("claim", id);
    model.save_changes();
    update();
  }

  /** @param {Claim} claim */
  function begin(claim) {
    open?.leave();
    open = casePart({ view: `${view}-${claim.id}`, claim, desk });
    const head = make(
      "p",
      { class: "upb-head" },
      make("strong", {}, claimLink(claim.id), unseen(" on the page of claims")),
      ` · ${claim.where} of the article · ${claim.kind}`,
    );
    chosen.replaceChildren(head, make("blockquote", {}, claim.text));
    work.replaceChildren(...open.nodes);
    scope.replaceChildren(
      make("option", { value: claim.id }, `Only ${claim.id}`),
      make("option", { value: "" }, "All claims on my board"),
    );
  }

  function update() {
    const { cases, laid, undo: removed, saved } = model.get("state");
    const id = model.get("claim");
    const claim = offered.claims.find((one) => one.id === id);
    if (claim && open?.claim !== id) begin(claim);
    open?.update(cases[open.claim] ?? offered.blank);
    claims.update(cases, id);
    rows.lay(laid);
    rows.update();
    undo.hidden = !removed;
    setText(undone, removed ? `${removed} was removed.` : "");
    const begun = Object.keys(cases).length > 0;
    const how = begun ? "Saved in" : "Will be saved in";
    setText(file, `${saved ? how : "Not saved in"} ${shortPath(model.get("file"))}`);
    messages.notice(model.get("notice"));
  }

  keepKeys(region, "is typed");
  const leave = () => open?.leave();
  window.addEventListener("pagehide", leave);
  if (!model.get("claim")) {
    chosen.append(make("p", { class: "up-help" }, "Choose a claim to begin."));
    scope.append(make("option", { value: "" }, "All claims on my board"));
  }
  const unfollow = follow(model, ["state", "claim", "notice"], update);
  el.append(region);
  claims.show();

  return () => {
    leave();
    window.removeEventListener("pagehide", leave);
    unfollow();
    link.close();
  };
}

export default { render };
