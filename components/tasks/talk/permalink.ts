/**
 * A `ref` callback for the target of a link like `#comment-12`: it is rendered after the page, so the browser did not
 * find it. Scrolls it into view and marks it. A stable function, so that it runs once.
 */
export function followPermalink(element: HTMLElement | null): void {
  if (!element || location.hash !== `#${element.id}`) return;
  element.dataset.pointed = "true";
  requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
}

/** The highlight of a link's target. */
export const pointedClass =
  "rounded-md data-pointed:bg-selected data-pointed:outline-8 data-pointed:outline-selected";
