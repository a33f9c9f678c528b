// A page without a browser: as much of the DOM as the parts of our widgets use.

class Text {
  constructor(text) {
    this.textContent = text;
  }
}

const FLAGS = ["hidden", "disabled", "checked"];
const NAMES = ["id", "value", "type", "name"];

class Element extends EventTarget {
  childNodes = [];
  attributes = new Map();
  classes = new Set();
  hidden = false;
  disabled = false;
  checked = false;
  value = "";

  constructor(tag) {
    super();
    this.tag = tag;
    this.classList = {
      add: (name) => this.classes.add(name),
      toggle: (name, on) => (on ? this.classes.add(name) : this.classes.delete(name)),
      contains: (name) => this.classes.has(name),
    };
  }

  get children() {
    return this.childNodes.filter((node) => node instanceof Element);
  }

  get options() {
    return this.children;
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get textContent() {
    return this.childNodes.map((node) => node.textContent).join("");
  }

  set textContent(text) {
    this.replaceChildren(text);
  }

  set innerHTML(text) {
    this.replaceChildren(text);
  }

  get ariaDisabled() {
    return this.attributes.get("aria-disabled") ?? null;
  }

  get previousElementSibling() {
    return this.#beside(-1);
  }

  get nextElementSibling() {
    return this.#beside(1);
  }

  #beside(step) {
    const all = this.parent?.children ?? [];
    return all[all.indexOf(this) + step] ?? null;
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
    if (FLAGS.includes(name)) this[name] = true;
    if (NAMES.includes(name)) this[name] = value;
    if (name === "class") this.classes = new Set(value.split(" "));
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  append(...nodes) {
    this.#put(this.childNodes.length, nodes);
  }

  before(...nodes) {
    this.remove(...nodes);
    this.parent.#put(this.parent.childNodes.indexOf(this), nodes);
  }

  after(...nodes) {
    this.remove(...nodes);
    this.parent.#put(this.parent.childNodes.indexOf(this) + 1, nodes);
  }

  replaceChildren(...nodes) {
    this.childNodes = [];
    this.append(...nodes);
  }

  remove(...nodes) {
    for (const node of nodes) {
      const all = node.parent?.childNodes;
      if (all?.includes(node)) all.splice(all.indexOf(node), 1);
    }
  }

  #put(place, nodes) {
    const fresh = nodes.map((node) => (node instanceof Element ? node : new Text(String(node))));
    this.remove(...fresh);
    for (const node of fresh) node.parent = this;
    this.childNodes.splice(Math.min(place, this.childNodes.length), 0, ...fresh);
    if (this.tag === "select" && !this.value) this.value = this.children[0]?.value ?? "";
  }

  contains(node) {
    return node === this || this.children.some((child) => child.contains(node));
  }

  querySelectorAll(tag) {
    return this.children.flatMap((child) => [
      ...(child.tag === tag ? [child] : []),
      ...child.querySelectorAll(tag),
    ]);
  }

  querySelector(tag) {
    return this.querySelectorAll(tag)[0] ?? null;
  }

  focus() {
    globalThis.document.activeElement = this;
  }

  /** What happens to an element happens to all in which it stands. */
  happen(type) {
    for (let node = this; node; node = node.parent) node.dispatchEvent(new Event(type));
  }

  click() {
    this.happen("click");
  }
}

/** Opens an empty page for a test. */
export function openPage() {
  globalThis.Element = Element;
  globalThis.HTMLElement = Element;
  globalThis.document = {
    activeElement: null,
    createElement: (tag) => new Element(tag),
    getSelection: () => null,
  };
  const texts = new Map();
  globalThis.sessionStorage = {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => texts.set(name, text),
  };
}

/** The button with these words, of all that stand in an element. */
export function buttonOf(node, words) {
  const found = node.querySelectorAll("button").find((one) => one.textContent.includes(words));
  if (!found) throw new Error(`no button says ${words}`);
  return found;
}

/** Types into a field, as the browser tells it. */
export function type(field, text) {
  field.focus();
  field.value = text;
  field.happen("input");
}
