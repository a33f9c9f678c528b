// Two native sliders for a stretch of time. Native ones have a label, a value in words and keys of
// their own; the handles of the range slider of ipywidgets have no name for a screen reader.

function render({ model, el }) {
  el.classList.add("up-dates");
  const group = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = model.get("description");
  group.append(legend);
  const ends = ["From", "To"].map((name) => {
    const label = document.createElement("label");
    const slider = document.createElement("input");
    const said = document.createElement("output");
    slider.type = "range";
    slider.min = 0;
    slider.max = model.get("labels").length - 1;
    label.append(name, slider, said);
    group.append(label);
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

  // One end pushes the other: the stretch is never empty.
  from.slider.addEventListener("input", () => {
    to.slider.value = Math.max(Number(from.slider.value), Number(to.slider.value));
    say();
  });
  to.slider.addEventListener("input", () => {
    from.slider.value = Math.min(Number(from.slider.value), Number(to.slider.value));
    say();
  });
  for (const { slider } of ends) {
    // "change" comes when the handle is let go: one redraw for one movement.
    slider.addEventListener("change", () => {
      model.set("value", [Number(from.slider.value), Number(to.slider.value)]);
      model.save_changes();
    });
  }

  model.on("change:value", show);
  show();
  el.append(group);
  return () => model.off("change:value", show);
}

export default { render };
