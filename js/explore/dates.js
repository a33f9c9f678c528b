// Two native sliders for a stretch of time. Native ones have a label, a value in words and keys of
// their own; the handles of the range slider of ipywidgets have no name for a screen reader.

import { make } from "../shared/elements.js";
import { follow } from "../shared/kernel.js";

/** @import { Page } from "../shared/types.d.ts" */

/** @param {Page} page */
function render({ model, el }) {
  el.classList.add("up-dates");
  const group = make("fieldset", {}, make("legend", {}, model.get("description")));
  const ends = ["From", "To"].map((name) => {
    const last = String(model.get("labels").length - 1);
    const slider = make("input", { type: "range", min: "0", max: last });
    const said = make("span", { "aria-hidden": "true" }); // a screen reader hears the slider say it
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

  // One end pushes the other: the stretch is never empty.
  from.slider.addEventListener("input", () => {
    to.slider.value = String(Math.max(Number(from.slider.value), Number(to.slider.value)));
    say();
  });
  to.slider.addEventListener("input", () => {
    from.slider.value = String(Math.min(Number(from.slider.value), Number(to.slider.value)));
    say();
  });
  for (const { slider } of ends) {
    // "change" comes when the handle is let go: one redraw for one movement.
    slider.addEventListener("change", () => {
      model.set("value", [Number(from.slider.value), Number(to.slider.value)]);
      model.save_changes();
    });
  }

  const unfollow = follow(model, ["value"], show);
  el.append(group);
  return unfollow;
}

export default { render };
