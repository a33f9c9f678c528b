import assert from "node:assert/strict";
import { test } from "node:test";
import { courseMark, crc32, headingAbove, isAsMade } from "../lib/course.js";

test("a CRC is the one that Python writes, for every script", () => {
  assert.equal(crc32("import this"), "68401bb9");
  assert.equal(crc32("千島 Курилы คูริล"), "dc085c05");
  assert.equal(crc32(""), "00000000");
});

test("only a notebook with the mark is of the course", () => {
  assert.equal(courseMark({}), undefined);
  assert.equal(courseMark({ unsigned_peace: "yes" }), undefined);
  assert.deepEqual(courseMark({ unsigned_peace: { wakes: {} } }), { wakes: {} });
});

test("a cell that was changed, or that somebody added, is not the course's own", () => {
  const mark = { wakes: { setup: crc32("import this") } };
  assert.equal(isAsMade({ id: "setup", source: "import this" }, mark), true);
  assert.equal(isAsMade({ id: "setup", source: "import that" }, mark), false);
  assert.equal(isAsMade({ id: "mine", source: "import this" }, mark), false);
});

test("a failure is named by the last heading above it", () => {
  const sources = ["# Set\n\n## Task 1. Who came?", "x = 1", "text, no # heading", "y"];
  assert.equal(headingAbove(sources, 3), "Task 1. Who came?");
  assert.equal(headingAbove(sources, 0), "");
});
