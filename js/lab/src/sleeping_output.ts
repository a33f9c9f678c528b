import type { NotebookPanel } from "@jupyterlab/notebook";
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Panel } from "@lumino/widgets";
import { button } from "../../shared/elements.js";
import { courseMark } from "./course";
import type { LiveModels } from "./live_models";

/** The kind of output that stands for a widget. */
export const WIDGET_VIEW = "application/vnd.jupyter.widget-view+json";

/** What a sleeping output needs to know of its notebook. */
export interface Bedroom {
  readonly models: LiveModels;
  /** Makes the output that can be used, once ipywidgets is there. */
  readonly factory: Promise<IRenderMime.IRendererFactory>;
  /** Wakes the page, and the cell in which a node stands. */
  readonly wake: (node: Node) => void;
}

/**
 * An output that can be used only while the kernel has its model.
 *
 * Without the model, a card says that the answers are safe and what to press, where ipywidgets
 * would say "model not found".
 */
class SleepingOutput extends Panel implements IRenderMime.IRenderer {
  private inner: IRenderMime.IRenderer | undefined;
  private shown: IRenderMime.IMimeModel | undefined;

  constructor(
    private readonly options: IRenderMime.IRendererOptions,
    private readonly room: Bedroom,
  ) {
    super();
    room.models.changed.connect(this.look, this);
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.shown = model;
    await this.look();
  }

  private async look(): Promise<void> {
    if (!this.shown || this.inner || this.isDisposed) return;
    const { model_id: id } = this.shown.data[WIDGET_VIEW] as { model_id: string };
    if (!this.room.models.has(id)) {
      this.node.replaceChildren(sleepingCard(this.room.wake));
      return;
    }
    const factory = await this.room.factory;
    if (this.inner || this.isDisposed) return;
    this.inner = factory.createRenderer(this.options);
    this.node.replaceChildren();
    this.addWidget(this.inner);
    await this.inner.renderModel(this.shown);
  }
}

function sleepingCard(wake: Bedroom["wake"]): HTMLElement {
  const card = document.createElement("div");
  card.className = "up-asleep";
  const text = document.createElement("p");
  text.textContent =
    "This part of the page is asleep. Your answers are safe in their file. To go on, wake it up.";
  card.append(
    text,
    button("Wake it up", "", () => wake(card)),
  );
  return card;
}

/**
 * Show sleeping outputs in the place of dead widgets, in one notebook of the course.
 *
 * ipywidgets puts its own factory into a notebook when the session is ready. Ours stands there
 * before and after, and makes its outputs with that one. What is of the course is known only when
 * the first output is drawn.
 */
export function showSleepers(
  panel: NotebookPanel,
  models: LiveModels,
  wake: Bedroom["wake"],
): void {
  const { rendermime } = panel.content;
  const first = rendermime.getFactory(WIDGET_VIEW);
  const isOfCourse = () => Boolean(courseMark(panel.context.model.metadata));
  const ours: IRenderMime.IRendererFactory = {
    safe: false,
    mimeTypes: [WIDGET_VIEW],
    createRenderer: (options) =>
      isOfCourse() || !first ? new SleepingOutput(options, room) : first.createRenderer(options),
  };
  const stepIn = () => rendermime.addFactory(ours, -10);
  const room: Bedroom = { models, wake, factory: takeOver() };

  async function takeOver(): Promise<IRenderMime.IRendererFactory> {
    stepIn();
    await Promise.all([panel.sessionContext.ready, panel.context.ready]);
    for (;;) {
      const found = rendermime.getFactory(WIDGET_VIEW);
      if (found && found !== ours) {
        if (isOfCourse()) stepIn();
        return found;
      }
      await new Promise((resolve) => window.setTimeout(resolve, 20));
      if (panel.isDisposed) throw new Error("The notebook was closed.");
    }
  }
}
