// A line that says what is shown, and the HTML that shows it. The line is a live region of its own,
// made once and then only given new text: a screen reader reads it after every change.

import { leadToPage } from "../shared/course_page.js";
import { make, setText } from "../shared/elements.js";
import { keepKeys } from "../shared/keys.js";

/** @import { Page } from "../shared/types.d.ts" */

const MARGIN = 56; // pixels for the edge of the card and a little of what follows
const LITTLE_LONGER = 1.2;

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
  const box = () => stage.querySelector(".up-scroll");
  const chosen = () => stage.querySelector("[data-chosen]");

  // So much of a long figure is seen at once, its axis too, together with the controls above it.
  // One that is little longer than the page stands there whole: two bars to scroll are worse.
  function measure() {
    const page = el.closest(".jp-WindowedPanel-outer")?.clientHeight ?? window.innerHeight;
    const controls = el.closest(".up-explorer") ?? stage;
    const above = stage.getBoundingClientRect().top - controls.getBoundingClientRect().top;
    const long = page * LITTLE_LONGER;
    const whole = (box()?.scrollHeight ?? 0) <= long;
    stage.style.setProperty("--up-room", `${whole ? long : page - above - MARGIN}px`);
  }
  const watch = new ResizeObserver(measure);
  watch.observe(el);

  stage.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const spot = target?.closest(".up-spot");
    if (spot instanceof HTMLElement) model.send({ picked: spot.dataset.value });
    const page = target?.closest('a[href^="../docs/"]');
    if (page instanceof HTMLElement) leadToPage(page);
    const link = target?.closest("[data-leads]");
    if (!(link instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    const item = [...stage.querySelectorAll("[data-source]")].find(
      (one) => one instanceof HTMLElement && one.dataset.source === link.dataset.leads,
    );
    if (!(item instanceof HTMLElement)) return;
    const fold = item.closest("details");
    if (fold) fold.open = true;
    item.focus();
  });

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
    const place = [box()?.scrollLeft ?? 0, box()?.scrollTop ?? 0];
    const read = chosen()?.textContent ?? "";
    stage.replaceChildren(...next.childNodes);
    box()?.scrollTo(place[0], place[1]);
    for (const one of folds()) {
      if (open.includes(nameOf(one))) one.open = true;
    }
    const first = stage.dataset.revision === undefined;
    stage.dataset.revision = model.get("revision");
    setText(status, model.get("status"));
    measure();
    if (!first && chosen() && chosen()?.textContent !== read) {
      chosen()?.scrollIntoView({ block: "nearest" });
    }
  }

  model.on("change:revision", draw);
  findControls();
  draw();
  return () => {
    gone = true;
    watch.disconnect();
    model.off("change:revision", draw);
  };
}

export default { render };
