import type { NotebookPanel } from "@jupyterlab/notebook";

const BY_THE_READER = ["wheel", "keydown", "pointerdown", "touchstart"];

/**
 * Keep the cell at the top of the window where it is while the page grows and shrinks around it.
 *
 * Ends when the reader moves, or when the returned function is called.
 */
export function holdPlace(panel: NotebookPanel): () => void {
  const outer = panel.content.outerNode;
  const top = () => outer.getBoundingClientRect().top;
  const seen = panel.content.widgets.find((cell) => {
    const box = cell.node.getBoundingClientRect();
    return box.bottom > top() + 1;
  });
  if (!seen || outer.scrollTop === 0) return () => {};
  const offset = seen.node.getBoundingClientRect().top - top();
  const restore = () => {
    const moved = seen.node.getBoundingClientRect().top - top() - offset;
    if (Math.abs(moved) >= 1) outer.scrollTop += moved;
  };
  const sizes = new ResizeObserver(restore);
  for (const cell of panel.content.widgets) sizes.observe(cell.node);
  outer.addEventListener("scroll", restore);
  const release = () => {
    sizes.disconnect();
    outer.removeEventListener("scroll", restore);
    for (const kind of BY_THE_READER) window.removeEventListener(kind, release, true);
  };
  for (const kind of BY_THE_READER) window.addEventListener(kind, release, true);
  return release;
}
