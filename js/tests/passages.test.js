import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { passageList } from "../explore/passages.js";
import { draftsOf, TYPING_MS } from "../shared/fields.js";
import { stopClock } from "./clock.js";
import { buttonOf, openPage, type } from "./page.js";

const PASSAGE = {
  label: "Islands",
  language: "ru",
  original: "Острова",
  original_by: "Russian",
  english: "Islands",
  english_by: "Our English",
  summary: "",
  note: "",
};
const UNMARKED = { marked: false, note: "", for_board: false };

describe("the passages of a document", () => {
  let clock;
  let sent;
  let list;

  afterEach(() => clock.restart());

  beforeEach(() => {
    clock = stopClock();
    openPage();
    sent = [];
    const page = {
      id: "yalta-1945",
      sealed: false,
      passages: [1, 2].map((number) => ({ ...PASSAGE, number })),
    };
    list = passageList(page, {
      view: "v",
      act: (event) => sent.push(event),
      link: { send: (event) => sent.push(event) },
      drafts: draftsOf("answers/reading.json"),
    });
    list.update({ 1: UNMARKED, 2: UNMARKED });
  });

  const item = (number) => list.list.children[number - 1];
  const field = (number) => item(number).querySelector("textarea");

  test("show the words and whose they are", () => {
    assert.match(item(1).textContent, /RussianОстроваOur EnglishIslands/);
  });

  test("have a note once they are marked", () => {
    assert.equal(field(2).parent.hidden, true);
    const mark = item(2).querySelector("input");
    mark.checked = true;
    mark.happen("change");
    assert.deepEqual(sent, [{ action: "mark", passage: 2, on: true }]);
    assert.equal(field(2).parent.hidden, false);
    type(field(2), "No recipient");
    clock.tick(TYPING_MS);
    assert.deepEqual(sent[1], { action: "note", passage: 2, field: "note", value: "No recipient" });
  });

  test("keep a note in sight although the mark is taken off", () => {
    list.update({ 1: { ...UNMARKED, note: "Why?" }, 2: UNMARKED });
    assert.equal(field(1).parent.hidden, false);
    assert.equal(field(1).value, "Why?");
  });

  test("say whether they lie on the evidence board", () => {
    buttonOf(item(1), "Lay on the evidence board").click();
    assert.deepEqual(sent, [{ action: "lay", passage: 1, on: true }]);
    list.update({ 1: { ...UNMARKED, for_board: true }, 2: UNMARKED });
    buttonOf(item(1), "take it back").click();
    assert.deepEqual(sent[1], { action: "lay", passage: 1, on: false });
  });

  test("are found by their number", () => {
    list.goTo(2);
    assert.equal(globalThis.document.activeElement.textContent, "Passage 2: Islands");
  });
});
