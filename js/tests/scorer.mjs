// Scores what it is sent, a line of JSON each, for the test that compares it with Python.

import { createInterface } from "node:readline";
import { fold, names, number } from "../site/normalize.js";
import { verdict } from "../site/practice.js";
import { score } from "../site/scoring.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { key, answer, hints, text } = JSON.parse(line);
  const result =
    text === undefined
      ? { ...score(key, answer), verdict: verdict(key, answer, hints) }
      : { fold: fold(text), names: names(text), number: number(text) };
  console.log(JSON.stringify(result));
}
