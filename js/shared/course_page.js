// Links from a widget to a page of the course.
//
// A link in a widget is read against the address of JupyterLab. But JupyterLab opens a page in a
// tab of its own for any link that names the command, and the path as the server knows it.

import { make } from "./elements.js";

const OPEN = "rendermime:handle-local-link"; // what a link in a text calls, too

/**
 * The path of a page of `docs/`, which lies beside the folder of the notebook; empty where the
 * address does not tell.
 *
 * @param {string} page
 * @param {string} address such as `/lab/tree/notebooks/05-verdict.ipynb`
 */
export function pathOf(page, address) {
  const [, notebook] = /\/tree\/(.+)$/.exec(address) ?? [];
  if (!notebook) return "";
  const above = decodeURIComponent(notebook).split("/").slice(0, -2);
  return [...above, "docs", page].join("/");
}

/**
 * Names for JupyterLab the page that a link leads to, just before it takes the click.
 *
 * @param {HTMLElement} link to `../docs/page#id`
 */
export function leadToPage(link) {
  const [, page, id] = /^\.\.\/docs\/([^#]+)(#.*)$/.exec(link.getAttribute("href") ?? "") ?? [];
  const path = page && pathOf(page, location.pathname);
  if (!path) return;
  link.dataset.commandlinkerCommand = OPEN;
  link.dataset.commandlinkerArgs = JSON.stringify({ path, id });
}

/**
 * The number of a claim, which leads to its paragraph, its verdict and its sources.
 *
 * @param {string} id such as `CLM-001`
 * @param {Record<string, string>} [attributes]
 */
export function claimLink(id, attributes = {}) {
  const href = `../docs/claims.md#${id}`;
  const link = make("a", { href, target: "_blank", rel: "noopener", ...attributes }, id);
  link.addEventListener("click", () => leadToPage(link));
  return link;
}
