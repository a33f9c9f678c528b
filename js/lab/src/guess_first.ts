import { type Cell, CodeCell } from "@jupyterlab/cells";
import { NotebookActions, type NotebookPanel } from "@jupyterlab/notebook";
import { Signal } from "@lumino/signaling";

const WAITS = "guess-first"; // the tag of a cell whose result answers a question of the text above
const GUESS = "unsigned_peace_guess"; // in the cell's metadata, and so saved with the notebook
const VEILED = "up-guess-first";

/**
 * Keeps a result out of sight until the student has guessed it, or asks to see it.
 *
 * The cell wakes with the page, since cells below need what it names. What it shows waits, and so
 * does the text that goes on below it. A cell that the student runs shows its result at once.
 */
export class GuessFirst {
  private readonly cards = new Map<Cell, HTMLFormElement>();

  constructor(private readonly panel: NotebookPanel) {
    for (const cell of panel.content.widgets) void this.watch(cell);
    NotebookActions.executionScheduled.connect(this.onScheduled, this);
    panel.disposed.connect(() => Signal.clearData(this));
  }

  private async watch(cell: Cell): Promise<void> {
    if (!(cell instanceof CodeCell) || !cell.model.getMetadata("tags")?.includes(WAITS)) return;
    const guess: string | undefined = cell.model.getMetadata(GUESS);
    if (guess === undefined) {
      cell.addClass(VEILED);
      this.cards.set(cell, this.card(cell));
    }
    await cell.ready; // a cell far from the window has no output area before
    const card = this.cards.get(cell);
    if (card) wrapper(cell).before(card);
    else if (guess) wrapper(cell).before(reminder(guess));
  }

  private card(cell: CodeCell): HTMLFormElement {
    const [card, label, field, button] = [
      document.createElement("form"),
      document.createElement("label"),
      document.createElement("input"),
      document.createElement("button"),
    ];
    card.className = "up-guess";
    field.type = "text";
    field.autocomplete = "off";
    label.append("Guess first. My guess: ", field);
    button.textContent = "Show it";
    card.append(label, button);
    card.addEventListener("submit", (event) => {
      event.preventDefault();
      this.show(cell);
      wrapper(cell).tabIndex = -1;
      wrapper(cell).focus();
    });
    card.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); // Enter would open the code
      if (event.key === "Escape") cell.node.focus();
    });
    return card;
  }

  private onScheduled(_: unknown, { notebook, cell }: { notebook: unknown; cell: Cell }): void {
    if (notebook === this.panel.content) this.show(cell);
  }

  private show(cell: Cell): void {
    const card = this.cards.get(cell);
    if (!card) return;
    this.cards.delete(cell);
    const guess = card.querySelector("input")?.value.trim() ?? "";
    cell.model.setMetadata(GUESS, guess);
    card.replaceWith(...(guess ? [reminder(guess)] : []));
    cell.removeClass(VEILED);
  }
}

function reminder(guess: string): HTMLElement {
  const line = document.createElement("p");
  line.className = "up-guess";
  line.textContent = `My guess: ${guess}`;
  return line;
}

function wrapper(cell: Cell): HTMLElement {
  return cell.node.querySelector(".jp-Cell-outputWrapper") as HTMLElement;
}
