import type { JupyterFrontEnd } from "@jupyterlab/application";
import { PageConfig, PathExt } from "@jupyterlab/coreutils";
import type { NotebookPanel } from "@jupyterlab/notebook";
import { Widget } from "@lumino/widgets";
import { Beside, NAMES, type Target } from "./beside";
import { holdPlace } from "./hold_place";
import type { Pages } from "./pages";
import { reference, type Section } from "./sections";

const WAIT_MS = 250;
const LONGEST = 700;

/** Cards for links to sources, names, claims and documents, and the pages behind them. */
export class Cards {
  private readonly card = document.createElement("div");
  private link: HTMLAnchorElement | undefined;
  private clock = 0;
  private beside: Beside | undefined;
  private leave: AbortController | undefined;

  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly pages: Pages,
  ) {
    this.card.id = "up-hover";
    this.card.className = "up-hover";
    this.card.setAttribute("role", "tooltip");
    this.card.hidden = true;
    this.card.addEventListener("mouseenter", () => window.clearTimeout(this.clock));
    this.card.addEventListener("mouseleave", () => this.hideSoon());
    document.body.append(this.card);
    window.addEventListener("keydown", (event) => this.onKey(event), true);
  }

  /** Give the links of a notebook their cards. */
  attach(panel: NotebookPanel): void {
    const found = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const target = link && targetOf(link, panel);
      return link && target ? { link, target } : undefined;
    };
    panel.node.addEventListener("mouseover", (event) => {
      const hit = found(event);
      if (hit) this.showSoon(panel, hit.link, hit.target);
    });
    panel.node.addEventListener("mouseout", () => this.hideSoon());
    panel.node.addEventListener("focusin", (event) => {
      const hit = found(event);
      if (hit) this.showSoon(panel, hit.link, hit.target);
      else this.hide();
    });
    const open = (event: MouseEvent) => {
      const hit = event.ctrlKey || event.metaKey || event.shiftKey ? undefined : found(event);
      if (!hit) return;
      event.preventDefault();
      event.stopPropagation();
      void this.open(panel, hit.link, hit.target);
    };
    panel.node.addEventListener("click", open, true);
  }

  private showSoon(panel: NotebookPanel, link: HTMLAnchorElement, target: Target): void {
    window.clearTimeout(this.clock);
    if (link === this.link) return;
    link.removeAttribute("title"); // the browser's own card would lie over this one
    this.clock = window.setTimeout(() => void this.show(panel, link, target), WAIT_MS);
  }

  private async show(panel: NotebookPanel, link: HTMLAnchorElement, target: Target): Promise<void> {
    const all = await this.pages.sections(target.path);
    const section = all.find((one) => one.anchor === target.anchor);
    if (!section || !link.isConnected) return;
    this.hide();
    this.link = link;
    link.setAttribute("aria-describedby", this.card.id);
    const head = document.createElement("strong");
    head.textContent = `${NAMES[target.kind]}: ${section.heading}`;
    const { rendermime } = panel.content;
    const body = rendermime.createRenderer("text/markdown");
    const data = { "text/markdown": cardText(section) };
    await body.renderModel(rendermime.createModel({ data }));
    if (this.link !== link) return;
    const hint = document.createElement("small");
    hint.textContent = "Click or press Enter to open it beside. Escape closes.";
    this.card.replaceChildren(head);
    Widget.attach(body, this.card);
    this.card.append(hint);
    this.card.hidden = false;
    place(this.card, link);
  }

  private hideSoon(): void {
    window.clearTimeout(this.clock);
    this.clock = window.setTimeout(() => this.hide(), WAIT_MS);
  }

  private hide(): void {
    window.clearTimeout(this.clock);
    this.link?.removeAttribute("aria-describedby");
    this.link = undefined;
    this.card.hidden = true;
    this.card.replaceChildren();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || this.card.hidden) return;
    event.stopImmediatePropagation();
    this.hide();
  }

  /** Open what a link leads to beside the notebook; Escape closes it and returns to the link. */
  private async open(panel: NotebookPanel, link: HTMLElement, target: Target): Promise<void> {
    this.hide();
    holdPlace(panel, link);
    const beside = this.besideOf(panel);
    this.app.shell.activateById(beside.id);
    if (!(await beside.goTo(target))) {
      beside.close();
      this.openWhole(panel, target.path, target.anchor);
      return;
    }
    this.leave?.abort();
    this.leave = new AbortController();
    const back = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      holdPlace(panel, link);
      beside.close();
      this.app.shell.activateById(panel.id);
      link.focus({ preventScroll: true });
      this.hide();
    };
    beside.node.addEventListener("keydown", back, { capture: true, signal: this.leave.signal });
  }

  /** The view beside the notebook: one for all links. */
  private besideOf(panel: NotebookPanel): Beside {
    if (this.beside && !this.beside.isDisposed && this.beside.isAttached) return this.beside;
    this.beside = new Beside({
      pages: this.pages,
      rendermime: panel.content.rendermime,
      openWhole: (path, anchor) => this.openWhole(panel, path, anchor),
    });
    this.beside.disposed.connect(() => this.leave?.abort());
    this.app.shell.add(this.beside, "main", { mode: "split-right", ref: panel.id });
    return this.beside;
  }

  private openWhole(panel: NotebookPanel, path: string, anchor: string): void {
    void this.app.commands
      .execute("docmanager:open", {
        path,
        factory: "Markdown Preview",
        options: { mode: "split-right", ref: panel.id },
      })
      .then(async (opened) => {
        await opened?.context.ready;
        opened?.setFragment(`#${anchor}`);
      });
  }
}

/** Where a link of a notebook leads, if it leads to one of the pages. */
function targetOf(link: HTMLAnchorElement, panel: NotebookPanel): Target | undefined {
  const href = link.getAttribute("href") ?? "";
  const found = reference(href);
  if (!found) return undefined;
  const files = `${PageConfig.getBaseUrl()}files/`; // what JupyterLab makes of a link to a file
  const place = link.href.split(/[?#]/)[0];
  const path = place.startsWith(files)
    ? decodeURIComponent(place.slice(files.length))
    : PathExt.resolve(PathExt.dirname(panel.context.path), href.split(/[?#]/)[0]);
  return { ...found, path };
}

/** What a section says, without links and not too long. */
function cardText({ text }: Section): string {
  const plain = text
    .replace(/^\[Link\]\(<[^>]*>\)\s*$/gm, "")
    .replace(/\[([^\]]*)\]\((?:<[^>]*>|[^)]*)\)/g, "$1")
    .trim();
  return plain.length > LONGEST ? `${plain.slice(0, plain.lastIndexOf(" ", LONGEST))} …` : plain;
}

/** Put the card under its link, or over it where there is no room. */
function place(card: HTMLElement, link: HTMLElement): void {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const below = at.bottom + 4 + height <= window.innerHeight;
  card.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - width - 4))}px`;
  card.style.top = `${below ? at.bottom + 4 : Math.max(4, at.top - height - 4)}px`;
}
