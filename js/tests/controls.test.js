import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { control } from "../quiz/controls.js";
import { buttonOf, openPage, type } from "./page.js";

const named = (...names) => names.map((name) => ({ id: name.toLowerCase(), html: name, name }));
const QUESTION = { kind: "single", unit: "", options: [], items: [], pairs: [], choices: [] };

describe("what a student answers with", () => {
  let changes;
  let said;

  beforeEach(() => {
    openPage();
    changes = [];
    said = [];
  });

  const answers = (question) =>
    control(
      { ...QUESTION, ...question },
      "q1",
      (delay) => changes.push(delay),
      (text) => said.push(text),
    );

  describe("an order", () => {
    const order = () => answers({ kind: "ordering", items: named("Yalta", "Potsdam", "Tokyo") });

    test("is no answer before something was moved", () => {
      const list = order();
      assert.equal(list.read(), null);
      buttonOf(list.node, "Move Potsdam up").click();
      assert.deepEqual(list.read(), ["potsdam", "yalta", "tokyo"]);
      assert.deepEqual(changes, [0]);
    });

    test("says where a line is now, and keeps the focus on its button", () => {
      const list = order();
      const down = buttonOf(list.node, "Move Yalta down");
      down.click();
      assert.deepEqual(said, ["Yalta: now 2 of 3."]);
      assert.equal(globalThis.document.activeElement, down);
    });

    test("rests the buttons that lead over its ends, and says so if one is used", () => {
      const list = order();
      const up = buttonOf(list.node, "Move Yalta up");
      assert.equal(up.ariaDisabled, "true");
      up.click();
      assert.deepEqual(said, ["Yalta is already first."]);
      assert.equal(list.read(), null);
      buttonOf(list.node, "Move Yalta down").click();
      assert.equal(up.ariaDisabled, null);
      assert.equal(buttonOf(list.node, "Move Potsdam up").ariaDisabled, "true");
    });

    test("takes what was saved, and goes back to its first order without an answer", () => {
      const list = order();
      list.write(["tokyo", "potsdam", "yalta"]);
      assert.deepEqual(list.read(), ["tokyo", "potsdam", "yalta"]);
      list.write(null);
      assert.equal(list.read(), null);
      buttonOf(list.node, "Move Tokyo up").click();
      assert.deepEqual(list.read(), ["yalta", "tokyo", "potsdam"]);
    });
  });

  test("one option is a name, several are a list", () => {
    const options = named("Japan", "Peru");
    const one = answers({ kind: "single", options });
    assert.equal(one.read(), null);
    one.write("peru");
    assert.equal(one.read(), "peru");
    const many = answers({ kind: "multiple", options });
    many.write(["japan", "peru"]);
    assert.deepEqual(many.read(), ["japan", "peru"]);
  });

  test("a text that is typed waits for a pause", () => {
    const text = answers({ kind: "text" });
    type(text.first(), "Shigemitsu");
    assert.equal(text.read(), "Shigemitsu");
    assert.ok(changes[0] > 0);
  });

  test("pairs hold what was chosen, and leave out the rest", () => {
    const choices = [{ value: "a", name: "Gromyko" }];
    const pairs = answers({ kind: "matching", pairs: named("One", "Two"), choices });
    pairs.write({ two: "a" });
    assert.deepEqual(pairs.read(), { two: "a" });
  });
});
