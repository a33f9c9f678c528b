import type { NotebookPanel } from "@jupyterlab/notebook";

const SETTLED_MS = 200;

/**
 * Give names to what JupyterLab leaves without one: cells, their editors, folds of sections.
 *
 * A notebook says that it is a feed; what stands in a feed are articles. Editors and folds come as
 * one scrolls, so this looks again whenever something came. A text with a wide table can be scrolled
 * by keys.
 */
export function nameWhatIsUnnamed(panel: NotebookPanel): void {
  let waiting: number | undefined;
  const look = () => {
    waiting = undefined;
    const cells = panel.content.widgets;
    for (const [place, { node, model }] of cells.entries()) {
      const what = model.type === "code" ? "Code" : "Text";
      set(node, "role", "article");
      name(node, ".jp-InputArea-editor .cm-content", `${what} of cell ${place + 1}`);
      name(node, ".jp-collapseHeadingButton", "Fold or unfold this section");
      for (const text of node.querySelectorAll(".jp-MarkdownOutput")) {
        if (text.scrollWidth > text.clientWidth) set(text, "tabindex", "0"); // arrows scroll it
      }
    }
  };
  const seen = new MutationObserver(() => {
    waiting ??= window.setTimeout(look, SETTLED_MS);
  });
  seen.observe(panel.content.node, { childList: true, subtree: true });
  panel.disposed.connect(() => {
    seen.disconnect();
    window.clearTimeout(waiting);
  });
  look();
}

function name(cell: Element, what: string, text: string): void {
  for (const one of cell.querySelectorAll(what)) set(one, "aria-label", text);
}

function set(node: Element, attribute: string, value: string): void {
  if (node.getAttribute(attribute) !== value) node.setAttribute(attribute, value);
}
