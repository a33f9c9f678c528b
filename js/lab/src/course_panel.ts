import type { JupyterFrontEnd } from "@jupyterlab/application";
import { PathExt, URLExt } from "@jupyterlab/coreutils";
import type { INotebookTracker } from "@jupyterlab/notebook";
import { ServerConnection } from "@jupyterlab/services";
import { Widget } from "@lumino/widgets";
import { button, make } from "../../shared/elements.js";
import { courseMark } from "./course";
import type { Pages } from "./pages";
import { referencesIn, type Section, search } from "./sections";

const MOST_FOUND = 12;

const LESSON = /^(\d\d|simulation)-/; // a problem set lies in a folder of its own, without answers to these

/** A module as the server tells it (`unsigned_peace.quiz.course_server`). */
interface Module {
  readonly path: string;
  readonly title: string;
  readonly time: string;
  readonly opened: number;
  readonly sections: number;
  readonly right: number;
  readonly questions: number;
  readonly review: number;
  readonly problem_set: string;
  readonly due: string;
}

interface CourseMap {
  readonly modules: readonly Module[];
  readonly next: string;
  readonly notices: readonly string[];
}

/** The panel "Course": where one stands, who is who, and the way on. */
export class CoursePanel extends Widget {
  private readonly map = openPart("Map of the course");
  private readonly review = openPart("Review of the day");
  private readonly cast = openPart("Who is who on this page");
  private readonly names = openPart("Find a name or a term");
  private readonly found = document.createElement("div");
  private folder = "notebooks";

  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly tracker: INotebookTracker,
    private readonly pages: Pages,
  ) {
    super();
    this.id = "unsigned-peace-course";
    this.addClass("up-course-panel");
    this.node.setAttribute("role", "region");
    this.node.setAttribute("aria-label", "Course");
    this.node.append(this.map, this.review, this.cast, this.names);
    fill(this.map, [make("p", {}, "Reading how far you are …")]);
    this.names.append(this.searchBox(), this.found);
    this.node.addEventListener("mouseenter", () => void this.refresh());
    tracker.currentChanged.connect(() => void this.refresh());
  }

  protected override onAfterShow(): void {
    void this.refresh();
  }

  /** Read again where the student stands, and who is in the notebook that is open. */
  async refresh(): Promise<void> {
    if (!this.isVisible) return;
    const panel = this.tracker.currentWidget;
    await panel?.context.ready;
    const page = panel && courseMark(panel.context.model.metadata) ? panel : undefined;
    if (page && LESSON.test(PathExt.basename(page.context.path))) {
      this.folder = PathExt.dirname(page.context.path);
    }
    const cells = page?.content.widgets.map(({ model }) => model.sharedModel.getSource()) ?? [];
    await Promise.all([this.showMap(page?.context.path ?? ""), this.showCast(cells)]);
  }

  private async showMap(here: string): Promise<void> {
    const course = await this.ask();
    if (!course) {
      fill(this.map, [make("p", {}, "The server did not tell how far you are. Try again later.")]);
      return;
    }
    const { modules } = course;
    const list = make("ol");
    list.start = 0; // as the pages number themselves: the first is the way in
    list.append(...modules.map((one) => this.moduleLine(one, one.path === here)));
    const place = modules.findIndex((one) => one.path === here);
    const ways = make("p");
    if (modules[place - 1]) ways.append(this.way("Previous: ", modules[place - 1]));
    if (place >= 0 && modules[place + 1]) ways.append(this.way("Next: ", modules[place + 1]));
    const notices = course.notices.map((notice) => make("p", {}, notice));
    fill(this.map, [make("p", {}, course.next), list, ways, ...notices]);
    const due = modules.reduce((sum, one) => sum + one.review, 0);
    const said = due
      ? `${due} ${due === 1 ? "question" : "questions"} came back. A review asks five at most.`
      : "Nothing to review today. What you answer comes back later, a missed question after a day.";
    fill(this.review, [make("p", {}, said), ...(due ? [this.reviewButton(modules[0])] : [])]);
  }

  private async ask(): Promise<CourseMap | undefined> {
    const { serverSettings } = this.app.serviceManager;
    const address = URLExt.join(serverSettings.baseUrl, "unsigned-peace", "course");
    const query = URLExt.objectToQueryString({ folder: this.folder });
    try {
      const reply = await ServerConnection.makeRequest(address + query, {}, serverSettings);
      return reply.ok ? ((await reply.json()) as CourseMap) : undefined;
    } catch {
      return undefined; // the server is gone: JupyterLab says so itself
    }
  }

  private moduleLine(one: Module, isHere: boolean): HTMLElement {
    const line = make("li");
    const title = this.way("", one);
    if (isHere) title.setAttribute("aria-current", "page");
    const bar = make("progress");
    bar.max = one.questions || 1;
    bar.value = one.right;
    bar.setAttribute("aria-label", `Questions right in ${one.title}`);
    const read = `${one.time}. Sections read: ${one.opened} of ${one.sections}.`;
    const right = ` Questions right: ${one.right} of ${one.questions}.`;
    line.append(title, bar, make("small", {}, read + right));
    if (one.problem_set) {
      const due = one.due ? `due ${day(one.due)}` : "no date set here";
      line.append(make("small", {}, `${one.problem_set}: ${due}.`));
    }
    return line;
  }

  private way(before: string, one: Module): HTMLButtonElement {
    return button(`${before}${one.title}`, "", () => void this.open(one.path));
  }

  private reviewButton(first: Module): HTMLButtonElement {
    return button("Open the review", "", () => void this.open(first.path, "#Review"));
  }

  private async open(path: string, fragment = ""): Promise<void> {
    const opened = await this.app.commands.execute("docmanager:open", { path });
    if (!fragment) return;
    await opened?.context.ready;
    await opened?.setFragment(fragment);
  }

  private namesPage(): string {
    return PathExt.join(PathExt.dirname(this.folder), "docs", "names.md");
  }

  private async showCast(cells: readonly string[]): Promise<void> {
    const wanted = new Set(referencesIn(cells, "names"));
    const all = await this.pages.sections(this.namesPage());
    const cast = all.filter((one) => wanted.has(one.anchor));
    const none = make("p", {}, "Open a module to see who acts in it.");
    fill(this.cast, cast.length ? cast.map(entry) : [none]);
  }

  private searchBox(): HTMLElement {
    const label = make("label", {}, "Person, island, document or term ");
    const box = make("input");
    box.type = "search";
    box.addEventListener("input", () => void this.find(box.value));
    label.append(box);
    this.found.setAttribute("role", "status");
    return label;
  }

  private async find(typed: string): Promise<void> {
    const hits = search(await this.pages.sections(this.namesPage()), typed);
    const said = typed.trim() ? [make("p", {}, `Found: ${hits.length}.`)] : [];
    this.found.replaceChildren(...said, ...hits.slice(0, MOST_FOUND).map(entry));
  }
}

function openPart(title: string): HTMLDetailsElement {
  const made = make("details");
  made.open = true;
  const summary = make("summary");
  summary.append(make("h2", {}, title));
  made.append(summary);
  return made;
}

function fill(made: HTMLElement, content: readonly HTMLElement[]): void {
  made.replaceChildren(made.children[0], ...content);
}

function entry(one: Section): HTMLElement {
  const made = make("details");
  made.append(make("summary", {}, one.heading));
  const paragraphs = one.text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").split("\n\n");
  made.append(...paragraphs.map((text) => make("p", {}, text)));
  return made;
}

function day(iso: string): string {
  const when = new Date(`${iso}Z`); // nbgrader keeps UTC without saying so
  return when.toLocaleString("en-GB", { dateStyle: "full", timeStyle: "short" });
}
