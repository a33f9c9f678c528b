// The light Markdown of feedback: em, strong and code, as shared/markup.py writes it.

const MARK = /`([^`]+)`|\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)(.+?)(?<=\S)\*/gs;
/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
/** @type {Record<string, string>} */
const WORDS = { "✓ ": "Right", "✗ ": "Wrong" };

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]);

/**
 * A text as a fragment of HTML; nothing else in it can become a tag.
 *
 * @param {string} text
 * @returns {string}
 */
export function html(text) {
  const parts = [];
  let end = 0;
  for (const mark of text.matchAll(MARK)) {
    const [whole, code, strong, em] = mark;
    parts.push(escaped(text.slice(end, mark.index)));
    if (code !== undefined) parts.push(`<code>${escaped(code)}</code>`);
    else if (strong !== undefined) parts.push(`<strong>${html(strong)}</strong>`);
    else parts.push(`<em>${html(em)}</em>`);
    end = mark.index + whole.length;
  }
  return parts.join("") + escaped(text.slice(end));
}

/**
 * A line of feedback as HTML; a mark before it is a word for screen readers.
 *
 * @param {string} line
 */
export function remark(line) {
  const word = WORDS[line.slice(0, 2)];
  if (!word) return html(line);
  const mark = `<span aria-hidden="true">${line.slice(0, 2)}</span>`;
  return `${mark}<span class="up-hidden">${word}: </span>${html(line.slice(2))}`;
}
