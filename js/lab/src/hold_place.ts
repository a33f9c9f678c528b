import type { NotebookPanel } from "@jupyterlab/notebook";

const BY_THE_READER = ["wheel", "keydown", "pointerdown", "touchstart"];

/**
 * Keep a part of a notebook where it stands while the page grows and shrinks around it.
 *
 * Without a `node`, that is the cell at the top of the window. Ends when the reader moves, or when
 * the returned function is called.
 */
export function holdPlace(panel: NotebookPanel, node?: Element): () => void {
  const outer = panel.content.outerNode;
  const top = () => outer.getBoundingClientRect().top;
  const cells = panel.content.widgets;
  const held =
    node ?? cells.find((cell) => cell.node.getBoundingClientRect().bottom > top() + 1)?.node;
  if (!held) return () => {};
  const offset = held.getBoundingClientRect().top - top();
  const restore = () => {
    const moved = held.getBoundingClientRect().top - top() - offset;
    if (Math.abs(moved) >= 1 && held.isConnected) outer.scrollTop += moved;
  };
  const sizes = new ResizeObserver(restore);
  for (const cell of cells) sizes.observe(cell.node);
  outer.addEventListener("scroll", restore);
  const release = () => {
    sizes.disconnect();
    outer.removeEventListener("scroll", restore);
    for (const kind of BY_THE_READER) window.removeEventListener(kind, release, true);
  };
  for (const kind of BY_THE_READER) window.addEventListener(kind, release, true);
  return release;
}
