/**
 * Which utilities are of one kind, so that a later one replaces an earlier one. The first pattern that fits decides, so
 * the special ones stand before the general ones. Only what this product uses is known: `cn.test.ts` compares every two
 * classes of the sources with what `tailwind-merge` says, which weighs eight times as much.
 */
const KINDS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  [
    "display",
    /^(block|contents|flex|flow-root|grid|hidden|inline|inline-(block|flex|grid)|table)$/,
  ],
  ["position", /^(absolute|fixed|relative|static|sticky)$/],
  ["visibility", /^(collapse|invisible|visible)$/],
  ["sr", /^(not-)?sr-only$/],
  ["decoration-line", /^(line-through|no-underline|overline|underline)$/],
  ["transform-case", /^(capitalize|lowercase|normal-case|uppercase)$/],
  ["style", /^(not-)?italic$/],
  ["overflow-text", /^(truncate|text-(clip|ellipsis))$/],
  ["text-align", /^text-(center|end|justify|left|right|start)$/],
  ["text-wrap", /^text-(balance|nowrap|pretty|wrap)$/],
  ["text-size", /^text-(2xs|xs|sm|base|lg|xl|2xl|\[\d.*\])$/],
  ["text-color", /^text-/],
  ["leading", /^leading-/],
  ["tracking", /^tracking-/],
  ["font-weight", /^font-(bold|medium|normal|semibold)$/],
  ["font-family", /^font-/],
  ["break", /^break-(all|keep|normal|words)$/],
  ["break-inside", /^break-inside-/],
  ["wrap", /^wrap-/],
  ["whitespace", /^whitespace-/],
  ["figures", /^(tabular|proportional)-nums$/],
  ["line-clamp", /^line-clamp-/],
  ["flex-direction", /^flex-(col|row)(-reverse)?$/],
  ["flex-wrap", /^flex-(no)?wrap(-reverse)?$/],
  ["flex", /^flex-/],
  ["grow", /^grow(-|$)/],
  ["shrink", /^shrink(-|$)/],
  ["basis", /^basis-/],
  ["order", /^order-/],
  ["items", /^items-/],
  ["self", /^self-/],
  ["justify-self", /^justify-self-/],
  ["justify", /^justify-/],
  ["columns", /^columns-/],
  ["grid-cols", /^grid-cols-/],
  ["grid-flow", /^grid-flow-/],
  ["col", /^col-(auto|span-)/],
  ["row-start", /^row-start-/],
  ["float", /^float-/],
  ["content-align", /^content-(around|between|center|end|normal|start|stretch)$/],
  ["content", /^content-/],
  ["gap-x", /^gap-x-/],
  ["gap-y", /^gap-y-/],
  ["gap", /^gap-/],
  ["space-y", /^space-y-/],
  ["px", /^px-/],
  ["py", /^py-/],
  ["pt", /^pt-/],
  ["pr", /^pr-/],
  ["pb", /^pb-/],
  ["pl", /^pl-/],
  ["p", /^p-/],
  ["mx", /^mx-/],
  ["my", /^my-/],
  ["mt", /^mt-/],
  ["mr", /^mr-/],
  ["mb", /^mb-/],
  ["ml", /^ml-/],
  ["m", /^m-/],
  ["inset-x", /^inset-x-/],
  ["inset-y", /^inset-y-/],
  ["inset", /^inset-/],
  ["top", /^top-/],
  ["right", /^right-/],
  ["bottom", /^bottom-/],
  ["left", /^left-/],
  ["z", /^z-/],
  ["size", /^size-/],
  ["min-w", /^min-w-/],
  ["max-w", /^max-w-/],
  ["w", /^w-/],
  ["min-h", /^min-h-/],
  ["max-h", /^max-h-/],
  ["h", /^h-/],
  ["overflow-x", /^overflow-x-/],
  ["overflow-y", /^overflow-y-/],
  ["overflow", /^overflow-(auto|clip|hidden|scroll|visible)$/],
  ["overscroll", /^overscroll-(auto|contain|none)$/],
  ["rounded-tl", /^rounded-tl(-|$)/],
  ["rounded-t", /^rounded-t(-|$)/],
  ["rounded-r", /^rounded-r(-|$)/],
  ["rounded", /^rounded(-|$)/],
  ["border-collapse", /^border-(collapse|separate)$/],
  ["border-style", /^border-(dashed|dotted|double|hidden|none|solid)$/],
  ["border-x", /^border-x(-\d|$)/],
  ["border-y", /^border-y(-\d|$)/],
  ["border-t", /^border-t(-\d|$)/],
  ["border-r", /^border-r(-\d|$)/],
  ["border-b", /^border-b(-\d|$)/],
  ["border-l", /^border-l(-\d|$)/],
  ["border-width", /^border(-\d|$)/],
  ["border-color", /^border-/],
  ["divide-x", /^divide-x(-\d|$)/],
  ["divide-y", /^divide-y(-\d|$)/],
  ["divide-color", /^divide-/],
  ["outline-style", /^outline-(dashed|dotted|double|hidden|none|solid)$/],
  ["outline-offset", /^outline-offset-/],
  ["outline-width", /^outline(-\d|$)/],
  ["outline-color", /^outline-/],
  ["ring-width", /^ring(-\d|$)/],
  ["ring-color", /^ring-/],
  ["bg-image", /^bg-\[repeating-/],
  ["background", /^bg-/],
  ["opacity", /^opacity-/],
  ["shadow-color", /^shadow-(overlay|raised)$/],
  ["shadow", /^shadow(-|$)/],
  ["filter", /^filter(-none)?$/],
  ["fill", /^fill-/],
  ["stroke-width", /^stroke-(\d|\[\d)/],
  ["stroke", /^stroke-/],
  ["underline-offset", /^underline-offset-/],
  ["decoration-style", /^decoration-(dashed|dotted|double|solid|wavy)$/],
  ["decoration-color", /^decoration-/],
  ["transition", /^transition(-|$)/],
  ["duration", /^duration-/],
  ["animate", /^animate-(none|spin)$/],
  ["origin", /^origin-/],
  ["rotate", /^rotate-/],
  ["translate-x", /^translate-x-/],
  ["translate-y", /^translate-y-/],
  ["cursor", /^cursor-/],
  ["select", /^select-/],
  ["pointer-events", /^pointer-events-/],
  ["resize", /^resize(-|$)/],
  ["touch", /^touch-(auto|manipulation|none)$/],
  ["snap-align", /^snap-(align-none|center|end|start)$/],
  ["snap-strictness", /^snap-(mandatory|proximity)$/],
  ["snap-type", /^snap-(both|none|x|y)$/],
  ["list-style", /^list-(decimal|disc|none)$/],
  ["field-sizing", /^field-sizing-/],
  ["table-layout", /^table-(auto|fixed)$/],
];

/** What a kind replaces besides itself. */
const COVERS: Readonly<Record<string, readonly string[]>> = {
  p: ["px", "py", "pt", "pr", "pb", "pl"],
  px: ["pr", "pl"],
  py: ["pt", "pb"],
  m: ["mx", "my", "mt", "mr", "mb", "ml"],
  mx: ["mr", "ml"],
  my: ["mt", "mb"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  size: ["w", "h"],
  gap: ["gap-x", "gap-y"],
  flex: ["basis", "grow", "shrink"],
  overflow: ["overflow-x", "overflow-y"],
  rounded: ["rounded-t", "rounded-r", "rounded-tl"],
  "rounded-t": ["rounded-tl"],
  "border-width": ["border-x", "border-y", "border-t", "border-r", "border-b", "border-l"],
  "border-x": ["border-r", "border-l"],
  "border-y": ["border-t", "border-b"],
  "text-size": ["leading"],
  "line-clamp": ["display", "overflow"],
};

const kinds = new Map<string, string | null>();

/** Null for a class that no other replaces. */
export function kindOf(utility: string): string | null {
  const known = kinds.get(utility);
  if (known !== undefined) return known;
  const name = utility.replace(/^-/, "");
  const property = /^\[([^:]+):/.exec(name)?.[1];
  const kind = property
    ? `[${property}]`
    : (KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? null);
  kinds.set(utility, kind);
  return kind;
}

/** `sm:hover:px-2!` is the utility `px-2` under the conditions `sm:hover:` and `!`. */
function parse(name: string): { conditions: string; utility: string } {
  let depth = 0;
  let start = 0;
  for (let at = 0; at < name.length; at++) {
    const sign = name.charAt(at);
    if (sign === "[" || sign === "(") depth++;
    else if (sign === "]" || sign === ")") depth--;
    else if (sign === ":" && depth === 0) start = at + 1;
  }
  const isImportant = name.endsWith("!");
  const conditions = name
    .slice(0, start)
    .split(/:(?![^[(]*[\])])/)
    .sort()
    .join(":");
  return {
    conditions: isImportant ? `${conditions}!` : conditions,
    utility: name.slice(start, isImportant ? -1 : undefined),
  };
}

/** Joined class names, without those that a later one replaces. */
export function mergeClasses(classes: string): string {
  const replaced = new Set<string>();
  const kept: string[] = [];
  for (const name of classes.split(/\s+/).filter(Boolean).reverse()) {
    const { conditions, utility } = parse(name);
    const kind = kindOf(utility);
    if (kind !== null) {
      if (replaced.has(conditions + kind)) continue;
      for (const one of [kind, ...(COVERS[kind] ?? [])]) replaced.add(conditions + one);
    }
    kept.push(name);
  }
  return kept.reverse().join(" ");
}
