// Boxes to answer in words of one's own. What is written is saved, and nobody marks it.

import { labelled, make, notices, setText, shortPath } from "../shared/elements.js";
import { draftsOf, tieFields } from "../shared/fields.js";
import { connect, follow } from "../shared/kernel.js";
import { keepKeys } from "../shared/keys.js";

/** @import { Page } from "../shared/types.d.ts" */

/** @param {Page} page */
function render({ model, el }) {
  const messages = notices();
  const link = connect(model, "What you typed is kept in this browser tab.", messages.trouble);
  /** @type {{ id: string, prompt: string }[]} */
  const boxes = model.get("boxes");
  const parts = boxes.map(({ id, prompt }) => {
    const input = make("textarea", { id: `${link.view}-${id}`, rows: "3", maxlength: "4000" });
    return { id, input, field: labelled(prompt, "", input) };
  });
  const inputs = Object.fromEntries(parts.map(({ id, input }) => [id, input]));
  const room = { link, drafts: draftsOf(model.get("file")) };
  const tied = tieFields(inputs, ["own words"], { action: "note" }, room);
  const where = make("p", { class: "up-help" });
  const region = make(
    "section",
    { class: "up-card up-own-words", "aria-label": "In your own words" },
    ...parts.map(({ field }) => field),
    where,
    messages.node,
  );

  function update() {
    tied.write(model.get("texts"));
    const how = model.get("saved") ? "Saved while you type, in" : "Not saved in";
    setText(where, `${how} ${shortPath(model.get("file"))}`);
    messages.notice(model.get("notice"));
  }

  keepKeys(region, "is typed");
  const unfollow = follow(model, ["texts", "saved", "notice"], update);
  el.append(region);

  return () => {
    tied.leave();
    unfollow();
    link.close();
  };
}

export default { render };
