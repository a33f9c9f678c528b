// What the kernel sends of a board: see board/board_controller.py.

import type { Answer, Drafts, Link, Source } from "../shared/types.d.ts";

export interface Claim {
  id: string;
  text: string;
  where: string;
  kind: string;
  module: string;
}

export interface Row {
  table: string;
  row_id: string;
  kind: string;
  when: string;
  summary: string;
  details: [string, string][];
  sources: Source[];
  confidence: string;
  unverified: string[];
}

export type Side = "support" | "challenge";

export interface Key {
  table: string;
  row_id: string;
  side: Side;
}

export interface Piece extends Key {
  weight: number;
  passage: string;
  reasoning: string;
  row: Row | null;
}

export interface Case {
  judgement: string;
  sureness: string;
  limit: string;
  evidence: Piece[];
  cautions: { text: string; key: [string, string, Side] | null }[];
}

export interface Offered {
  claims: Claim[];
  tables: string[][];
  verdicts: string[];
  sureness: string[];
  longest: number;
  blank: Case;
}

type Place = { table: string; row_id: string };

// What the parts of a board share.
export interface Desk {
  offered: Offered;
  link: Link;
  drafts: Drafts;
  undo: HTMLElement;
  act(event: object, then?: (answer: Answer) => void): void;
  offerUndo(): void;
  goTo(row: Place, side: Side): void;
}
