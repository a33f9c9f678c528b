// Keys that belong to a widget, and not to the notebook round it.

/**
 * What Shift+Enter does: in a quiz it leaves (there, Enter checks), in fields it is typed, and among
 * the controls of an explorer it runs the cell, as elsewhere in the notebook.
 *
 * @typedef {"leaves" | "is typed" | "runs the cell"} ShiftEnter
 */

/**
 * What becomes of a key that was pressed inside a widget.
 *
 * Letters, arrows and Enter belong to the widget, not to the notebook's command mode, where they
 * would delete or move cells. Shortcuts with Ctrl, Alt or Cmd, such as saving, still work. Escape
 * goes back to the cell, as it does from the editor of a cell.
 *
 * @param {Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">} event
 * @param {ShiftEnter} shiftEnter
 */
export function fate({ key, shiftKey, ctrlKey, altKey, metaKey }, shiftEnter) {
  const onward = key === "Enter" && shiftKey;
  return {
    /** Whether the notebook must not get it. */
    kept: !(ctrlKey || altKey || metaKey || (onward && shiftEnter === "runs the cell")),
    /** Whether the focus goes to the cell. */
    leaves: key === "Escape" || (onward && shiftEnter === "leaves"),
    /** Whether the browser must not act on it. */
    spent: onward && shiftEnter === "leaves",
  };
}

/**
 * Keeps the keys that are pressed inside `region`; returns what ends that.
 *
 * @param {HTMLElement} region
 * @param {ShiftEnter} shiftEnter
 */
export function keepKeys(region, shiftEnter) {
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { kept, leaves, spent } = fate(event, shiftEnter);
    if (kept) event.stopPropagation();
    if (spent) event.preventDefault();
    if (leaves) leave();
  }

  // The text fields of ipywidgets let no key out: Escape is heard there on its way in.
  /** @param {KeyboardEvent} event */
  function escaped({ key, target }) {
    const field = target instanceof HTMLInputElement && target.closest(".jupyter-widgets");
    if (field && key === "Escape") leave();
  }

  function leave() {
    const cell = region.closest(".jp-Cell");
    if (cell instanceof HTMLElement) cell.focus();
  }

  region.addEventListener("keydown", pressed);
  region.addEventListener("keydown", escaped, true);
  return () => {
    region.removeEventListener("keydown", pressed);
    region.removeEventListener("keydown", escaped, true);
  };
}
