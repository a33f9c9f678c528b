import type { Contents } from "@jupyterlab/services";
import { type Section, sections } from "./sections";

/** The pages of docs/, each read once and split into its sections. */
export class Pages {
  private readonly read = new Map<string, Promise<readonly Section[]>>();

  constructor(private readonly contents: Contents.IManager) {}

  /** The sections of a page; none where the page is missing. */
  sections(path: string): Promise<readonly Section[]> {
    const known = this.read.get(path) ?? this.fetch(path);
    this.read.set(path, known);
    return known;
  }

  private async fetch(path: string): Promise<readonly Section[]> {
    try {
      const file = await this.contents.get(path, { type: "file", format: "text", content: true });
      return sections(String(file.content));
    } catch {
      this.read.delete(path); // it may be there the next time
      return [];
    }
  }
}
