import { Widget } from "@lumino/widgets";
import { button } from "../../shared/elements.js";

/** A button of the bar. */
export interface Action {
  readonly label: string;
  readonly act: () => void;
}

/** The course's line over a notebook: it says what happens, and never changes its height. */
export class CourseBar extends Widget {
  private readonly text = document.createElement("span");
  private readonly actions = document.createElement("span");
  private clock = 0;

  constructor() {
    super();
    this.addClass("up-bar");
    this.text.setAttribute("role", "status");
    this.node.append(this.text, this.actions);
  }

  /**
   * Say something, with buttons for what can be done about it.
   *
   * Without `seconds` it stands until something else is said.
   */
  say(text: string, actions: readonly Action[] = [], seconds = 0): void {
    window.clearTimeout(this.clock);
    this.text.textContent = text;
    this.text.title = text;
    this.actions.replaceChildren(...actions.map(({ label, act }) => button(label, "", act)));
    if (seconds) this.clock = window.setTimeout(() => this.say(""), seconds * 1000);
  }
}
