export interface Criteria {
  /** The markers before and between list items. */
  intro: string;
  points: string[];
}

const POINT = /^\s{0,3}(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(.+)$/;

/**
 * Splits the acceptance criteria into points to check: the items of their lists, with nested items and continuation
 * lines kept in their item.
 */
export function parseCriteria(markdown: string): Criteria {
  const intro: string[] = [];
  const points: string[] = [];
  let open = false;
  for (const line of markdown.split("\n")) {
    const isDeeper = open && /^\s{2,}\S/.test(line);
    const point = isDeeper ? undefined : line.match(POINT)?.[1];
    if (point !== undefined) {
      points.push(point);
      open = true;
    } else if (line.trim() === "") {
      if (!open) intro.push(line);
    } else if (isDeeper) {
      points[points.length - 1] += `\n${line}`;
    } else {
      intro.push(line);
      open = false;
    }
  }
  return { intro: intro.join("\n").trim(), points };
}
