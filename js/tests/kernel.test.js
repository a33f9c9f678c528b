import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { connect, follow, gone, PATIENCE_MS, silent } from "../shared/kernel.js";
import { stopClock } from "./clock.js";

const KEPT = "What you typed is kept.";

// A model as anywidget gives it: `from` plays what the kernel does.
function kernel() {
  const listeners = new Map();
  const sent = [];
  return {
    sent,
    open: true,
    from(event, content) {
      for (const one of listeners.get(event) ?? []) one(content);
    },
    answers(message, more = {}) {
      this.from("msg:custom", { view: message.view, done: message.number, ...more });
    },
    get: () => undefined,
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    off: (event, listener) =>
      listeners.set(
        event,
        listeners.get(event).filter((one) => one !== listener),
      ),
    send(content) {
      if (!this.open) throw new Error("closed");
      sent.push(content);
    },
  };
}

describe("a connection to the kernel", () => {
  let model;
  let message;
  let link;

  let clock;

  afterEach(() => clock.restart());

  beforeEach(() => {
    clock = stopClock();
    model = kernel();
    message = "";
    link = connect(model, KEPT, (text) => {
      message = text;
    });
  });

  test("hands the answer to whoever asked", () => {
    const answers = [];
    link.send({ action: "first" }, (answer) => answers.push(["first", answer.said]));
    link.send({ action: "second" }, (answer) => answers.push(["second", answer.said]));
    model.answers(model.sent[1], { said: "two" });
    model.answers(model.sent[0], { said: "one" });
    model.answers(model.sent[0], { said: "again" });
    assert.deepEqual(answers, [
      ["second", "two"],
      ["first", "one"],
    ]);
  });

  test("ignores answers to another view of the widget", () => {
    let answered = false;
    link.send({ action: "draft" }, () => {
      answered = true;
    });
    model.from("msg:custom", { view: "another", done: 1 });
    assert.equal(answered, false);
  });

  test("says after some seconds that the kernel is silent, and takes it back", () => {
    link.send({ action: "draft" });
    clock.tick(PATIENCE_MS - 1);
    assert.equal(message, "");
    clock.tick(1);
    assert.equal(message, silent(KEPT));
    model.answers(model.sent[0]);
    assert.equal(message, "");
  });

  test("takes each answer as a sign of life", () => {
    link.send({ action: "draft" });
    link.send({ action: "draft" });
    clock.tick(PATIENCE_MS - 1);
    model.answers(model.sent[0]);
    clock.tick(PATIENCE_MS - 1);
    assert.equal(message, "");
    clock.tick(1);
    assert.equal(message, silent(KEPT));
  });

  test("says that the kernel is gone when it was restarted or the line is closed", () => {
    model.from("comm_live_update");
    assert.equal(message, gone(KEPT));
    const other = kernel();
    other.open = false;
    connect(other, KEPT, (text) => {
      message = text;
    }).send({ action: "draft" });
    assert.equal(message, gone(KEPT));
  });

  test("is quiet once it is closed", () => {
    link.send({ action: "draft" });
    link.close();
    clock.tick(PATIENCE_MS);
    model.from("comm_live_update");
    assert.equal(message, "");
  });
});

test("what follows a trait is called now, at each change, and not after it has ended", () => {
  const model = kernel();
  let calls = 0;
  const end = follow(model, ["state", "notice"], () => {
    calls += 1;
  });
  model.from("change:state");
  model.from("change:notice");
  end();
  model.from("change:state");
  assert.equal(calls, 3);
});
