/** The page that puts two runs beside each other; the second is chosen there if it is not known. */
export function compareHref(a: number, b: number | null): string {
  return `/workflow-runs/compare?a=${a}${b === null ? "" : `&b=${b}`}`;
}
