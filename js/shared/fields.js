// Fields in which nothing that is typed gets lost.

/** @import { Drafts, Link } from "./types.d.ts" */

export const TYPING_MS = 400; // a pause in typing that is long enough to save

/**
 * Texts that the kernel has not confirmed yet. They outlive a re-drawn cell and a restarted kernel.
 *
 * @param {string} file
 * @returns {Drafts}
 */
export function draftsOf(file) {
  const name = `unsigned-peace-drafts ${file}`;
  const before = `unsigned-peace-board ${file}`; // their name in version 0.1
  /** @type {Record<string, string>} */
  let memory = {}; // where the browser forbids storage, drafts live as long as the view

  /** @returns {Record<string, string>} */
  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(name) ?? sessionStorage.getItem(before) ?? "{}");
    } catch {
      return memory;
    }
  }

  /** @param {Record<string, string>} texts */
  function keep(texts) {
    memory = texts;
    try {
      sessionStorage.setItem(name, JSON.stringify(texts));
    } catch {
      // as above
    }
  }

  return {
    get: (id) => read()[id],
    put: (id, text) => keep({ ...read(), [id]: text }),
    drop(id) {
      const { [id]: _, ...others } = read();
      keep(others);
    },
  };
}

/**
 * Ties an input to what is saved. While the student types, or the kernel has not confirmed, nothing
 * from outside may change the field.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} input
 * @param {string} id names its draft
 * @param {object} event what to send beside the value
 * @param {{ link: Link, drafts: Drafts }} desk
 */
function tie(input, id, event, { link, drafts }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let unconfirmed = 0;
  let latest = "";

  const clean = () => timer === undefined && unconfirmed === 0;

  function show() {
    // Writing an equal text would move the caret.
    if (clean() && input !== document.activeElement && input.value !== latest) {
      input.value = latest;
    }
  }

  function save() {
    clearTimeout(timer);
    timer = undefined;
    unconfirmed += 1;
    link.send({ ...event, value: input.value }, () => {
      unconfirmed -= 1;
      if (clean()) drafts.drop(id);
      show();
    });
  }

  function leave() {
    if (timer !== undefined) save();
  }

  input.addEventListener("input", () => {
    drafts.put(id, input.value);
    clearTimeout(timer);
    timer = setTimeout(save, TYPING_MS);
  });
  input.addEventListener("change", leave);
  input.addEventListener("blur", () => (timer === undefined ? show() : save()));
  return {
    /** @param {string | number} value */
    write(value) {
      latest = String(value);
      show();
    },
    /** Called once the input has its first value: what was typed before a restart comes back. */
    restore() {
      const draft = drafts.get(id);
      if (draft === undefined) return;
      if (draft === latest) drafts.drop(id);
      else {
        input.value = draft;
        save();
      }
    },
    leave,
  };
}

/**
 * Ties the fields of a form, each under the name of what it holds.
 *
 * @param {Record<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>} fields
 * @param {string[]} place where the form stands: names the drafts
 * @param {object} event what to send beside field and value
 * @param {{ link: Link, drafts: Drafts }} desk
 */
export function tieFields(fields, place, event, desk) {
  const ties = Object.entries(fields).map(([field, input]) => ({
    field,
    tied: tie(input, [...place, field].join("|"), { ...event, field }, desk),
  }));
  let first = true;
  return {
    /** @param {Record<string, any>} now */
    write(now) {
      for (const { field, tied } of ties) {
        tied.write(now[field]);
        if (first) tied.restore();
      }
      first = false;
    },
    leave() {
      for (const { tied } of ties) tied.leave();
    },
  };
}
