// What the kernel sends of a quiz: see quiz/presentation.py and quiz/quiz_controller.py.

import type { Source } from "../shared/types.d.ts";

export interface Question {
  id: string;
  kind: string;
  prompt: string;
  intro: string;
  points: string;
  hints: number;
  unit: string;
  options: { id: string; html: string }[];
  items: { id: string; html: string; name: string }[];
  pairs: { id: string; html: string }[];
  choices: { value: string; name: string }[];
}

export type Value = string | string[] | Record<string, string> | null;

export interface State {
  value: Value;
  by: string;
  hints: string[];
  showable: boolean;
  status: string;
  symbol: string;
  verdict: string;
  lines: string[];
  answer: string[];
  sources: Source[];
  note: string;
}

// What a student answers with.
export interface Control {
  node: HTMLElement;
  first(): HTMLElement | undefined;
  read(): Value;
  write(value: Value): void;
}

export type Maker = (
  question: Question,
  id: string,
  changed: (delay: number) => void,
  announce: (text: string) => void,
) => Control;
