// Draws one quiz with real form elements, sends what the student does, shows what the kernel says.

import { make, notices, setText } from "../shared/elements.js";
import { connect, follow } from "../shared/kernel.js";
import { keepKeys } from "../shared/keys.js";
import { questionForm } from "./question.js";

/** @import { Page } from "../shared/types.d.ts" */
/** @import { Question } from "./types.d.ts" */

/** @param {Page} page */
function render({ model, el }) {
  const graded = model.get("mode") === "graded";
  const messages = notices();
  const link = connect(model, "Your last saved answer is kept.", messages.trouble);
  const summary = make("p", { class: "up-summary", role: graded && "status" });
  const title = make("h3", { id: `${link.view}-title` }, model.get("title"));
  /** @type {Question[]} */
  const questions = model.get("questions");
  const forms = questions.map((question, place) =>
    questionForm(question, place + 1, questions.length, {
      id: `${link.view}-${place}`,
      view: link.view,
      graded,
      send: link.send,
    }),
  );
  const region = make(
    "section",
    { class: "up-card up-quiz", "aria-labelledby": title.id },
    title,
    ...forms.map(({ form }) => form),
    summary,
    messages.node,
  );

  function update() {
    const state = model.get("state");
    forms.forEach((one, place) => {
      one.update(state[questions[place].id]);
    });
    setText(summary, model.get("summary"));
    messages.notice(model.get("notice"));
  }

  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    link.send({ action: "opened" });
  });

  keepKeys(region, "leaves");
  const unfollow = follow(model, ["state", "summary", "notice"], update);
  el.append(region);
  seen.observe(region);

  return () => {
    for (const one of forms) one.leave();
    seen.disconnect();
    unfollow();
    link.close();
  };
}

export default { render };
