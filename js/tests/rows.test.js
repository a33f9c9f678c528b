import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { searchPart } from "../board/rows.js";
import { TYPING_MS } from "../shared/fields.js";
import { stopClock } from "./clock.js";
import { buttonOf, openPage, type } from "./page.js";

const row = (row_id) => ({
  row_id,
  table: "events",
  kind: "event",
  when: "1956",
  summary: `What ${row_id} says`,
  details: [],
  sources: [],
  confidence: "high",
  unverified: [],
});

describe("the search for rows of the ledger", () => {
  let clock;
  let sent;
  let attached;
  let lying;
  let part;

  afterEach(() => clock.restart());

  beforeEach(() => {
    clock = stopClock();
    openPage();
    sent = [];
    attached = [];
    lying = new Set();
    part = searchPart({
      view: "v",
      tables: [["events", "Events"]],
      link: { send: (event, answered) => sent.push({ event, answered }) },
      attach: (one, side, passage) => attached.push([one.row_id, side, passage]),
      goTo: (one, side) => attached.push(["go to", one.row_id, side]),
      lies: (one, side) => lying.has(`${one.row_id} ${side}`),
    });
  });

  const lists = () => part.node.querySelectorAll("ol");
  const shown = () => lists()[1].children;

  function search(words) {
    type(part.node.querySelector("input"), words);
    clock.tick(TYPING_MS);
  }

  function find(number, ...ids) {
    const found = { rows: ids.map(row), left: 0, summary: `${ids.length} rows` };
    sent[number].answered({ found });
  }

  test("asks once after a pause in typing", () => {
    type(part.node.querySelector("input"), "Oki");
    clock.tick(TYPING_MS - 1);
    search("Okinawa");
    assert.deepEqual(
      sent.map(({ event }) => event.query),
      ["Okinawa"],
    );
  });

  test("forgets an answer that comes after a newer question", () => {
    search("Okinawa");
    search("Kono");
    find(1, "EVT-002");
    find(0, "EVT-001");
    assert.equal(shown().length, 1);
    assert.match(shown()[0].textContent, /What EVT-002 says/);
  });

  test("attaches a row to a side, or goes to where it lies", () => {
    search("Okinawa");
    find(0, "EVT-001");
    buttonOf(shown()[0], "Attach as challenge").click();
    lying.add("EVT-001 challenge");
    part.update();
    buttonOf(shown()[0], "✓ Attached as challenge").click();
    assert.deepEqual(attached, [
      ["EVT-001", "challenge", ""],
      ["go to", "EVT-001", "challenge"],
    ]);
  });

  test("shows more rows under those that are there", () => {
    search("Okinawa");
    find(0, "EVT-001");
    const [first] = shown();
    buttonOf(part.node, "Show more rows").click();
    find(1, "EVT-001", "EVT-002");
    assert.equal(shown()[0], first);
    assert.equal(shown().length, 2);
  });

  test("offers what was laid aside while reading, and draws it once", () => {
    part.lay([row("cairo-1943 2")]);
    const [laid] = lists()[0].children;
    assert.match(laid.textContent, /What cairo-1943 2 says/);
    part.lay([row("cairo-1943 2")]);
    assert.equal(lists()[0].children[0], laid);
  });

  test("says what is not verified", () => {
    search("Okinawa");
    const doubtful = { ...row("EVT-003"), confidence: "low", unverified: ["date"] };
    sent[0].answered({ found: { rows: [doubtful], left: 0, summary: "1 row" } });
    assert.match(shown()[0].textContent, /Confidence: low. Not verified: date\./);
  });
});
