import type { Outline } from "@/components/workflows/editor/document/outline";

/** Why a stage cannot come after another; null when it can. */
export function whyNotAfter(outline: Outline, from: string, to: string): string | null {
  if (from === to) return "A stage cannot come after itself.";
  if (from.startsWith("\u0000")) return "Give the stage a name first.";
  if (outline.edges.some((edge) => edge.from === from && edge.to === to && edge.kind === "from")) {
    return `${to} comes after ${from} already.`;
  }
  return comesAfter(outline, from, to)
    ? `That would be a circle: ${from} comes after ${to}.`
    : null;
}

/** Whether a stage comes after another, over whatever others. */
function comesAfter(outline: Outline, stage: string, other: string): boolean {
  const before = new Map<string, string[]>();
  for (const { from, to } of outline.edges) before.set(to, [...(before.get(to) ?? []), from]);
  const open = [stage];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of before.get(at) ?? []) {
      if (next === other) return true;
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return false;
}
