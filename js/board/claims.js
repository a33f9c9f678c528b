// The claims of the article, as radio buttons that can be filtered.

import { claimLink } from "../shared/course_page.js";
import { choice, labelled, make, setText } from "../shared/elements.js";

/** @import { Case, Claim, Side } from "./types.d.ts" */

/** @param {{ view: string, claims: Claim[], choose: (id: string) => void }} board */
export function claimsPart({ view, claims, choose }) {
  const words = make("input", { id: `${view}-claims`, type: "search", autocomplete: "off" });
  const modules = [...new Set(claims.map((claim) => claim.module))].sort();
  const which = choice(`${view}-which`, [
    ["", "All claims"],
    ["board", "Claims on my board"],
    ...modules.map((module) => [module, `Claims of module ${Number(module)}`]),
  ]);
  const status = make("p", { role: "status", class: "upb-status" });
  const items = claims.map((claim) => {
    const input = make("input", { type: "radio", name: `${view}-claim`, value: claim.id });
    const mark = make("span", { class: "upb-mark" });
    // 211 stops of the Tab key would be too many: the open claim has a link for the keyboard.
    const number = claimLink(claim.id, { tabindex: "-1" });
    const head = make("strong", {}, number, `, ${claim.where}. `);
    const label = make("label", {}, input, make("span", {}, head, `${claim.text} `, mark));
    input.addEventListener("change", () => choose(claim.id));
    return {
      claim,
      input,
      mark,
      label,
      text: `${claim.id} ${claim.where} ${claim.text}`.toLowerCase(),
    };
  });
  const legend = make("legend", { class: "up-hidden" }, "Claims of the article");
  const list = make("fieldset", { class: "upb-claims" }, legend, ...items.map((i) => i.label));
  /** @type {Record<string, Case>} */
  let cases = {};

  function filter() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { claim, label, text } of items) {
      const here =
        !which.value ||
        which.value === claim.module ||
        (which.value === "board" && cases[claim.id]);
      label.hidden = !(here && wanted.every((word) => text.includes(word)));
      if (!label.hidden) count += 1;
    }
    setText(status, count === 1 ? "1 claim." : `${count} claims.`);
  }

  words.addEventListener("input", filter);
  which.addEventListener("change", filter);
  filter();
  return {
    node: make(
      "div",
      {},
      make(
        "div",
        { class: "upb-search" },
        labelled("Words in the claim", "", words),
        labelled("Show", "", which),
      ),
      status,
      list,
    ),
    /**
     * @param {Record<string, Case>} state
     * @param {string} open the claim that is open
     */
    update(state, open) {
      cases = state;
      for (const { claim, input, mark } of items) {
        input.checked = claim.id === open;
        const one = state[claim.id];
        const on = (/** @type {Side} */ side) =>
          one.evidence.filter((piece) => piece.side === side).length;
        // The open claim has its line from the beginning: what stands below must not move when the
        // first row is attached.
        const none = claim.id === open ? "Nothing on your board yet." : "";
        setText(
          mark,
          one ? `On your board: ${on("support")} for, ${on("challenge")} against.` : none,
        );
      }
      if (which.value === "board") filter();
    },
    /** Scrolls the list only: the notebook stays where it is. */
    show() {
      const chosen = items.find(({ input }) => input.checked);
      if (chosen) list.scrollTop = chosen.label.offsetTop - list.clientHeight / 2;
    },
  };
}
