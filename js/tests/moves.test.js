import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { draftsOf } from "../shared/fields.js";
import { movePart } from "../two_islands/moves.js";
import { buttonOf, openPage, type } from "./page.js";

const rung = (label, leaves_open = false) => ({ label, standing: "", meaning: "", leaves_open });
const issue = (name, rungs, more) => ({ issue: name, name, rungs, aim: 0, ours: null, ...more });
const rule = (kind, more) => ({
  kind,
  title: kind,
  effect: "",
  wrong: "",
  needs: "",
  named: [],
  ...more,
});
const PAGE = {
  key: "game|3",
  issues: [
    issue("territory", [rung("all"), rung("later", true)]),
    issue("end of war", [rung("a declaration"), rung("a treaty")], { closes: 1 }),
  ],
  moves: [
    rule("offer"),
    rule("hold"),
    rule("link", { needs: "pair", named: [["fisheries", "territory"]] }),
    rule("sign", { wrong: "There is no offer to sign." }),
  ],
};
const PREVIEW = { title: "Hold", words: ["You hold."], remarks: [], effect: "" };

describe("the form for a move", () => {
  let acts;
  let node;
  let drafts;

  const open = () => {
    node = movePart(PAGE, "v", { drafts, act: (event, then) => acts.push({ event, then }) });
  };

  beforeEach(() => {
    openPage();
    acts = [];
    drafts = draftsOf("answers/two-islands.jsonl");
    open();
  });

  const form = () => node.querySelector("form");
  const radio = (kind) =>
    form()
      .querySelectorAll("input")
      .find((one) => one.value === kind);
  const wrong = () =>
    form()
      .querySelectorAll("p")
      .find((one) => one.classes.has("upt-wrong"));

  function choose(kind) {
    radio(kind).happen("change");
  }

  function submit() {
    form().dispatchEvent(new Event("submit", { cancelable: true }));
  }

  test("asks for a move, and for what it is about, before it sends anything", () => {
    submit();
    assert.equal(wrong().textContent, "Choose a move first.");
    choose("link");
    submit();
    assert.match(wrong().textContent, /Choose from the list/);
    assert.deepEqual(acts, []);
  });

  test("has no way to a move that cannot be made", () => {
    assert.equal(radio("sign").disabled, true);
    assert.match(node.textContent, /Not now: There is no offer to sign/);
  });

  test("looks at a move first and makes it with the last button", () => {
    choose("hold");
    type(node.querySelector("textarea"), "To wait");
    submit();
    const event = { key: "game|3", move: "hold", why: "To wait" };
    assert.deepEqual(acts[0].event, { action: "look", ...event });
    acts[0].then({ preview: PREVIEW });
    assert.equal(form().hidden, true);
    buttonOf(node, "Make this move").click();
    assert.deepEqual(acts[1].event, { action: "make", ...event });
  });

  test("goes back to what was filled in, with the reason, if a move is refused", () => {
    choose("hold");
    submit();
    acts[0].then({ preview: PREVIEW });
    buttonOf(node, "Make this move").click();
    acts[1].then({ wrong: "The game has moved on." });
    assert.equal(form().hidden, false);
    assert.equal(wrong().textContent, "The game has moved on.");
  });

  test("keeps what was filled in through a new drawing, until the move is made", () => {
    choose("hold");
    type(node.querySelector("textarea"), "To wait");
    open();
    assert.equal(radio("hold").checked, true);
    assert.equal(node.querySelector("textarea").value, "To wait");
    submit();
    acts[0].then({ preview: PREVIEW });
    buttonOf(node, "Make this move").click();
    acts[1].then({});
    open();
    assert.equal(radio("hold").checked, false);
  });

  test("an offer names each issue, and no open question stands beside a full treaty", () => {
    choose("offer");
    const [territory, war] = node.querySelectorAll("select");
    territory.value = "1";
    territory.happen("change");
    assert.equal(war.options[1].disabled, true);
    assert.match(war.options[1].textContent, /not while territory stays open/);
    submit();
    assert.deepEqual(acts[0].event.positions, { territory: 1, "end of war": 0 });
  });
});
