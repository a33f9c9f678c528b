// A line that says what is shown, and the HTML that shows it. The line is a live region of its own,
// made once and then only given new text: a screen reader reads it after every change.

// A slider or a list needs the arrow keys and letters. JupyterLab would take them as its own: arrows
// would fold headings, and "d" twice in a list would delete the cell. Escape gives the keys back.
function keepKeys(event) {
  if (event.key === "Escape") event.currentTarget.closest(".jp-Cell")?.focus();
  const leaves = event.key === "Escape" || (event.key === "Enter" && event.shiftKey);
  if (leaves || event.ctrlKey || event.metaKey || event.altKey) return;
  event.stopPropagation();
}

function render({ model, el }) {
  el.classList.add("up-panel");
  const status = document.createElement("p");
  status.className = "up-panel-status";
  status.setAttribute("role", "status");
  const stage = document.createElement("div");
  const fonts = document.createElement("style");
  fonts.textContent = model.get("fonts");
  el.append(fonts, status, stage);
  let turn = 0;
  let gone = false;

  // The explorer round this panel is known only when the panel stands in the page.
  function findControls() {
    if (gone) return;
    const explorer = el.closest(".up-explorer");
    if (explorer) explorer.addEventListener("keydown", keepKeys);
    else requestAnimationFrame(findControls);
  }

  async function draw() {
    const mine = ++turn;
    const next = document.createElement("div");
    next.innerHTML = model.get("html");
    // Decoded first, so that the page does not jump when the new picture takes its place.
    const pictures = [...next.querySelectorAll("img")];
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    if (mine !== turn) return; // a newer figure has come in the meantime
    const open = [...stage.querySelectorAll("summary")]
      .filter((summary) => summary.parentElement.open)
      .map((summary) => summary.dataset.name);
    stage.replaceChildren(...next.childNodes);
    for (const summary of stage.querySelectorAll("summary")) {
      if (open.includes(summary.dataset.name)) summary.parentElement.open = true;
    }
    stage.dataset.revision = model.get("revision");
    status.textContent = model.get("status");
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
