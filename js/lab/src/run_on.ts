import type { Cell } from "@jupyterlab/cells";
import { NotebookActions, type NotebookPanel } from "@jupyterlab/notebook";
import { Signal } from "@lumino/signaling";
import type { CourseBar } from "./bar";
import { headingAbove, SETUP } from "./course";
import { holdPlace } from "./hold_place";

const NOT_YET = "NotYetError"; // of a check of form: no failure
const GOES_ON = "raises-exception"; // Jupyter's tag for a cell whose error stops no other cell

const DRAWN_MS = 300; // until the last outputs are drawn
const LEAST_SEEN = 120; // pixels of an output that tell that it is there
const MARGIN = 8;

interface Failure {
  readonly cell: Cell;
  readonly name: string;
}

/** Lets Run All go on after an error, keeps the page in its place, and goes to the first error. */
export class RunOn {
  private waiting = 0;
  private scheduled = 0;
  private failures: Failure[] = [];
  private told: Cell | null = null; // the cell of which the bar speaks
  private release = () => {};

  constructor(
    private readonly panel: NotebookPanel,
    private readonly bar: CourseBar,
  ) {
    NotebookActions.executionScheduled.connect(this.onScheduled, this);
    NotebookActions.executed.connect(this.onExecuted, this);
    panel.disposed.connect(() => Signal.clearData(this));
  }

  private onScheduled(_: unknown, { notebook, cell }: { notebook: unknown; cell: Cell }): void {
    if (notebook !== this.panel.content) return;
    if (!this.waiting) this.begin();
    this.waiting += 1;
    this.scheduled += 1;
    if (cell.model.id !== SETUP) goOn(cell); // without the first cell, nothing below can run
  }

  private begin(): void {
    const active = this.panel.content.activeCellIndex;
    this.scheduled = 0;
    this.failures = [];
    this.release();
    this.release = holdPlace(this.panel);
    window.setTimeout(() => {
      // Run All has gone to the last cell by now; one cell that runs goes to the next, as always.
      if (this.scheduled > 1) this.panel.content.activeCellIndex = active;
      else this.release();
    });
  }

  private onExecuted(
    _: unknown,
    ran: { notebook: unknown; cell: Cell; success: boolean; error?: { errorName?: string } | null },
  ): void {
    if (ran.notebook !== this.panel.content || ran.cell.model.type !== "code") return;
    this.waiting = Math.max(0, this.waiting - 1);
    const name = ran.success ? undefined : ran.error?.errorName;
    if (name && name !== NOT_YET && !isCheck(ran.cell)) {
      this.failures.push({ cell: ran.cell, name });
    }
    if (ran.success && ran.cell === this.told) {
      this.told = null;
      this.bar.say("This cell works now.");
    }
    if (!this.waiting) window.setTimeout(() => this.end(ran.cell));
  }

  private end(last: Cell): void {
    const { widgets } = this.panel.content;
    const place = ({ cell }: Failure) => widgets.indexOf(cell);
    const failures = this.failures.filter((one) => place(one) >= 0);
    failures.sort((one, other) => place(one) - place(other));
    if (this.scheduled > 1 && failures.length) this.show(failures, 0);
    else if (this.scheduled > 1) window.setTimeout(this.release, DRAWN_MS);
    else window.setTimeout(() => this.showBeginning(last), DRAWN_MS);
  }

  /** One cell ran, and the page went on to the next: what the cell shows begins in view. */
  private showBeginning(cell: Cell): void {
    const shown = cell.isDisposed ? null : cell.node.querySelector(".jp-Cell-outputWrapper");
    const [top, page] = [shown, this.panel.content.outerNode].map((node) =>
      node?.getBoundingClientRect(),
    );
    if (!top?.height || !page) return;
    if (top.top >= page.top && top.top <= page.bottom - LEAST_SEEN) return;
    this.panel.content.outerNode.scrollTop += top.top - page.top - MARGIN;
  }

  private show(failures: readonly Failure[], number: number): void {
    this.release();
    const { cell, name } = failures[number];
    this.told = cell;
    const { content } = this.panel;
    const index = content.widgets.indexOf(cell);
    content.activeCellIndex = index;
    void content.scrollToItem(index, "start");
    const sources = content.widgets.map(({ model }) =>
      model.type === "markdown" ? model.sharedModel.getSource() : "",
    );
    const task = headingAbove(sources, index) || "One cell";
    const many = failures.length > 1 ? ` (${number + 1} of ${failures.length})` : "";
    const next = (number + 1) % failures.length;
    this.bar.say(
      `${task}: this cell stopped with ${name}${many}. The cells below ran all the same.`,
      failures.length > 1 ? [{ label: "Next", act: () => this.show(failures, next) }] : [],
    );
  }
}

function goOn(cell: Cell): void {
  const tags = cell.model.getMetadata("tags") ?? [];
  if (!tags.includes(GOES_ON)) cell.model.setMetadata("tags", [...tags, GOES_ON]);
}

/** Whether a cell only checks the form of an answer. */
function isCheck(cell: Cell): boolean {
  return Boolean(cell.model.getMetadata("nbgrader")?.grade);
}
