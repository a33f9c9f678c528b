// What the widgets and this extension have in common, as js/shared/elements.js describes it.

declare module "*/shared/elements.js" {
  export function make<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes?: Record<string, string | boolean | undefined>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[K];
  export function button(
    text: string,
    more: string,
    clicked: (event: MouseEvent) => void,
  ): HTMLButtonElement;
}
