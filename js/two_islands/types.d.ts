// The pages of the game that the kernel sends: see two_islands/game_pages.py.

import type { Answer, Drafts } from "../shared/types.d.ts";

export interface Rung {
  leaves_open: boolean;
  label: string;
  standing: string;
  meaning: string;
}

type Position = number | null | undefined;

export interface Issue {
  issue: string;
  name: string;
  rungs: Rung[];
  aim: number;
  fall_back: number;
  leave: number;
  ours: Position;
  theirs: Position;
  we_showed: Position;
  they_showed: Position;
  accepted: boolean;
  held: string;
  closes: number | null;
  order: string;
  basis: string;
  sources: { id: string; text: string }[];
}

export interface Gauge {
  name: string;
  value: number;
  change: string;
  meaning: string;
}

export interface Rule {
  kind: string;
  title: string;
  effect: string;
  wrong: string;
  needs: string;
  named: string[][];
}

export interface Line {
  id: string;
  name: string;
  who: string;
  case: string;
}

export interface BeginPage {
  kind: "begin";
  lines: Record<string, Line[]>;
}

export interface HandOverPage {
  kind: "hand over";
  text: string;
  button: string;
}

export interface TurnPage {
  kind: "turn";
  key: string;
  where: string;
  first: boolean;
  line: Line;
  happened: string[];
  news: string[];
  orders: string[];
  gauges: Gauge[];
  issues: Issue[];
  warning: string;
  verdicts: string[];
  notes: string[];
  course: string[];
  moves: Rule[];
  yours: boolean;
  sendable: boolean;
  waits: string;
}

export interface EndPage {
  kind: "end";
  lines: string[];
  course: string[];
}

export interface Preview {
  title: string;
  words: string[];
  remarks: string[];
  effect: string;
}

export type Act = (event: object, then?: (answer: Answer) => void) => void;

export interface Tools {
  act: Act;
  drafts: Drafts;
}

// What a player has filled in and not sent.
export interface Form {
  move: string;
  positions: Record<string, number>;
  named: Record<string, string>;
  why: string;
}
