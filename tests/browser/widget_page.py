"""A widget alone in a page: the real script and style, and its controller as the kernel."""

import base64
import json

from playwright.sync_api import Page, expect

from unsigned_peace.shared.controller import Controller
from unsigned_peace.shared.widget import ControllerWidget

PAGE = """<!doctype html>
<html lang="en"><title>A widget</title>
<style>{style}</style>
<main class="jp-Cell" tabindex="-1"></main>
<script type="module">
import widget from "data:text/javascript;base64,{script}";
const traits = {traits};
const heard = {{}};
const tell = (name, what) => [...(heard[name] ?? [])].forEach((one) => one(what));
const model = {{
  get: (name) => traits[name],
  set: (name, value) => {{ traits[name] = value; }},
  save_changes() {{}},
  on: (name, one) => (heard[name] ??= new Set()).add(one),
  off: (name, one) => heard[name]?.delete(one),
  async send(event) {{
    const {{ shown, answer }} = await window.kernel(event);
    for (const [name, value] of Object.entries(shown)) {{
      const changed = JSON.stringify(traits[name]) !== JSON.stringify(value);
      traits[name] = value;
      if (changed) tell(`change:${{name}}`);
    }}
    tell("msg:custom", answer);
  }},
}};
widget.render({{ model, el: document.querySelector("main") }});
</script>
"""


def show_widget(page: Page, widget: type[ControllerWidget], controller: Controller) -> None:
    """Draw a widget, and let its controller answer."""

    def kernel(event: dict) -> dict:
        answer = controller.handle(event)
        sent = {**answer, "done": event.get("number"), "view": event.get("view")}
        return {"shown": controller.shown(), "answer": sent}

    page.expose_function("kernel", kernel)
    script = base64.b64encode(widget._esm.encode()).decode()
    traits = json.dumps({**controller.fixed(), **controller.shown()})
    page.set_content(
        PAGE.format(style=widget._css, script=script, traits=traits.replace("</", "<\\/"))
    )
    expect(page.locator("main section")).to_be_visible()
