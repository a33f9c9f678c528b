// The pages of docs/ as cards need them: one section for each name, source, claim or document.

/** A part of a page under a heading of its own. */
export interface Section {
  /** What a link to it has after the `#`. */
  readonly anchor: string;
  readonly heading: string;
  /** Markdown, without the heading. */
  readonly text: string;
}

/** What a link leads to, in one of the four pages. */
export interface Reference {
  readonly kind: "sources" | "names" | "claims" | "documents";
  readonly anchor: string;
}

const LINK = /(?:^|\/)docs\/(sources|names|claims|documents)\.md(?:\?[^#]*)?#(.+)$/;
const FEWEST_LETTERS = 2;

/** Read where a link leads; undefined if it leads elsewhere. */
export function reference(href: string): Reference | undefined {
  const found = LINK.exec(href);
  if (!found) return undefined;
  return { kind: found[1] as Reference["kind"], anchor: decodeURIComponent(found[2]) };
}

/** Split a page into its sections: each begins with a heading of the third level. */
export function sections(page: string): Section[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [heading, ...rest] = part.split("\n");
      const text = rest.join("\n").split(/^## /m)[0].trim();
      return { anchor: heading.trim().replaceAll(" ", "-"), heading: heading.trim(), text };
    });
}

/** The references of one kind in the texts of a notebook, each once, in their order. */
export function referencesIn(texts: readonly string[], kind: Reference["kind"]): string[] {
  const link = new RegExp(String.raw`docs/${kind}\.md#([^)\s"']+)`, "g");
  const found = texts.flatMap((text) => [...text.matchAll(link)].map((hit) => hit[1]));
  return [...new Set(found.map((anchor) => decodeURIComponent(anchor)))];
}

/** Find sections by words in any order; each word may stand anywhere, or be one letter wrong. */
export function search(all: readonly Section[], typed: string): Section[] {
  const wanted = wordsOf(typed);
  if (wanted.join("").length < FEWEST_LETTERS) return [];
  const inHeading = (one: Section) => wanted.every((word) => hasWord(wordsOf(one.heading), word));
  const anywhere = (one: Section) =>
    wanted.every((word) => hasWord(wordsOf(`${one.heading} ${one.text}`), word));
  const named = all.filter(inHeading);
  return [...named, ...all.filter((one) => !named.includes(one) && anywhere(one))];
}

function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function hasWord(among: readonly string[], word: string): boolean {
  return among.some(
    (one) =>
      one.includes(word) ||
      (word.length > 4 && isOneLetterOff(one.slice(0, word.length + 1), word)),
  );
}

/** Whether two words differ by one letter: changed, missing, added, or two that changed places. */
export function isOneLetterOff(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}
