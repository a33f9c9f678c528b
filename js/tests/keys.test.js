import assert from "node:assert/strict";
import { test } from "node:test";
import { fate } from "../shared/keys.js";

const pressed = (key, more = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

test("letters, arrows and Enter never reach the notebook", () => {
  for (const key of ["d", "x", "Enter", "ArrowDown", "Escape"]) {
    assert.equal(fate(pressed(key), "is typed").kept, true, key);
  }
});

test("shortcuts such as saving do", () => {
  for (const modifier of ["ctrlKey", "altKey", "metaKey"]) {
    assert.equal(fate(pressed("s", { [modifier]: true }), "is typed").kept, false, modifier);
  }
});

test("Escape goes back to the cell", () => {
  assert.equal(fate(pressed("Escape"), "is typed").leaves, true);
  assert.equal(fate(pressed("a"), "is typed").leaves, false);
});

test("Shift+Enter leaves a quiz, is typed in a text, and runs the cell of an explorer", () => {
  const onward = pressed("Enter", { shiftKey: true });
  assert.deepEqual(fate(onward, "leaves"), { kept: true, leaves: true, spent: true });
  assert.deepEqual(fate(onward, "is typed"), { kept: true, leaves: false, spent: false });
  assert.deepEqual(fate(onward, "runs the cell"), { kept: false, leaves: false, spent: false });
});
