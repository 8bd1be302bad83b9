/** The page that puts two runs beside each other; the second is chosen there if it is not known. */
export function compareHref(a: number, b: number | null): string {
  return `/workflow-runs/compare?a=${a}${b === null ? "" : `&b=${b}`}`;
}

/** The page that puts two versions of a workflow beside each other; without them the latest two. */
export function compareVersionsHref(workflow: string, a?: number, b?: number): string {
  const path = `/workflows/${encodeURIComponent(workflow)}/compare`;
  return a === undefined || b === undefined ? path : `${path}?a=${a}&b=${b}`;
}
