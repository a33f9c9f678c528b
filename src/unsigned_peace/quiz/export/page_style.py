"""The style of a quiz page: system fonts, dark on light by default, fit for paper."""

PAGE_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.55 system-ui, "Noto Sans", "Noto Sans CJK JP", sans-serif; margin: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
h1, h2, h3 { line-height: 1.25; }
.quiz { border-top: 2px solid; margin-top: 2.5rem; }
.quiz-question { margin: 1.75rem 0; }
.quiz-question small { font-weight: normal; }
article li { margin: 0.3rem 0; }
.how { font-style: italic; }
blockquote { border-left: 0.25rem solid; margin: 0; padding-left: 1rem; }
details { border: 1px solid; border-radius: 0.3rem; margin: 0.5rem 0; padding: 0.4rem 0.75rem; }
summary { cursor: pointer; font-weight: 600; }
summary:focus-visible { outline: 3px solid; outline-offset: 3px; }
.blank { display: none; }
.source { font-size: 0.9rem; overflow-wrap: anywhere; }
@media print {
  body { font-size: 11pt; color: #000; background: #fff; }
  main { max-width: none; padding: 0; }
  .quiz-question, li { break-inside: avoid; }
  h1, h2, h3, summary { break-after: avoid; }
  .hint, details:not([open]) { display: none; }
  details { border: 0; padding: 0; }
  .blank { display: block; border-bottom: 1px solid; padding-bottom: 1.5rem; }
  a { color: inherit; }
}
"""
