import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf } from "../shared/course_page.js";

test("a page lies beside the folder of the notebook", () => {
  assert.equal(pathOf("claims.md", "/lab/tree/notebooks/05-verdict.ipynb"), "docs/claims.md");
  const hub = "/user/ann/lab/workspaces/auto-q/tree/my%20course/notebooks/05-verdict.ipynb";
  assert.equal(pathOf("claims.md", hub), "my course/docs/claims.md");
});

test("an address that names no notebook gives no path", () => {
  assert.equal(pathOf("claims.md", "/lab"), "");
});
