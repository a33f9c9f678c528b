// What makes a notebook one of the course, and which of its cells are still as the course made them.

/** What `unsigned-peace check --fix` writes into the metadata of each notebook of the course. */
export interface CourseMark {
  /** The CRC-32, in hexadecimal, of the source of each cell that wakes, by the cell's id. */
  readonly wakes: Readonly<Record<string, string>>;
}

/** A cell of code, as far as waking needs to know it. */
export interface CodeLike {
  readonly id: string;
  readonly source: string;
}

/** The cell that all others rest on. */
export const SETUP = "setup";

/** The mark in a notebook's metadata; undefined in a notebook that is not of the course. */
export function courseMark(metadata: unknown): CourseMark | undefined {
  const mark = (metadata as { unsigned_peace?: { wakes?: unknown } } | null)?.unsigned_peace;
  return mark && typeof mark.wakes === "object" ? (mark as CourseMark) : undefined;
}

/** Whether a cell is the course's own, and nobody has changed it. */
export function isAsMade(cell: CodeLike, mark: CourseMark): boolean {
  return mark.wakes[cell.id] === crc32(cell.source);
}

/** CRC-32 of a text in UTF-8, as Python's zlib counts it: eight hexadecimal digits. */
export function crc32(text: string): string {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}

/** The nearest heading above a cell, such as "Task 3. The vote"; empty if there is none. */
export function headingAbove(sources: readonly string[], index: number): string {
  for (let place = index - 1; place >= 0; place--) {
    const found = [...sources[place].matchAll(/^#{1,3} +(.+)$/gm)].at(-1);
    if (found) return found[1].trim();
  }
  return "";
}
