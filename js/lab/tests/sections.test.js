import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { isOneLetterOff, reference, referencesIn, search, sections } from "../lib/sections.js";

const docs = (name) => readFile(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8");

test("every kind of link to the four pages is read, and no other", () => {
  assert.deepEqual(reference("../docs/sources.md#F51-735"), { kind: "sources", anchor: "F51-735" });
  assert.deepEqual(reference("/files/docs/names.md?_xsrf=2#Nishimura-Kumao"), {
    kind: "names",
    anchor: "Nishimura-Kumao",
  });
  assert.equal(reference("../docs/sources.md"), undefined);
  assert.equal(reference("../docs/teaching.md#Week-1"), undefined);
  assert.equal(reference("https://example.org/sources.md#F51-735"), undefined);
});

test("each source, name, claim and document of the real pages has its section", async () => {
  const many = await Promise.all(["sources", "names", "claims", "documents"].map(docs));
  for (const page of many) {
    const found = sections(page);
    assert.ok(found.length > 70);
    for (const { anchor, text } of found) {
      assert.doesNotMatch(anchor, /\s/);
      assert.ok(text, anchor);
      assert.doesNotMatch(text, /^##? /m, anchor);
    }
  }
});

test("names are found in any order, and with one letter wrong", async () => {
  const names = sections(await docs("names"));
  const first = (typed) => search(names, typed)[0]?.heading;
  assert.equal(first("ichiro hatoyma"), "Hatoyama Ichiro");
  assert.equal(first("Dulles John"), "John Foster Dulles");
  assert.equal(first("Хрущев"), "Nikita S. Khrushchev");
  assert.deepEqual(search(names, "zzzzzz"), []);
  assert.deepEqual(search(names, " "), []);
});

test("one letter off is one letter off", () => {
  for (const [one, other] of [
    ["kono", "kone"],
    ["malik", "mailk"],
    ["malik", "malk"],
    ["malk", "malik"],
    ["malik", "malik"],
  ])
    assert.equal(isOneLetterOff(one, other), true, `${one} ${other}`);
  for (const [one, other] of [
    ["kono", "kane"],
    ["malik", "mlkia"],
    ["malik", "mal"],
  ])
    assert.equal(isOneLetterOff(one, other), false, `${one} ${other}`);
});

test("the cast of a page is named once, in its order", () => {
  const texts = [
    "[Kono](../docs/names.md#Kono-Ichiro) and [K](../docs/names.md#Nikita)",
    "[again](../docs/names.md#Kono-Ichiro)",
  ];
  assert.deepEqual(referencesIn(texts, "names"), ["Kono-Ichiro", "Nikita"]);
});
