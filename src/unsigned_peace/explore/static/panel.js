// Built from js/ by `make js`. Change the sources there, not this file.

// shared/elements.js
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") node.innerHTML = String(value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== void 0) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// shared/keys.js
function fate({ key, shiftKey, ctrlKey, altKey, metaKey }, shiftEnter) {
  const onward = key === "Enter" && shiftKey;
  return {
    /** Whether the notebook must not get it. */
    kept: !(ctrlKey || altKey || metaKey || onward && shiftEnter === "runs the cell"),
    /** Whether the focus goes to the cell. */
    leaves: key === "Escape" || onward && shiftEnter === "leaves",
    /** Whether the browser must not act on it. */
    spent: onward && shiftEnter === "leaves"
  };
}
function keepKeys(region, shiftEnter) {
  function pressed(event) {
    const { kept, leaves, spent } = fate(event, shiftEnter);
    if (kept) event.stopPropagation();
    if (spent) event.preventDefault();
    const cell = region.closest(".jp-Cell");
    if (leaves && cell instanceof HTMLElement) cell.focus();
  }
  region.addEventListener("keydown", pressed);
  return () => region.removeEventListener("keydown", pressed);
}

// explore/panel.js
function render({ model, el }) {
  el.classList.add("up-panel");
  const status = make("p", { class: "up-panel-status", role: "status" });
  const stage = make("div");
  el.append(make("style", {}, model.get("fonts")), status, stage);
  let turn = 0;
  let gone = false;
  function findControls() {
    if (gone) return;
    const explorer = el.closest(".up-explorer");
    if (explorer instanceof HTMLElement) keepKeys(explorer, "runs the cell");
    else requestAnimationFrame(findControls);
  }
  const folds = () => [...stage.querySelectorAll("details")];
  const nameOf = (fold) => fold.querySelector("summary")?.dataset.name;
  async function draw() {
    turn += 1;
    const mine = turn;
    const next = make("div", { html: model.get("html") });
    const pictures = [...next.querySelectorAll("img")];
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => void 0)));
    if (mine !== turn) return;
    const open = folds().filter((one) => one.open).map(nameOf);
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
var panel_default = { render };
export {
  panel_default as default
};
