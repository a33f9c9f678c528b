// Makers of elements, and of the small parts that every widget has.

/** @import { Source } from "./types.d.ts" */

/**
 * Makes an element. `true` sets an empty attribute; `false` and `undefined` set none. The
 * attribute `html` is a fragment that the kernel has made, and so escaped.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") node.innerHTML = String(value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/**
 * Changes a text only where it differs: a live region would say it again.
 *
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Words for screen readers, which cannot see from the place of a control what it belongs to.
 *
 * @param {string} text
 */
export const unseen = (text) => make("span", { class: "up-hidden" }, text);

/**
 * @param {string} text
 * @param {string} more what a screen reader says after it
 * @param {(event: MouseEvent) => void} clicked
 */
export function button(text, more, clicked) {
  const node = make("button", { type: "button" }, text);
  if (more) node.append(unseen(` ${more}`));
  node.addEventListener("click", clicked);
  return node;
}

/**
 * Says of a button that it does nothing now. It stays in the order of the Tab key, so that the
 * keyboard never loses its place.
 *
 * @param {HTMLElement} node
 * @param {boolean} off
 */
export function rest(node, off) {
  if (off) node.setAttribute("aria-disabled", "true");
  else node.removeAttribute("aria-disabled"); // "not disabled" would be said of each button
}

/** @param {...(Node | string)} buttons */
export const buttonRow = (...buttons) => make("div", { class: "up-buttons" }, ...buttons);

/**
 * @param {string} text
 * @param {string} more what a screen reader says after it
 * @param {HTMLElement} input an element with an id
 */
export function labelled(text, more, input) {
  const label = make("label", { for: input.id }, text);
  if (more) label.append(unseen(` ${more}`));
  return make("div", { class: "up-field" }, label, input);
}

/**
 * @param {string} id
 * @param {string[][]} options pairs of value and text
 */
export function choice(id, options) {
  const select = make("select", { id });
  for (const [value, text] of options) select.append(make("option", { value }, text));
  return select;
}

/** @param {string[]} lines */
export const listItems = (lines) => lines.map((line) => make("li", {}, line));

/** @param {string[]} lines */
export const listOf = (lines) => make("ul", {}, ...listItems(lines));

/**
 * @param {string} summary
 * @param {...(Node | string)} content
 */
export const folded = (summary, ...content) =>
  make("details", {}, make("summary", {}, summary), ...content);

/**
 * A part of a widget under its heading.
 *
 * @param {string} title
 * @param {...(Node | string)} nodes
 */
export const part = (title, ...nodes) =>
  make("div", { class: "up-part" }, make("h4", {}, title), ...nodes);

/**
 * The text of a source, and a link to it where there is one.
 *
 * @param {Source} source
 * @returns {(Node | string)[]}
 */
export function citation(source) {
  if (!/^https?:/.test(source.url)) return [source.text];
  const link = { href: source.url, target: "_blank", rel: "noopener noreferrer" };
  return [source.text, " ", make("a", link, `Open ${source.id} (new tab)`)];
}

/** A live region, out of sight, and the function that says something in it. */
export function announcer() {
  const region = make("p", { role: "status", class: "up-hidden" });
  return {
    region,
    /** @param {string} [text] the same words twice are said twice */
    say(text) {
      region.replaceChildren();
      if (text) setTimeout(() => region.replaceChildren(text), 50);
    },
  };
}

/**
 * What is wrong with the kernel (`trouble`) or with saving (`notice`), at the foot of a widget.
 */
export function notices() {
  const trouble = make("p", { class: "up-trouble" });
  const notice = make("p", { class: "up-trouble" });
  const node = make("div", { class: "up-notice", role: "status" }, trouble, notice);
  return {
    node,
    /** @param {string} text */
    trouble: (text) => setText(trouble, text),
    /** @param {string} text */
    notice: (text) => setText(notice, text),
  };
}

/**
 * The last two parts of a path: as much as a student needs to find the file.
 *
 * @param {string} file
 */
export const shortPath = (file) => file.split(/[\\/]/).slice(-2).join("/");
