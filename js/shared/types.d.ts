// What anywidget gives to a widget's `render`.

// biome-ignore lint/suspicious/noExplicitAny: traits and messages are whatever the kernel sends
type Loose = any;

export interface Model {
  get(name: string): Loose;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: object): void;
  on(event: string, callback: (content: Loose) => void): void;
  off(event: string, callback: (content: Loose) => void): void;
}

export interface Page {
  model: Model;
  el: HTMLElement;
}

// An answer of the kernel: `said` is for the live region, all else is the room's own.
export interface Answer {
  said?: string;
  [more: string]: Loose;
}

export type Send = (event: object, answered?: (answer: Answer) => void) => void;

export interface Link {
  view: string;
  send: Send;
  close(): void;
}

export interface Drafts {
  get(id: string): string | undefined;
  put(id: string, text: string): void;
  drop(id: string): void;
}

export interface Source {
  id: string;
  text: string;
  url: string;
}
