import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { draftsOf, TYPING_MS, tieFields } from "../shared/fields.js";
import { stopClock } from "./clock.js";

class Storage {
  texts = new Map();
  getItem(name) {
    return this.texts.get(name) ?? null;
  }
  setItem(name, text) {
    this.texts.set(name, text);
  }
}

class Input extends EventTarget {
  value = "";
  type(text) {
    globalThis.document.activeElement = this;
    this.value = text;
    this.dispatchEvent(new Event("input"));
  }
  blur() {
    globalThis.document.activeElement = null;
    this.dispatchEvent(new Event("blur"));
  }
}

describe("a field that is tied to what is saved", () => {
  let input;
  let sent;
  let desk;

  function tied() {
    input = new Input();
    return tieFields({ limit: input }, ["CLM-001"], { action: "judge", claim: "CLM-001" }, desk);
  }

  let clock;

  afterEach(() => clock.restart());

  beforeEach(() => {
    clock = stopClock();
    globalThis.document = { activeElement: null };
    globalThis.sessionStorage = new Storage();
    sent = [];
    const link = { send: (event, answered) => sent.push({ event, answered }) };
    desk = { link, drafts: draftsOf("answers/05.board.json") };
  });

  test("sends what was typed after a pause, once", () => {
    tied().write({ limit: "" });
    input.type("No");
    clock.tick(TYPING_MS - 1);
    input.type("No minutes");
    clock.tick(TYPING_MS - 1);
    assert.equal(sent.length, 0);
    clock.tick(1);
    const event = { action: "judge", claim: "CLM-001", field: "limit", value: "No minutes" };
    assert.deepEqual(
      sent.map((one) => one.event),
      [event],
    );
  });

  test("is not overwritten while the student types or the kernel has not confirmed", () => {
    const form = tied();
    form.write({ limit: "old" });
    input.type("new");
    form.write({ limit: "old" });
    assert.equal(input.value, "new");
    input.blur();
    form.write({ limit: "old" });
    assert.equal(input.value, "new");
    sent[0].answered();
    form.write({ limit: "from another window" });
    assert.equal(input.value, "from another window");
  });

  test("sends what is still being typed when the student leaves", () => {
    const form = tied();
    form.write({ limit: "" });
    input.type("half a sen");
    form.leave();
    form.leave();
    assert.equal(sent.length, 1);
  });

  test("brings back after a restart what the kernel never confirmed", () => {
    tied().write({ limit: "" });
    input.type("never confirmed");
    tied().write({ limit: "" });
    assert.equal(input.value, "never confirmed");
    assert.equal(sent[0].event.value, "never confirmed");
    sent[0].answered();
    tied().write({ limit: "never confirmed" });
    assert.equal(sent.length, 1, "a draft that is saved is forgotten");
  });
});

test("drafts live in the page where the browser forbids storage", () => {
  const refuse = () => {
    throw new Error("forbidden");
  };
  globalThis.sessionStorage = { getItem: refuse, setItem: refuse };
  const drafts = draftsOf("answers/05.board.json");
  drafts.put("limit", "kept");
  drafts.put("weight", "3");
  drafts.drop("weight");
  assert.equal(drafts.get("limit"), "kept");
  assert.equal(drafts.get("weight"), undefined);
});

test("drafts of version 0.1 come back under the name that they had", () => {
  globalThis.sessionStorage = new Storage();
  const texts = '{"CLM-001|limit": "No minutes"}';
  globalThis.sessionStorage.setItem("unsigned-peace-board answers/05.board.json", texts);
  const drafts = draftsOf("answers/05.board.json");
  assert.equal(drafts.get("CLM-001|limit"), "No minutes");
  drafts.drop("CLM-001|limit");
  assert.equal(draftsOf("answers/05.board.json").get("CLM-001|limit"), undefined);
});
