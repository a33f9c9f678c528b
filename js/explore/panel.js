// A line that says what is shown, and the HTML that shows it. The line is a live region of its own,
// made once and then only given new text: a screen reader reads it after every change.

import { make, setText } from "../shared/elements.js";
import { keepKeys } from "../shared/keys.js";

/** @import { Page } from "../shared/types.d.ts" */

/** @param {Page} page */
function render({ model, el }) {
  el.classList.add("up-panel");
  const status = make("p", { class: "up-panel-status", role: "status" });
  const stage = make("div");
  el.append(make("style", {}, model.get("fonts")), status, stage);
  let turn = 0;
  let gone = false;

  // The explorer round this panel is known only when the panel stands in the page.
  function findControls() {
    if (gone) return;
    const explorer = el.closest(".up-explorer");
    if (explorer instanceof HTMLElement) keepKeys(explorer, "runs the cell");
    else requestAnimationFrame(findControls);
  }

  const folds = () => [...stage.querySelectorAll("details")];
  const nameOf = (/** @type {HTMLElement} */ fold) => fold.querySelector("summary")?.dataset.name;

  async function draw() {
    turn += 1;
    const mine = turn;
    const next = make("div", { html: model.get("html") });
    // Decoded first, so that the page does not jump when the new picture takes its place.
    const pictures = [...next.querySelectorAll("img")];
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    if (mine !== turn) return; // a newer figure has come in the meantime
    const open = folds()
      .filter((one) => one.open)
      .map(nameOf);
    stage.replaceChildren(...next.childNodes);
    for (const one of folds()) {
      if (open.includes(nameOf(one))) one.open = true;
    }
    stage.dataset.revision = model.get("revision");
    setText(status, model.get("status"));
  }

  model.on("change:revision", draw);
  findControls();
  draw();
  return () => {
    gone = true;
    model.off("change:revision", draw);
  };
}

export default { render };
