import { CodeCell } from "@jupyterlab/cells";
import type { IOutput } from "@jupyterlab/nbformat";
import { NotebookActions, type NotebookPanel } from "@jupyterlab/notebook";
import type { CourseBar } from "./bar";
import { type CourseMark, isAsMade, SETUP } from "./course";
import { holdPlace } from "./hold_place";
import type { LiveModels } from "./live_models";
import { WIDGET_VIEW } from "./sleeping_output";

const OTHERS_GO_FIRST_MS = 500; // after a restart, "... and run all cells" comes at once

/** Runs the cells that the course made, when a page is opened or its kernel is new. */
export class Waker {
  private busy = false;

  constructor(
    private readonly panel: NotebookPanel,
    private readonly mark: CourseMark,
    private readonly models: LiveModels,
    private readonly bar: CourseBar,
  ) {}

  /** Wake the page now, and whenever its kernel has been restarted or replaced. */
  async watch(): Promise<void> {
    const session = this.panel.sessionContext;
    await Promise.all([session.ready, this.panel.context.ready]);
    let runByOthers = false;
    const noteOthers = (_: unknown, { notebook }: { notebook: unknown }) => {
      if (notebook === this.panel.content) runByOthers = true;
    };
    NotebookActions.executionScheduled.connect(noteOthers);
    this.panel.disposed.connect(() => NotebookActions.executionScheduled.disconnect(noteOthers));
    let newKernel = false;
    session.statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting") {
        newKernel = true;
        runByOthers = false;
      } else if (newKernel && status === "idle") {
        newKernel = false;
        window.setTimeout(() => runByOthers || void this.wake(), OTHERS_GO_FIRST_MS);
      }
    });
    session.kernelChanged.connect((_, { newValue, oldValue }) => {
      if (newValue && oldValue) void this.wake();
    });
    await this.models.ask(session.session?.kernel);
    await this.wake();
  }

  /** Wake the page, and then the cell in which a node stands, even if a student changed it. */
  async wakeAt(node: Node): Promise<void> {
    await this.wake();
    const cell = this.panel.content.widgets.find(({ node: own }) => own.contains(node));
    if (cell instanceof CodeCell && !this.isCourses(cell)) {
      await CodeCell.execute(cell, this.panel.sessionContext);
    }
  }

  /** Run what sleeps. Cells that a student wrote or changed are left alone. */
  async wake(): Promise<void> {
    if (this.busy || this.panel.isDisposed) return;
    this.busy = true;
    const release = holdPlace(this.panel);
    try {
      await this.run(await this.asleep());
    } finally {
      this.busy = false;
      window.setTimeout(release, 300); // the last outputs are still being drawn
    }
  }

  private async run(cells: readonly CodeCell[]): Promise<void> {
    if (!cells.length) {
      this.bar.say("The page is awake.");
      return;
    }
    const started = performance.now();
    let failed = 0;
    for (const [done, cell] of cells.entries()) {
      this.bar.say(`Waking this page: ${done} of ${cells.length} parts.`);
      if (await this.runs(cell)) continue;
      if (this.panel.isDisposed) return;
      if (cell.model.id === SETUP) {
        this.bar.say("This page could not wake: its first cell did not run.", [this.again()]);
        return;
      }
      failed += 1;
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const left = failed ? ` ${failed} of them need a cell of yours first: press Run All.` : "";
    const said = `The page is awake: ${cells.length} parts in ${seconds} seconds.${left}`;
    this.bar.say(`${said} What you have saved is in place; cells of your own did not run.`);
  }

  private again() {
    return { label: "Try again", act: () => void this.wake() };
  }

  /** Run one cell; if it fails, leave what it showed before. */
  private async runs(cell: CodeCell): Promise<boolean> {
    const before = cell.model.outputs.toJSON() as IOutput[];
    try {
      const reply = await CodeCell.execute(cell, this.panel.sessionContext);
      if (reply?.content.status !== "error") return true;
    } catch {
      // The kernel went away, or the cell was deleted: said by the caller.
    }
    if (!cell.isDisposed && cell.model.id !== SETUP) cell.model.outputs.fromJSON(before);
    return false;
  }

  /** The course's cells that must run: all in a new kernel, else those that show nothing alive. */
  private async asleep(): Promise<CodeCell[]> {
    const isNew = await this.kernelIsNew();
    return this.panel.content.widgets.filter(
      (cell): cell is CodeCell =>
        cell instanceof CodeCell &&
        this.isCourses(cell) &&
        (isNew || cell.model.executionCount === null || this.isDead(cell)),
    );
  }

  private isCourses(cell: CodeCell): boolean {
    return isAsMade({ id: cell.model.id, source: cell.model.sharedModel.getSource() }, this.mark);
  }

  private isDead(cell: CodeCell): boolean {
    const outputs = cell.model.outputs;
    for (let place = 0; place < outputs.length; place++) {
      const view = outputs.get(place).data[WIDGET_VIEW] as { model_id: string } | undefined;
      if (view && !this.models.has(view.model_id)) return true;
    }
    return false;
  }

  private async kernelIsNew(): Promise<boolean> {
    const kernel = this.panel.sessionContext.session?.kernel;
    if (!kernel) return true;
    const reply = await kernel.requestExecute({ code: "", silent: true }).done;
    return !reply.content.execution_count;
  }
}
