import { IJupyterWidgetRegistry } from "@jupyter-widgets/base";
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { CourseBar } from "./bar";
import { courseMark } from "./course";
import { LiveModels } from "./live_models";
import { showSleepers } from "./sleeping_output";
import { Waker } from "./wake";

const course: JupyterFrontEndPlugin<void> = {
  id: "unsigned-peace-lab:course",
  description: "Makes JupyterLab the course's own place.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [IJupyterWidgetRegistry], // so that ipywidgets is there first
  activate: (_app: JupyterFrontEnd, tracker: INotebookTracker) => {
    tracker.widgetAdded.connect((_, panel) => void settleIn(panel));
  },
};

/** Make one notebook a page of the course, if it is one. */
async function settleIn(panel: NotebookPanel): Promise<void> {
  const models = new LiveModels(panel.sessionContext);
  let waker: Waker | undefined;
  showSleepers(panel, models, (node) => void waker?.wakeAt(node));
  await panel.context.ready;
  const mark = courseMark(panel.context.model.metadata);
  if (!mark) return;
  panel.addClass("up-course");
  const bar = new CourseBar();
  panel.contentHeader.addWidget(bar);
  waker = new Waker(panel, mark, models, bar);
  await waker.watch();
}

export default course;
