import { MarkdownCell } from "@jupyterlab/cells";
import { NotebookActions, type NotebookPanel } from "@jupyterlab/notebook";
import type { CourseBar } from "./bar";

const TYPED_ELSEWHERE =
  "input, textarea, select, button, [contenteditable='true'], [data-lm-suppress-shortcuts='true']";

/** Let a double click on a text type, and offer a deleted cell back. */
export function makeWritingSafe(panel: NotebookPanel, bar: CourseBar): void {
  panel.node.addEventListener("dblclick", (event) => void typeInto(panel, event));
  let deleted = 0;
  const bringBack = () => {
    deleted -= 1;
    NotebookActions.undo(panel.content);
    if (deleted > 0) offer();
    else bar.say("The cell is back.");
  };
  const offer = () =>
    bar.say(deleted === 1 ? "A cell was deleted." : `${deleted} cells were deleted.`, [
      { label: "Bring it back", act: bringBack },
    ]);
  panel.content.model?.sharedModel.changed.connect((_, { cellsChange = [] }) => {
    const count = (key: "insert" | "delete") =>
      cellsChange.reduce((sum, part) => sum + size(part[key]), 0);
    const [gone, come] = [count("delete"), count("insert")];
    if (gone > come) {
      deleted += 1;
      offer();
    } else if (come > gone) deleted = 0; // undo would take the new cell away first
  });
}

function size(part: number | readonly unknown[] | undefined): number {
  return typeof part === "number" ? part : (part?.length ?? 0);
}

/** JupyterLab opens a text at a double click, but its keys stay commands. Here they type. */
async function typeInto(panel: NotebookPanel, event: MouseEvent): Promise<void> {
  const cell = panel.content.activeCell;
  if (!(cell instanceof MarkdownCell) || cell.rendered) return;
  // The text that was clicked is gone by now: an editor stands in its place.
  if (!event.composedPath().includes(cell.node)) return;
  await cell.ready;
  panel.content.mode = "edit";
  cell.editor?.focus();
}

/**
 * Put the letters and digits to sleep that are commands in notebooks: `x` cuts, `m` changes a cell.
 *
 * Listens before JupyterLab does. `allowed` says whether the reader has switched them on.
 */
export function quietLetters(bars: WeakMap<Element, CourseBar>, allowed: () => boolean): void {
  const listen = (event: KeyboardEvent) => {
    if (event.key.length !== 1 || event.key === " ") return;
    if (event.ctrlKey || event.metaKey || event.altKey || allowed()) return;
    const target = event.target instanceof Element ? event.target : null;
    const page = target?.closest(".up-course");
    if (!page || !target?.closest(".jp-Notebook.jp-mod-commandMode")) return;
    if (target.closest(TYPED_ELSEWHERE)) return;
    event.stopImmediatePropagation();
    bars
      .get(page)
      ?.say("To write in a cell, press Enter or click twice. Letters alone do nothing.");
  };
  window.addEventListener("keydown", listen, true);
}
