// Builds the scripts and styles of the widgets from their sources: one file for each that anywidget
// gets. With `--check` nothing is written, and a file that is not what the sources say is named.

import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGE = resolve(HERE, "../src/unsigned_peace");
const BUILT = {
  quiz: ["quiz.js", "quiz.css", "own_words.js", "own_words.css"],
  board: ["board.js", "board.css"],
  two_islands: ["game.js", "game.css"],
  explore: ["panel.js", "dates.js", "panel.css", "reader.js", "reader.css"],
  "explore/site": ["quiz_page.js", "site.css"],
};
const NOTE = "Built from js/ by `make js`. Change the sources there, not this file.";

async function bundle(room, name) {
  const result = await build({
    entryPoints: [resolve(HERE, basename(room), name)],
    bundle: true,
    minify: true, // nobody reads these files, and what several share stands in each of them
    write: false,
    // anywidget imports modules; a page of the site may lie on a disk, where a browser runs none.
    format: room === "explore/site" ? "iife" : "esm",
    target: "esnext",
    charset: "utf8",
    legalComments: "none",
    absWorkingDir: HERE,
    banner: { js: `// ${NOTE}`, css: `/* ${NOTE} */` },
  });
  return result.outputFiles[0].text;
}

const check = process.argv.includes("--check");
const stale = [];
for (const [room, names] of Object.entries(BUILT)) {
  for (const name of names) {
    const file = resolve(PACKAGE, room, "static", name);
    const text = await bundle(room, name);
    const known = await readFile(file, "utf8").catch(() => "");
    if (text === known) continue;
    if (check) stale.push(relative(resolve(HERE, ".."), file));
    else await writeFile(file, text);
  }
}
if (stale.length) {
  console.error(`Not what js/ says: ${stale.join(", ")}. Type: make js`);
  process.exit(1);
}
