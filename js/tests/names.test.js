import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { test } from "node:test";

const JS = resolve(import.meta.dirname, "..");
const ROOMS = ["board", "explore", "quiz", "shared", "site", "two_islands", "lab/src"];
const DEFINED = /^(?:export )?(?:async )?(?:function|class|const (?=\w+ = (?:async )?\()) ?(\w+)/gm;

test("no function and no class has the name of another, so that a name leads to one place", async () => {
  const places = new Map();
  for (const room of ROOMS) {
    for (const file of await readdir(join(JS, room))) {
      if (!/(?<!\.d)\.(?:js|ts)$/.test(file)) continue;
      const text = await readFile(join(JS, room, file), "utf8");
      for (const [, name] of text.matchAll(DEFINED)) {
        places.set(name, [...(places.get(name) ?? []), `${room}/${file}`]);
      }
    }
  }
  places.delete("render"); // anywidget wants this name of every widget
  assert.ok(places.has("make") && places.has("CourseBar") && places.has("citation"));
  assert.deepEqual(
    [...places].filter(([, where]) => where.length > 1),
    [],
  );
});
