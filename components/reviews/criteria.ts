export interface Criteria {
  /** What stands before and between the points. */
  intro: string;
  points: string[];
}

const POINT = /^\s{0,3}(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(.+)$/;

/** The acceptance criteria as points to check: the items of its lists, deeper ones and further lines with their item. */
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
