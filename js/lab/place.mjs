// Puts what was built where the package takes it from. With `--check` nothing is written: it says
// whether what lies there is what the sources give.

import { cp, readdir, readFile, rm } from "node:fs/promises";
import { relative, resolve } from "node:path";

const BUILT = resolve(import.meta.dirname, "built");
const PLACE = resolve(import.meta.dirname, "../../jupyter/labextension");

async function contents(folder) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((entry) => entry.isFile());
  const paths = files.map((entry) => resolve(entry.parentPath, entry.name)).sort();
  const texts = paths.map(async (path) => [relative(folder, path), await readFile(path, "utf8")]);
  return JSON.stringify(await Promise.all(texts));
}

if (!process.argv.includes("--check")) {
  await rm(PLACE, { recursive: true, force: true });
  await cp(BUILT, PLACE, { recursive: true });
} else if ((await contents(BUILT)) !== (await contents(PLACE))) {
  console.error("jupyter/labextension is not what js/lab says. Type: make js");
  process.exit(1);
}
