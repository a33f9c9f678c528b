// What a student answers with: one maker for each kind of question.
//
// Each returns its node, `read` and `write` of the answer, and `first`, the element that takes the
// focus. They call `changed(delay)` when the student acts. The kernel joins this file and
// question.js into one module, see quiz/view.py.

const TYPING_MS = 300; // a pause in typing that is long enough to save the answer

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") node.innerHTML = value;
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function picks(question, id, changed) {
  const type = question.kind === "single" ? "radio" : "checkbox";
  const passage = question.kind === "passage";
  const inputs = question.options.map((option) =>
    make("input", { type, name: id, value: option.id }),
  );
  const labels = question.options.map((option, place) =>
    make(
      "label",
      { class: passage ? "up-segment" : "up-option" },
      inputs[place],
      make("span", { html: option.html }),
    ),
  );
  const node = make("div", { class: passage ? "up-passage" : "up-options" });
  for (const label of labels) node.append(label, " ");
  node.addEventListener("change", () => changed(0));
  const picked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return {
    node,
    first: () => inputs.find((input) => input.checked) ?? inputs[0],
    read: () => (type === "radio" ? (picked()[0] ?? null) : picked()),
    write(value) {
      const ids = [value ?? []].flat();
      for (const input of inputs) input.checked = ids.includes(input.value);
    },
  };
}

function typed(question, id, changed) {
  const input = make("input", {
    id,
    type: "text",
    class: "up-input",
    maxlength: "500",
    autocomplete: "off",
    spellcheck: "false",
    inputmode: question.kind === "number" && "decimal",
  });
  const label = question.unit ? `Your answer, in ${question.unit}:` : "Your answer:";
  input.addEventListener("input", () => changed(TYPING_MS));
  input.addEventListener("change", () => changed(0));
  return {
    node: make("div", { class: "up-typed" }, make("label", { for: id }, label), input),
    first: () => input,
    read: () => input.value,
    write(value) {
      const text = String(value ?? "");
      if (input.value !== text) input.value = text; // writing an equal text would move the caret
    },
  };
}

function ordering(question, id, changed, announce) {
  let moved = false;
  const list = make("ol", { class: "up-order" });
  const rows = new Map();
  for (const item of question.items) {
    const up = make("button", { type: "button", "aria-label": `Move ${item.name} up` }, "↑ Up");
    const down = make(
      "button",
      { type: "button", "aria-label": `Move ${item.name} down` },
      "↓ Down",
    );
    const parts = make("div", { class: "up-row" }, make("span", { html: item.html }), up, down);
    const row = make("li", {}, parts);
    up.addEventListener("click", () => move(item, row, up, -1));
    down.addEventListener("click", () => move(item, row, down, 1));
    rows.set(item.id, { row, up, down });
    list.append(row);
  }
  const order = () => [...list.children].map((row) => idOf(row));
  const idOf = (row) => [...rows].find(([, parts]) => parts.row === row)[0];

  function move(item, row, button, step) {
    const neighbour = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    const count = list.children.length;
    if (!neighbour) {
      announce(`${item.name} is already ${step < 0 ? "first" : "last"}.`);
      return;
    }
    neighbour[step < 0 ? "before" : "after"](row);
    moved = true;
    button.focus(); // moving an element in the page takes the focus from it
    ends();
    announce(`${item.name}: now ${order().indexOf(item.id) + 1} of ${count}.`);
    changed(0);
  }

  // Buttons at the ends stay focusable, so that the keyboard never loses its place.
  function ends() {
    for (const { row, up, down } of rows.values()) {
      up.setAttribute("aria-disabled", String(!row.previousElementSibling));
      down.setAttribute("aria-disabled", String(!row.nextElementSibling));
    }
  }

  ends();
  return {
    node: list,
    first: () => list.querySelector("button:not([aria-disabled=true])"),
    read: () => (moved ? order() : null),
    write(value) {
      moved = Array.isArray(value) && value.length > 0;
      const wanted = moved ? value : question.items.map((item) => item.id);
      const focused = list.contains(document.activeElement) ? document.activeElement : null;
      for (const one of wanted) if (rows.has(one)) list.append(rows.get(one).row);
      focused?.focus();
      ends();
    },
  };
}

function matching(question, id, changed) {
  const node = make("div", { class: "up-pairs" });
  const selects = question.pairs.map((pair, place) => {
    const select = make("select", { id: `${id}-${place}` }, make("option", { value: "" }, "Choose…"));
    for (const choice of question.choices) {
      select.append(make("option", { value: choice.value }, choice.name));
    }
    node.append(make("label", { for: select.id, html: pair.html }), select);
    return [pair.id, select];
  });
  node.addEventListener("change", () => changed(0));
  return {
    node,
    first: () => selects[0][1],
    read: () =>
      Object.fromEntries(selects.filter(([, s]) => s.value).map(([name, s]) => [name, s.value])),
    write(value) {
      for (const [name, select] of selects) select.value = value?.[name] ?? "";
    },
  };
}

const CONTROLS = { number: typed, text: typed, ordering, matching };
