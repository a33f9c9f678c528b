// Reading what a student typed: as shared/normalize.py does, step by step.

const LONGEST = 500;
const ACCENTS = /[\u0300-\u036f]/g;
const NUMBER =
  /^([+-]?) *([1-9][0-9]{0,2}(?:[ ,'][0-9]{3})+(?![0-9])|[0-9]+)?(?:[.,]([0-9]+))?(.*)$/u;
const UNIT_WORD = /^(?:[\p{L}\p{No}\p{Nl}][^0-9 ]*[23]?|[%°$€£¥])$/u;
/** @type {Record<string, number>} */
const MULTIPLIERS = { hundred: 1e2, thousand: 1e3, million: 1e6, billion: 1e9 };
const MOST_UNIT_WORDS = 4;
const BETWEEN_NAMES = /[/,;&()、・]|\s(?:and|or)\s/u;
const ISLAND_BEFORE = /^\s*(?:the\s+)?islands?\s+(?:of\s+)?(?=\S)/u;
const ISLAND_AFTER = /(?<=[\p{L}\p{N}_])(?:\s+islands?|[\s-]+(?:jima|shima|to))[^\p{L}\p{N}_]*$/u;

/** @param {string} text the first letters that are read, counted as Python counts them */
const cut = (text) => [...text].slice(0, LONGEST).join("");

/**
 * Lower case for comparing. JavaScript has no case folding; upper and then lower case gives the same
 * for the letters of our languages (ß and ss, final sigma), which a test compares with Python.
 *
 * @param {string} text
 */
const casefold = (text) => text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");

/** @param {string} text */
const withoutAccents = (text) => text.normalize("NFD").replace(ACCENTS, "").normalize("NFC");

/** @param {string} text */
const unaccented = (text) =>
  withoutAccents(casefold(cut(text).normalize("NFKC")).trim()).normalize("NFKC");

/**
 * The ASCII form of a decimal digit of any script. Digits of a script stand in a row of ten, so the
 * value of one is its distance from the first of them.
 *
 * @param {string} char
 */
function asciiDigit(char) {
  if (!/^\p{Nd}$/u.test(char)) return char;
  const code = /** @type {number} */ (char.codePointAt(0));
  let first = code;
  while (code - first < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

/**
 * The form in which two spellings of one name are equal.
 *
 * @param {string} text
 */
export function fold(text) {
  const bare = unaccented(text).replace(/^the\s+(?=\S)/u, "");
  const kept = [...bare].filter((char) => !/^[\p{P}\p{Z}\p{C}]$/u.test(char)).map(asciiDigit);
  return kept.join("").replace(/[\u02bc\u02b9]/g, "");
}

/**
 * The names that a text lists, folded, each without the word for an island.
 *
 * @param {string} text
 */
export function names(text) {
  return unaccented(text)
    .split(BETWEEN_NAMES)
    .map((part) => fold(part.replace(ISLAND_BEFORE, "").replace(ISLAND_AFTER, "")))
    .filter(Boolean);
}

/**
 * The number that a text means, or null where it means none.
 *
 * @param {string} text
 */
export function number(text) {
  if ([...text].length > LONGEST) return null;
  const plain = text.normalize("NFKC").replaceAll("\u2212", "-").replaceAll("\u2019", "'");
  const line = [...plain].map(asciiDigit).join("").trim().split(/\s+/u).join(" ");
  const match = NUMBER.exec(line);
  if (!match) return null;
  const [, sign, whole, part, rest] = match;
  if (!whole && !part) return null;
  const words = casefold(rest)
    .replace(/^[ .?!]+|[ .?!]+$/g, "")
    .split(/\s+/u)
    .filter(Boolean);
  if (words.length > MOST_UNIT_WORDS || !words.every((word) => UNIT_WORD.test(word))) return null;
  const digits = (whole ?? "0").replace(/[ ,']/g, "");
  const value = Number(`${sign}${digits}.${part ?? 0}`) * (MULTIPLIERS[words[0]] ?? 1);
  return Number.isFinite(value) ? value : null;
}
