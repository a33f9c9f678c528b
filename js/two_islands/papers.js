// Draws the papers of one side: what happened, how things stand, the nine issues.

import { folded, listItems, listOf, make, part } from "../shared/elements.js";

/** @import { Gauge, Issue, TurnPage } from "./types.d.ts" */

const TASK =
  "Your task: sign a text that your capital accepts, as near to your aims as you can. The other capital must accept it too.";

/** @param {Gauge} gauge */
function gauge({ name, value, change, meaning }) {
  const bar = make("span", { class: "upt-bar", "aria-hidden": "true" });
  for (let step = 1; step <= 10; step += 1) {
    bar.append(make("span", { class: step <= value ? "upt-full" : "upt-empty" }));
  }
  const number = make("strong", {}, `${value} of 10`);
  return make(
    "div",
    { class: "upt-gauge" },
    make("p", {}, `${name}: `, number, change),
    bar,
    make("p", { class: "up-help" }, meaning),
  );
}

/**
 * @param {Issue} issue
 * @param {Issue["ours"]} position
 * @param {string} nothing
 */
function positionText(issue, position, nothing) {
  return position === undefined || position === null ? nothing : issue.rungs[position].label;
}

/** @param {Issue} issue */
function issueRow(issue) {
  const showed = (/** @type {string} */ whose, /** @type {Issue["ours"]} */ position) =>
    position === undefined || position === null
      ? []
      : [make("p", { class: "up-help" }, `${whose}: as far as “${issue.rungs[position].label}”`)];
  const aim = issue.rungs[issue.aim].label;
  const last = issue.rungs[issue.fall_back].label;
  const only = issue.leave ? "or, with leave, the next on either side" : "and no other";
  const leave = issue.leave ? " (with leave)" : "";
  const orders = aim === last ? `${aim}, ${only}` : `Aim: ${aim}. Fall-back: ${last}${leave}.`;
  const verdict =
    issue.theirs === undefined || issue.theirs === null
      ? "nothing to judge"
      : issue.accepted
        ? "✓ accepts"
        : "✗ refuses";
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, issue.name),
    make("td", {}, orders, ...showed("You have shown", issue.we_showed)),
    make(
      "td",
      {},
      positionText(issue, issue.ours, "no offer yet"),
      issue.held ? make("p", { class: "up-help" }, `waits for ${issue.held}`) : "",
    ),
    make(
      "td",
      {},
      positionText(issue, issue.theirs, "no offer yet"),
      ...showed("They have shown", issue.they_showed),
    ),
    make("td", {}, verdict),
  );
}

/**
 * @param {Issue[]} issues
 * @param {string} id
 */
function issueTable(issues, id) {
  const heads = [
    "Issue",
    "Your instructions",
    "You offer",
    "They offer",
    "Your capital on their offer",
  ];
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const caption = make(
    "caption",
    { id },
    "The nine issues: your secret instructions and what lies on the table",
  );
  return make(
    "div",
    { class: "upt-scroll", role: "region", tabindex: "0", "aria-labelledby": id },
    make("table", {}, caption, make("thead", {}, head), make("tbody", {}, ...issues.map(issueRow))),
  );
}

/** @param {Issue} issue */
function orderOf(issue) {
  const cited = issue.sources.map((one) => `${one.id}: ${one.text}`);
  return make(
    "li",
    {},
    make("strong", {}, `${issue.name}. `),
    `${issue.order} `,
    make(
      "span",
      { class: "up-help" },
      `${issue.basis} ${cited.length ? `Sources: ${cited.join("; ")}.` : ""}`,
    ),
  );
}

/** @param {Issue} issue */
function rungsOf(issue) {
  const rungs = issue.rungs.map((rung) =>
    make("li", {}, make("strong", {}, rung.label), ` (${rung.standing}): ${rung.meaning}`),
  );
  return make("div", {}, make("h5", {}, issue.name), make("ol", { start: "0" }, ...rungs));
}

/**
 * @param {TurnPage} page
 * @param {string} view
 */
export function papersOf(page, view) {
  const happened = [...page.happened];
  const nothing = page.first && happened.length === 0;
  const began = "The talks open. You have the first word.";
  return [
    part(
      "What has happened",
      page.first
        ? make("p", {}, make("strong", {}, `You are ${page.line.who}. `), page.line.case)
        : "",
      page.first ? make("p", {}, TASK) : "",
      nothing ? make("p", {}, began) : listOf(happened),
      page.news.length ? make("p", {}, make("strong", {}, "In the newspapers and telegrams:")) : "",
      page.news.length ? listOf(page.news) : "",
      page.orders.length ? make("p", {}, make("strong", {}, "New orders from your capital:")) : "",
      page.orders.length ? listOf(page.orders) : "",
    ),
    part(
      "Your papers (secret)",
      make("div", { class: "upt-gauges" }, ...page.gauges.map(gauge)),
      issueTable(page.issues, `${view}-issues`),
      page.warning ? make("p", { class: "upt-warning" }, make("strong", {}, page.warning)) : "",
      make("ul", { class: "upt-verdicts" }, ...listItems([...page.verdicts, ...page.notes])),
      folded(
        "Your orders in full, with their sources",
        make("ul", {}, ...page.issues.map(orderOf)),
      ),
      folded("What each position means", ...page.issues.map(rungsOf)),
      page.course.length ? folded("The course of the talks so far", listOf(page.course)) : "",
    ),
  ];
}
