import { IJupyterWidgetRegistry } from "@jupyter-widgets/base";
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { LabIcon } from "@jupyterlab/ui-components";
import { CourseBar } from "./bar";
import { Cards } from "./cards";
import { courseMark } from "./course";
import { CoursePanel } from "./course_panel";
import { GuessFirst } from "./guess_first";
import { LiveModels } from "./live_models";
import { nameWhatIsUnnamed } from "./names";
import { Pages } from "./pages";
import { RunOn } from "./run_on";
import { makeWritingSafe, quietLetters } from "./safe_writing";
import { showSleepers } from "./sleeping_output";
import { Waker } from "./wake";

const ID = "unsigned-peace-lab:course";
// A scroll with a line left open for a name.
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path class="jp-icon3"
 fill="#616161" d="M3 1h9v11h2v1a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zm2 3v1h5V4zm0 2.500v1h5v-1zM5 11v1h3v-1z"/></svg>`;

const course: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: "Makes JupyterLab the course's own place.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ISettingRegistry, IJupyterWidgetRegistry], // ipywidgets, so that it is there first
  activate: async (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    registry: ISettingRegistry | null,
  ) => {
    const pages = new Pages(app.serviceManager.contents);
    const cards = new Cards(app, pages);
    const bars = new WeakMap<Element, CourseBar>();
    tracker.widgetAdded.connect((_, panel) => void settleIn(panel, cards, bars));
    const panel = new CoursePanel(app, tracker, pages);
    panel.title.icon = new LabIcon({ name: "unsigned-peace:course", svgstr: PICTURE });
    panel.title.caption = "Course";
    app.shell.add(panel, "left", { rank: 150 });
    const settings = await registry?.load(ID).catch(() => null);
    quietLetters(bars, () => settings?.get("letterShortcuts").composite === true);
  },
};

/** Make one notebook a page of the course, if it is one. */
async function settleIn(
  panel: NotebookPanel,
  cards: Cards,
  bars: WeakMap<Element, CourseBar>,
): Promise<void> {
  const models = new LiveModels(panel.sessionContext);
  let waker: Waker | undefined;
  showSleepers(panel, models, (node) => void waker?.wakeAt(node));
  await panel.context.ready;
  const mark = courseMark(panel.context.model.metadata);
  if (!mark) return;
  panel.addClass("up-course");
  const bar = new CourseBar();
  panel.contentHeader.addWidget(bar);
  bars.set(panel.node, bar);
  makeWritingSafe(panel, bar);
  nameWhatIsUnnamed(panel);
  cards.attach(panel);
  new GuessFirst(panel);
  new RunOn(panel, bar);
  waker = new Waker(panel, mark, models, bar);
  await waker.watch();
}

export default course;
