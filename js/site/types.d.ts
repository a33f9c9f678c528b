// A practice question with its key, as site/quiz_data.py writes it into a page.

import type { Question } from "../quiz/types.d.ts";
import type { Source } from "../shared/types.d.ts";

export interface Keyed {
  id: string;
  kind: string;
  points: number;
  feedback: string;
  answer: number | null;
  tolerance: number;
  accept: string[];
  options: { id: string; text: string; correct: boolean; feedback: string }[];
  items: { id: string; text: string; feedback: string }[];
  pairs: { id: string; left: string; right: string; feedback: string }[];
  mistakes: { value: string | number; feedback: string }[];
}

export interface Shown extends Question {
  key: Keyed;
  hint_lines: string[];
  answer_lines: string[];
  explanations: string[];
  sources: Source[];
}

export interface Page {
  notebook: string;
  quiz: string;
  title: string;
  questions: Shown[];
}

export type Marked = [number, string[]];

export interface Kept {
  value: unknown;
  at: string;
  tries: number;
  fraction: number | null;
  checked: unknown;
  checked_at: string | null;
}
