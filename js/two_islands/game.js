// Draws the page that the kernel gives, and sends what a player does.

import { announcer, make, notices, setText, shortPath } from "../shared/elements.js";
import { draftsOf } from "../shared/fields.js";
import { connect, follow } from "../shared/kernel.js";
import { keepKeys } from "../shared/keys.js";
import { PAGES } from "./pages.js";

/** @import { Page } from "../shared/types.d.ts" */
/** @import { Act } from "./types.d.ts" */

/** @param {Page} page */
function render({ model, el }) {
  const messages = notices();
  const { region: live, say } = announcer();
  const link = connect(model, "What you typed is kept in this browser tab.", messages.trouble);
  const view = `upt-${link.view}`;
  const heading = make("h3", { id: `${view}-title`, tabindex: "-1" });
  const body = make("div");
  let shown = "";
  let moved = false; // the reader of this view has acted: the new page takes the focus

  /** @type {Act} */
  function act(event, then = () => {}) {
    moved = true;
    link.send(event, (answer) => {
      say(answer.said);
      then(answer);
      moved = false;
    });
  }

  const tools = { act, drafts: draftsOf(model.get("file")) };
  const region = make(
    "section",
    { class: "up-card upt-game", "aria-label": "Two Islands" },
    make("p", { class: "upt-name" }, `Two Islands · saved in ${shortPath(model.get("file"))}`),
    heading,
    body,
    live,
    messages.node,
  );

  function update() {
    messages.notice(model.get("notice"));
    const page = model.get("page");
    if (page.key === shown) return; // what is being filled in stays
    shown = page.key;
    setText(heading, page.title);
    body.replaceChildren(...PAGES[page.kind](page, view, tools));
    if (moved) heading.focus();
  }

  keepKeys(region, "is typed");
  const unfollow = follow(model, ["page", "notice"], update);
  el.append(region);

  return () => {
    unfollow();
    link.close();
  };
}

export default { render };
