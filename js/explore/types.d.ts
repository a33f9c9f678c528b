// What the kernel sends of a document: see explore/document_page.py and reader_controller.py.

import type { Link, Send, Source } from "../shared/types.d.ts";

export interface Passage {
  number: number;
  label: string;
  language: string;
  original: string;
  original_by: string;
  english: string;
  english_by: string;
  summary: string;
  note: string;
}

export interface OpenedDocument {
  id: string;
  sealed: false;
  title: string;
  line: string;
  facts: [string, string][];
  head_note: string;
  questions: [string, string][];
  readings: { text: string; url: string }[];
  sources: Source[];
  passages: Passage[];
}

export interface SealedDocument {
  id: string;
  sealed: true;
  title: string;
  asked: [string, string][];
  passages: Passage[];
}

export type Document = OpenedDocument | SealedDocument;

// After a first reading: question, guess, truth and how far apart they are; what gave it away.
export interface Revealed {
  answers?: [string, string, string, string][];
  hints?: { gives: string; hint: string; passage: number | null }[];
}

export interface PassageNote {
  marked: boolean;
  note: string;
  for_board: boolean;
}

export interface Notes {
  note: string;
  passages: Record<string, PassageNote>;
  saved: boolean;
}

// What the parts of a reader share.
export interface Room {
  view: string;
  link: Link;
  act: Send;
}
