// Draws the board, keeps what is on the screen in step with the kernel.

const SIDES = ["support", "challenge"];
const WEIGHTS = [
  ["1", "1 light"],
  ["2", "2 middle"],
  ["3", "3 heavy"],
];
const keyOf = ({ table, row_id, side }) => JSON.stringify([table, row_id, side]);

// ---------------------------------------------------------------------------------------------
// The claims of the article, as radio buttons that can be filtered.

function claimsPart({ view, claims, choose }) {
  const words = make("input", { id: `${view}-claims`, type: "search", autocomplete: "off" });
  const modules = [...new Set(claims.map((claim) => claim.module))].sort();
  const which = choice(`${view}-which`, [
    ["", "All claims"],
    ["board", "Claims on my board"],
    ...modules.map((module) => [module, `Claims of module ${Number(module)}`]),
  ]);
  const told = make("p", { role: "status", class: "upb-told" });
  const items = claims.map((claim) => {
    const input = make("input", { type: "radio", name: `${view}-claim`, value: claim.id });
    const mark = make("span", { class: "upb-mark" });
    const head = make("strong", {}, `${claim.id}, ${claim.where}. `);
    const label = make("label", {}, input, make("span", {}, head, `${claim.text} `, mark));
    input.addEventListener("change", () => choose(claim.id));
    return { claim, input, mark, label, text: `${claim.id} ${claim.where} ${claim.text}`.toLowerCase() };
  });
  const legend = make("legend", { class: "upb-unseen" }, "Claims of the article");
  const list = make("fieldset", { class: "upb-claims" }, legend, ...items.map((i) => i.label));
  let cases = {};

  function filter() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { claim, label, text } of items) {
      const here = !which.value || which.value === claim.module || (which.value === "board" && cases[claim.id]);
      label.hidden = !here || !wanted.every((word) => text.includes(word));
      count += !label.hidden;
    }
    setText(told, count === 1 ? "1 claim." : `${count} claims.`);
  }

  words.addEventListener("input", filter);
  which.addEventListener("change", filter);
  filter();
  return {
    node: make(
      "div",
      {},
      make("div", { class: "upb-search" }, labelled("Words in the claim", "", words), labelled("Show", "", which)),
      told,
      list,
    ),
    update(state, open) {
      cases = state;
      for (const { claim, input, mark } of items) {
        input.checked = claim.id === open;
        const one = state[claim.id];
        const on = (side) => one.evidence.filter((piece) => piece.side === side).length;
        setText(mark, one ? `On your board: ${on("support")} for, ${on("challenge")} against.` : "");
      }
      if (which.value === "board") filter();
    },
    // Scrolls the list only: the notebook stays where it is.
    show() {
      const chosen = items.find(({ input }) => input.checked);
      if (chosen) list.scrollTop = chosen.label.offsetTop - list.clientHeight / 2;
    },
  };
}

// ---------------------------------------------------------------------------------------------
// One piece of evidence on the board.

function card(piece, claim, id, desk) {
  const { table, row_id, side } = piece;
  const base = { claim, table, row_id, side };
  const title = make("h6", { id: `${id}-title` }, ...(piece.row ? rowHead(piece.row) : [row_id]));
  const weight = choice(`${id}-weight`, WEIGHTS);
  const longest = { maxlength: String(desk.longest) };
  const passage = make("input", { id: `${id}-passage`, type: "text", autocomplete: "off", ...longest });
  const reasoning = make("textarea", { id: `${id}-reasoning`, rows: "3", ...longest });
  const fields = { weight, passage, reasoning };
  const ties = Object.entries(fields).map(([field, input]) => [
    field,
    tie(input, [claim, table, row_id, side, field].join("|"), { action: "edit", field, ...base }, desk),
  ]);
  const leave = () => ties.forEach(([, tied]) => tied.leave());
  const other = side === "support" ? "challenge" : "support";
  const move = button(`Move to ${other}`, row_id, () => {
    leave();
    desk.act({ action: "move", ...base }, () => desk.goTo(piece, other));
  });
  const remove = button("Remove", `${row_id} from ${side}`, () => {
    leave();
    desk.act({ action: "remove", ...base }, desk.offerUndo);
  });
  const body = piece.row ? rowBody(piece.row) : [make("p", {}, "This row is not in the ledger.")];
  const node = make(
    "li",
    { class: "upb-card", "aria-labelledby": title.id },
    title,
    ...body,
    labelled("Weight", `of ${row_id}`, weight),
    labelled("Words that you rely on (if not the whole row)", `of ${row_id}`, passage),
    labelled(`Reasoning: why does it ${side} the claim?`, row_id, reasoning),
    make("div", { class: "upb-buttons" }, move, remove),
  );
  let first = true;
  return {
    node,
    reasoning,
    leave,
    update(now) {
      for (const [field, tied] of ties) {
        tied.write(now[field]);
        if (first) tied.restore();
      }
      node.dataset.weight = now.weight;
      first = false;
    },
  };
}

// ---------------------------------------------------------------------------------------------
// The open case: its claim, two columns of cards, the verdict, what is still to look at.

function casePart({ view, claim, desk }) {
  const cards = new Map();
  const columns = SIDES.map((side) => {
    const heading = make("h5", { id: `${view}-${side}` });
    const none = make("p", { class: "upb-help" }, `Nothing yet. Search above, then attach as ${side}.`);
    const list = make("ol", { class: "upb-cards", "aria-labelledby": heading.id });
    return { side, heading, none, list, node: make("div", { class: `upb-column upb-${side}` }, heading, none, list) };
  });
  const blank = ["", "Choose…"];
  const verdicts = desk.offered.verdicts.map((word) => [word, word]);
  const sureness = desk.offered.sureness.map((word) => [word, word]);
  const fields = {
    judgement: choice(`${view}-judgement`, [blank, ...verdicts]),
    sureness: choice(`${view}-sureness`, [blank, ...sureness]),
    limit: make("textarea", { id: `${view}-limit`, rows: "3", maxlength: String(desk.longest) }),
  };
  const ties = Object.entries(fields).map(([field, input]) => [
    field,
    tie(input, [claim.id, field].join("|"), { action: "judge", claim: claim.id, field }, desk),
  ]);
  const cautionsHead = make("h4");
  const cautions = make("ul", { class: "upb-cautions" });
  let said = "";
  let number = 0;
  let first = true;

  function lay(pieces) {
    const keys = new Set(pieces.map(keyOf));
    for (const [key, one] of cards) {
      if (keys.has(key)) continue;
      one.node.remove();
      cards.delete(key);
    }
    for (const { side, heading, none, list } of columns) {
      const mine = pieces.filter((piece) => piece.side === side);
      setText(heading, `${side === "support" ? "Support" : "Challenge"} (${mine.length})`);
      none.hidden = mine.length > 0;
      mine.forEach((piece, place) => {
        const key = keyOf(piece);
        if (!cards.has(key)) cards.set(key, card(piece, claim.id, `${view}-${(number += 1)}`, desk));
        const { node, update } = cards.get(key);
        update(piece);
        // Only a node that is in the wrong place moves: moving takes the focus away.
        if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null);
      });
      list.hidden = mine.length === 0;
    }
  }

  function warn(now) {
    const text = JSON.stringify(now);
    if (text === said) return; // a new list would take the focus from a button in it
    said = text;
    setText(cautionsHead, now.length ? `Still to look at (${now.length})` : "Still to look at: nothing");
    const lines = now.map((one) => {
      const line = make("li", {}, `${one.text} `);
      if (one.key) {
        const [table, row_id, side] = one.key;
        line.append(button("Go to it", `${row_id} (${side})`, () => goTo({ table, row_id }, side)));
      }
      return line;
    });
    cautions.replaceChildren(...lines);
    cautions.hidden = now.length === 0;
  }

  function goTo(row, side) {
    cards.get(keyOf({ ...row, side }))?.reasoning.focus();
  }

  const verdict = make(
    "div",
    { class: "upb-verdict" },
    labelled("Judgement", `on ${claim.id}`, fields.judgement),
    labelled("How sure are you?", "", fields.sureness),
    labelled("Limit: what can this evidence not show?", "", fields.limit),
  );
  const part = (title, ...nodes) => make("div", { class: "upb-part" }, make("h4", {}, title), ...nodes);
  return {
    nodes: [
      part(
        "3. Weigh the evidence",
        desk.undo,
        make("div", { class: "upb-columns" }, ...columns.map((column) => column.node)),
      ),
      part("4. Give your verdict", verdict),
      make("div", { class: "upb-part" }, cautionsHead, cautions),
    ],
    claim: claim.id,
    goTo,
    lies: (row, side) => cards.has(keyOf({ ...row, side })),
    leave() {
      for (const [, tied] of ties) tied.leave();
      for (const one of cards.values()) one.leave();
    },
    update(now) {
      for (const [field, tied] of ties) {
        tied.write(now[field]);
        if (first) tied.restore();
      }
      first = false;
      lay(now.evidence);
      warn(now.cautions);
    },
  };
}

// ---------------------------------------------------------------------------------------------

function render({ model, el }) {
  const view = `upb-${Math.random().toString(36).slice(2)}`;
  const offered = model.get("offered");
  const trouble = make("p", { class: "upb-trouble" });
  const notice = make("p", { class: "upb-trouble" });
  const live = make("p", { role: "status", class: "upb-unseen" });
  const file = make("p", { class: "upb-file" });
  const link = connect(model, (text) => setText(trouble, text));
  let open = null;

  // The same words twice are said twice.
  function say(text) {
    live.replaceChildren();
    if (text) setTimeout(() => live.replaceChildren(text), 50);
  }

  function act(event, then = () => {}) {
    link.send(event, (answer) => {
      say(answer.said ?? "");
      then(answer);
    });
  }

  const undone = make("span");
  const undoButton = button("Undo", "removing it", () =>
    act({ action: "undo" }, ({ back }) => {
      if (!back) return;
      if (open?.claim !== back.claim) choose(back.claim);
      open.goTo(back, back.side);
    }),
  );
  const undo = make("p", { class: "upb-undo" }, undone, " ", undoButton);

  const desk = {
    offered,
    longest: offered.longest,
    link,
    drafts: draftsOf(model.get("file")),
    act,
    undo,
    offerUndo: () => undoButton.focus(),
    goTo: (row, side) => open?.goTo(row, side),
  };

  const claims = claimsPart({ view, claims: offered.claims, choose });
  const rows = searchPart({
    view,
    tables: offered.tables,
    link,
    lies: (row, side) => open?.lies(row, side) ?? false,
    goTo: desk.goTo,
    attach(row, side, passage) {
      if (!open) {
        say("Choose a claim first.");
        claims.node.querySelector("input").focus();
        return;
      }
      const { table, row_id } = row;
      act({ action: "attach", claim: open.claim, table, row_id, side, passage });
    },
  });

  const chosen = make("div", { class: "upb-chosen" });
  const work = make("div");
  const scope = choice(`${view}-scope`, []);
  const exported = make("p", { role: "status", class: "upb-told" });
  const save = (what) =>
    button(`Save the ${what}`, "as a file", () => {
      open?.leave(); // first what is still being typed
      link.send({ action: "export", what, claim: scope.value }, ({ said }) => setText(exported, said ?? ""));
    });
  const part = (title, ...nodes) => make("div", { class: "upb-part" }, make("h4", {}, title), ...nodes);
  const title = make("h3", { id: `${view}-title` }, "Evidence board");
  const region = make(
    "section",
    { class: "up-card upb-board", "aria-labelledby": title.id },
    make("div", { class: "upb-title" }, title, file),
    part("1. Choose a claim of the article", claims.node, chosen),
    part("2. Find evidence", rows.node),
    work,
    part(
      "5. Take it with you",
      labelled("Which claims?", "to save", scope),
      make("div", { class: "upb-buttons" }, save("outline"), save("references")),
      exported,
    ),
    live,
    make("div", { class: "upb-notice", role: "status" }, trouble, notice),
  );

  function choose(id) {
    model.set("claim", id);
    model.save_changes();
    update();
  }

  function begin(claim) {
    open?.leave();
    open = casePart({ view: `${view}-${claim.id}`, claim, desk });
    const head = make("p", { class: "upb-head" }, make("strong", {}, claim.id), ` · ${claim.where} of the article · ${claim.kind}`);
    chosen.replaceChildren(head, make("blockquote", {}, claim.text));
    work.replaceChildren(...open.nodes);
    scope.replaceChildren(
      make("option", { value: claim.id }, `Only ${claim.id}`),
      make("option", { value: "" }, "All claims on my board"),
    );
  }

  function update() {
    const { cases, undo: removed, saved } = model.get("state");
    const id = model.get("claim");
    const claim = offered.claims.find((one) => one.id === id);
    if (claim && open?.claim !== id) begin(claim);
    if (open) open.update(cases[open.claim] ?? offered.blank);
    claims.update(cases, id);
    rows.update();
    undo.hidden = !removed;
    setText(undone, removed ? `${removed} was removed.` : "");
    const begun = Object.keys(cases).length > 0;
    const where = model.get("file").split(/[\\/]/).slice(-2).join("/");
    setText(file, `${saved ? (begun ? "Saved in" : "Will be saved in") : "Not saved in"} ${where}`);
    setText(notice, model.get("notice"));
  }

  // Letters, arrows and Enter belong to the board, not to the notebook's command mode, where they
  // would delete or move cells. Shortcuts with Ctrl, Alt or Cmd, such as saving, still work.
  // Escape goes back to the cell, as it does from the editor of a cell.
  region.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    if (event.key === "Escape") el.closest(".jp-Cell")?.focus();
  });

  const leave = () => open?.leave();
  window.addEventListener("pagehide", leave);
  for (const name of ["state", "claim", "notice"]) model.on(`change:${name}`, update);
  if (!model.get("claim")) {
    chosen.append(make("p", { class: "upb-help" }, "Choose a claim to begin."));
    scope.append(make("option", { value: "" }, "All claims on my board"));
  }
  update();
  el.append(region);
  claims.show();

  return () => {
    leave();
    window.removeEventListener("pagehide", leave);
    for (const name of ["state", "claim", "notice"]) model.off(`change:${name}`, update);
    link.close();
  };
}

export default { render };
