// Built from js/ by `make js`. Change the sources there, not this file.

// shared/elements.js
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") node.innerHTML = String(value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== void 0) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// shared/kernel.js
function follow(model, traits, update) {
  for (const name of traits) model.on(`change:${name}`, update);
  update();
  return () => {
    for (const name of traits) model.off(`change:${name}`, update);
  };
}

// explore/dates.js
function render({ model, el }) {
  el.classList.add("up-dates");
  const group = make("fieldset", {}, make("legend", {}, model.get("description")));
  const ends = ["From", "To"].map((name) => {
    const last = String(model.get("labels").length - 1);
    const slider = make("input", { type: "range", min: "0", max: last });
    const said = make("output");
    group.append(make("label", {}, name, slider, said));
    return { slider, said };
  });
  const [from, to] = ends;
  function say() {
    for (const { slider, said } of ends) {
      const words = model.get("labels")[Number(slider.value)];
      said.textContent = words;
      slider.setAttribute("aria-valuetext", words);
    }
  }
  function show() {
    [from.slider.value, to.slider.value] = model.get("value");
    say();
  }
  from.slider.addEventListener("input", () => {
    to.slider.value = String(Math.max(Number(from.slider.value), Number(to.slider.value)));
    say();
  });
  to.slider.addEventListener("input", () => {
    from.slider.value = String(Math.min(Number(from.slider.value), Number(to.slider.value)));
    say();
  });
  for (const { slider } of ends) {
    slider.addEventListener("change", () => {
      model.set("value", [Number(from.slider.value), Number(to.slider.value)]);
      model.save_changes();
    });
  }
  const unfollow = follow(model, ["value"], show);
  el.append(group);
  return unfollow;
}
var dates_default = { render };
export {
  dates_default as default
};
