/**
 * For `ref` of what a link like `#comment-12` can point at: it comes after the page, so the browser has looked for it in
 * vain. Brings it into view and marks it. Stable, so that it runs once.
 */
export function followPermalink(element: HTMLElement | null): void {
  if (!element || location.hash !== `#${element.id}`) return;
  element.dataset.pointed = "true";
  requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
}

/** How what a link points at stands out. */
export const pointedClass =
  "rounded-md data-pointed:bg-selected data-pointed:outline-8 data-pointed:outline-selected";
