// The form for a move: choose it, look at it, make it. Nothing is final before the last button.

import {
  button,
  buttonRow,
  choice,
  labelled,
  listOf,
  make,
  part,
  setText,
} from "../shared/elements.js";

/** @import { Form, Issue, Preview, Rule, Tools, TurnPage } from "./types.d.ts" */

/** @type {Form} */
const EMPTY = { move: "", positions: {}, named: {}, why: "" };

/**
 * Lists the positions of an issue, and says below what the chosen one means.
 *
 * @param {Issue} issue
 * @param {string} id
 * @param {Record<string, number>} draft
 * @param {(issue: string, position: number) => void} changed
 */
function positionField(issue, id, draft, changed) {
  const note = make("p", { class: "up-help", id: `${id}-note` });
  const options = issue.rungs.map((rung, n) => [
    String(n),
    `${n} ${rung.label} (${rung.standing})`,
  ]);
  const select = choice(id, options);
  select.setAttribute("aria-describedby", note.id);
  const before = issue.ours ?? issue.aim;
  select.value = String(draft[issue.issue] ?? before);
  select.disabled = Boolean(issue.held);

  function tell() {
    const theirs = issue.theirs ?? null;
    const them =
      theirs === null ? "They have made no offer." : `They offer: ${issue.rungs[theirs].label}.`;
    const held = issue.held ? `Linked to ${issue.held}: unlink it first. ` : "";
    setText(note, `${held}${issue.rungs[Number(select.value)].meaning} ${them}`);
  }

  /**
   * Closes the positions that the rest of the offer rules out, and says so in their line.
   *
   * @param {(position: number) => string} ruledOut why it cannot be offered; empty if it can
   */
  function close(ruledOut) {
    for (const [n, option] of [...select.options].entries()) {
      const why = n === Number(select.value) ? "" : ruledOut(n);
      option.disabled = Boolean(why);
      option.textContent = `${options[n][1]}${why}`;
    }
  }

  select.addEventListener("change", () => {
    tell();
    changed(issue.issue, Number(select.value));
  });
  tell();
  const field = labelled(issue.name, "", select);
  field.append(note);
  return { field, about: issue, issue: issue.issue, close, read: () => Number(select.value) };
}

/**
 * @param {TurnPage} page
 * @param {string} view
 * @param {Form} form
 * @param {() => void} keep
 */
function offerFields(page, view, form, keep) {
  const fields = page.issues.map((issue, n) =>
    positionField(issue, `${view}-issue-${n}`, form.positions, (name, position) => {
      form.positions[name] = position;
      keep();
      rule();
    }),
  );

  // A full peace treaty settles every question: no position that leaves one open stands beside it.
  function rule() {
    const war = fields.find(({ about }) => typeof about.closes === "number");
    if (!war) return;
    const treaty = war.about.closes;
    const open = fields.filter(({ about, read }) => about.rungs[read()].leaves_open);
    war.close((n) =>
      n === treaty && open.length ? `, not while ${open[0].issue} stays open` : "",
    );
    for (const one of fields) {
      if (one === war) continue;
      one.close((n) =>
        war.read() === treaty && one.about.rungs[n].leaves_open
          ? ", not in a full peace treaty"
          : "",
      );
    }
  }
  rule();

  const first = page.issues.every((issue) => issue.ours === null || issue.ours === undefined);
  const help = first
    ? "Your first offer names every issue. The lists begin with your aims: change what you wish."
    : "The lists begin with your offer on the table: change what you wish, and leave the rest.";
  const legend = make("legend", {}, "Your offer");
  return {
    node: make(
      "fieldset",
      { class: "upt-offer" },
      legend,
      make("p", { class: "up-help" }, help),
      make("div", { class: "upt-grid" }, ...fields.map((one) => one.field)),
    ),
    positions: () => Object.fromEntries(fields.map((one) => [one.issue, one.read()])),
  };
}

/**
 * One list for an issue, or for an issue and the one that it waits for.
 *
 * @param {Rule} rule
 * @param {string} view
 * @param {Form} form
 * @param {() => void} keep
 */
function namedField(rule, view, form, keep) {
  const id = `${view}-${rule.kind}`;
  const words = (/** @type {string[]} */ named) =>
    named.length === 2 ? `${named[0]} waits for ${named[1]}` : named[0];
  const options = rule.named.map((named) => [JSON.stringify(named), words(named)]);
  const select = choice(id, [["", "Choose…"], ...options]);
  if (rule.named.some((named) => JSON.stringify(named) === form.named[rule.kind])) {
    select.value = form.named[rule.kind];
  }
  select.addEventListener("change", () => {
    form.named[rule.kind] = select.value;
    keep();
  });
  return labelled(rule.needs === "pair" ? "Which issues?" : "On which issue?", rule.title, select);
}

/**
 * @param {TurnPage} page
 * @param {string} view
 * @param {Tools} tools
 */
export function movePart(page, view, { drafts, act }) {
  const id = page.key;
  /** @type {Form} */
  const form = { ...EMPTY, positions: {}, named: {}, ...JSON.parse(drafts.get(id) ?? "{}") };
  const keep = () => drafts.put(id, JSON.stringify(form));
  const offer = offerFields(page, view, form, keep);
  const wrong = make("p", { class: "upt-wrong", role: "alert" });
  const extras = new Map();
  const radios = page.moves.map((rule) => {
    const input = make("input", {
      type: "radio",
      name: `${view}-move`,
      value: rule.kind,
      disabled: Boolean(rule.wrong),
    });
    const effect = make("p", { class: "up-help", id: `${view}-effect-${rule.kind}` }, rule.effect);
    const reason = rule.wrong ? make("span", { class: "up-help" }, `Not now: ${rule.wrong}`) : "";
    input.setAttribute("aria-describedby", effect.id);
    const extra = make("div", { class: "upt-extra" }, effect);
    if (rule.kind === "offer") extra.append(offer.node);
    if (rule.needs && !rule.wrong) extra.append(namedField(rule, view, form, keep));
    extras.set(rule.kind, extra);
    input.addEventListener("change", () => {
      form.move = rule.kind;
      keep();
      open();
    });
    if (form.move === rule.kind && !rule.wrong) input.checked = true;
    return make(
      "div",
      { class: "upt-move" },
      make("label", {}, input, make("span", {}, rule.title, " ", reason)),
      extra,
    );
  });
  const why = make("textarea", { id: `${view}-why`, rows: "2", maxlength: "4000" });
  why.value = form.why;
  why.addEventListener("input", () => {
    form.why = why.value;
    keep();
  });
  const reasons = labelled("Why? (for the debriefing; the other side does not see it)", "", why);
  const look = make("button", { type: "submit", class: "upt-main" }, "Look at this move first");
  const legend = make("legend", {}, "What do you do?");
  const node = make(
    "form",
    { novalidate: true },
    make("fieldset", {}, legend, ...radios),
    reasons,
    wrong,
    buttonRow(look),
  );
  const sure = make("div", { class: "upt-sure", hidden: true });

  function open() {
    for (const [kind, extra] of extras) extra.hidden = kind !== form.move;
  }

  /** @returns {{ fault?: string, [field: string]: unknown }} the event, or what is still missing */
  function meant() {
    const rule = page.moves.find((one) => one.kind === form.move);
    if (!rule) return { fault: "Choose a move first." };
    const event = { key: page.key, move: rule.kind, why: form.why };
    if (rule.kind === "offer") return { ...event, positions: offer.positions() };
    if (!rule.needs) return event;
    const named = form.named[rule.kind];
    if (!named) return { fault: "Choose from the list what this move is about." };
    return { ...event, issues: JSON.parse(named) };
  }

  /** @param {string} text */
  function complain(text) {
    wrong.replaceChildren();
    if (text) wrong.replaceChildren(text);
  }

  /**
   * @param {object} event
   * @param {Preview} preview
   */
  function confirm(event, preview) {
    const heading = make("h5", { tabindex: "-1" }, `Before it is final: ${preview.title}`);
    const yes = button("Make this move", "", () => {
      yes.disabled = true;
      act({ action: "make", ...event }, (answer) => {
        if (answer.wrong) {
          back();
          complain(answer.wrong);
        } else drafts.drop(id);
      });
    });
    yes.classList.add("upt-main");
    sure.replaceChildren(
      heading,
      listOf(preview.words),
      ...preview.remarks.map((text) => make("p", {}, make("strong", {}, text))),
      make("p", { class: "up-help" }, preview.effect),
      make("p", {}, "A move cannot be taken back."),
      buttonRow(yes, button("Change it", "", back)),
    );
    node.hidden = true;
    sure.hidden = false;
    heading.focus();
  }

  function back() {
    sure.hidden = true;
    node.hidden = false;
    look.focus();
  }

  node.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const event = meant();
    complain(event.fault ?? "");
    if (event.fault) return;
    act({ action: "look", ...event }, (answer) => {
      if (answer.preview) confirm(event, answer.preview);
      else complain(answer.wrong ?? "This move could not be read. Choose it again.");
    });
  });
  open();
  return part("Your move", node, sure);
}
