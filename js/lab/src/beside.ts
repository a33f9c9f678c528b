import { PathExt } from "@jupyterlab/coreutils";
import type { NotebookPanel } from "@jupyterlab/notebook";
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Panel, Widget } from "@lumino/widgets";
import { button, make } from "../../shared/elements.js";
import type { Pages } from "./pages";
import { type Reference, reference, type Section } from "./sections";

/** What a link leads to, and the page of docs/ in which it stands. */
export interface Target extends Reference {
  readonly path: string;
}

export const NAMES: Record<Reference["kind"], string> = {
  sources: "Source",
  names: "Name",
  claims: "Claim",
  documents: "Document",
};

type RenderMime = NotebookPanel["content"]["rendermime"];

/** What a view beside a notebook asks of those who opened it. */
export interface Host {
  readonly pages: Pages;
  readonly rendermime: RenderMime;
  /** Opens a page as JupyterLab does: the whole of it, which takes seconds if it is long. */
  readonly openWhole: (path: string, anchor: string) => void;
}

/**
 * One section of a page of docs/, beside the notebook, with the way to its neighbours.
 *
 * The list of sources has more than six hundred sections. Drawn as a whole it holds up the page for
 * seconds; one section is there at once.
 */
export class Beside extends Panel {
  private readonly heading = make("h2");
  private readonly ways = make("p");
  private readonly seen: Target[] = [];
  private body: (IRenderMime.IRenderer & Widget) | undefined;

  constructor(private readonly host: Host) {
    super();
    this.id = `up-beside-${Date.now()}`;
    this.addClass("up-beside");
    this.title.closable = true;
    this.heading.tabIndex = -1;
    const head = new Widget();
    head.node.append(this.heading);
    const foot = new Widget();
    foot.node.append(
      this.ways,
      make("p", {}, "Escape closes this and goes back to where you were."),
    );
    this.addWidget(head);
    this.addWidget(foot);
    this.node.addEventListener("click", (event) => this.follow(event), true);
  }

  /** Show a section; false if the page has none of that name. */
  async goTo(target: Target): Promise<boolean> {
    const all = await this.host.pages.sections(target.path);
    const place = all.findIndex((one) => one.anchor === target.anchor);
    if (place < 0 || this.isDisposed) return false;
    const section = all[place];
    const name = `${NAMES[target.kind]}: ${section.heading}`;
    this.title.label = section.heading;
    this.title.caption = name;
    this.heading.textContent = name;
    this.seen.push(target);
    this.ways.replaceChildren(...this.waysFrom(target, all, place));
    await this.draw(section);
    this.heading.focus();
    return true;
  }

  private async draw({ text }: Section): Promise<void> {
    const { rendermime } = this.host;
    const body = rendermime.createRenderer("text/markdown") as IRenderMime.IRenderer & Widget;
    await body.renderModel(rendermime.createModel({ data: { "text/markdown": text } }));
    this.body?.dispose();
    this.body = body;
    this.insertWidget(1, body);
    for (const link of body.node.querySelectorAll<HTMLAnchorElement>("a[href^='http']")) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    }
  }

  private waysFrom(target: Target, all: readonly Section[], place: number): HTMLElement[] {
    const to = (label: string, section: Section | undefined) =>
      section
        ? [button(`${label}: ${section.heading}`, "", () => this.go(target, section.anchor))]
        : [];
    const back = () => {
      this.seen.pop();
      const before = this.seen.pop();
      if (before) void this.goTo(before);
    };
    return [
      ...(this.seen.length > 1 ? [button("Back", "", back)] : []),
      ...to("Previous", all[place - 1]),
      ...to("Next", all[place + 1]),
      button("Open the whole page", "", () => this.host.openWhole(target.path, target.anchor)),
    ];
  }

  private go(from: Target, anchor: string): void {
    void this.goTo({ ...from, anchor });
  }

  /** Follow a link of the section: to another section here, to another page as JupyterLab does. */
  private follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href") ?? "";
    const here = this.seen.at(-1);
    if (!here || !href || /^[a-z]+:/i.test(href)) return;
    event.preventDefault();
    event.stopPropagation();
    const [page, anchor = ""] = href.split("#");
    const path = page ? PathExt.join(PathExt.dirname(here.path), page) : here.path;
    const found = reference(`/${path}#${anchor}`);
    if (found) void this.goTo({ ...found, path });
    else this.host.openWhole(path, anchor);
  }
}
