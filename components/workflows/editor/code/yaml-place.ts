/** Where one writes in a definition: the name of a field, its value, or an expression. */
export interface YamlPlace {
  kind: "key" | "value" | "expression";
  /** The keys around it, from outside: `["stages", "approval"]`. Places in lists have none. */
  path: readonly string[];
  /** The field whose value is written. */
  key: string | null;
  /** Where the word begins that is being written. */
  from: number;
}

const KEY = /^(\s*(?:-\s+)*)([A-Za-z_][\w-]*)\s*:(?:\s|$)/;

/** Reads the place by indentation and braces alone, since what is being written is seldom whole. */
export function placeAt(text: string, position: number): YamlPlace {
  const start = text.lastIndexOf("\n", position - 1) + 1;
  const line = text.slice(start, position);
  const word = /[\w-]*$/.exec(line)?.[0] ?? "";
  const from = position - word.length;

  const braces = line.lastIndexOf("{{");
  if (braces >= 0 && !line.slice(braces).includes("}}")) {
    return { kind: "expression", path: [], key: null, from: expressionStart(line, start) };
  }
  const outer = KEY.exec(line);
  const inner = openBraces(line);
  const path = [
    ...parentsOf(text, start, (/^\s*(?:-\s+)*/.exec(line)?.[0] ?? "").length),
    ...(inner && outer ? [outer[2] ?? ""] : []),
    ...(inner ? inner.keys : []),
  ];
  const written = inner ? inner.text : line;
  const pair = /^[\s-]*([A-Za-z_][\w-]*)\s*:\s(.*)$/s.exec(written);
  if (!pair) return { kind: "key", path, key: null, from };
  const [, key = "", value = ""] = pair;
  if (isExpression(key, path)) {
    return { kind: "expression", path, key, from: expressionStart(value, position - value.length) };
  }
  return { kind: "value", path, key, from };
}

const EXPRESSIONS = new Set(["when", "until", "where", "list"]);

const isExpression = (key: string, path: readonly string[]): boolean =>
  EXPRESSIONS.has(key) || path.at(-1) === "outputs";

function expressionStart(text: string, offset: number): number {
  const word = /[\w.]*$/.exec(text)?.[0] ?? "";
  return offset + text.length - word.length;
}

/** The keys above a line that it stands under. */
function parentsOf(text: string, start: number, indent: number): string[] {
  const found: string[] = [];
  let least = indent;
  for (let end = start - 1; end > 0 && least > 0; ) {
    const begin = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(begin, end);
    end = begin - 1;
    const match = KEY.exec(line);
    if (!match) continue;
    const column = match[1]?.length ?? 0;
    const dash = line.indexOf("-");
    const isItem = /^\s*-/.test(line);
    if (column < least) {
      found.unshift(match[2] ?? "");
      least = isItem ? dash : column;
    } else if (isItem && column === least) {
      least = dash + 1;
    }
  }
  return found;
}

/** The innermost braces that are open at the end of a line: the keys on the way, and what stands after the last comma. */
function openBraces(line: string): { keys: string[]; text: string } | null {
  const stack: { key: string; at: number; isMap: boolean }[] = [];
  let quote: string | null = null;
  let segment = 0;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] as string;
    if (quote) {
      if (sign === quote) quote = null;
    } else if ((sign === '"' || sign === "'") && /[\s:,[{]/.test(line[at - 1] ?? " ")) quote = sign;
    else if (sign === "{" || sign === "[") {
      const key = /([A-Za-z_][\w-]*)\s*:\s*$/.exec(line.slice(segment, at))?.[1] ?? "";
      stack.push({ key, at: segment, isMap: sign === "{" });
      segment = at + 1;
    } else if (sign === "}" || sign === "]") segment = stack.pop()?.at ?? at + 1;
    else if (sign === "," && stack.at(-1)?.isMap) segment = at + 1;
  }
  if (!stack.some(({ isMap }) => isMap)) return null;
  const last = stack.at(-1);
  const inList = last && !last.isMap ? `${last.key}: ` : "";
  const keys = stack.slice(0, last?.isMap ? undefined : -1).map(({ key }) => key);
  // The first braces of a line belong to its own key, which the caller knows.
  return { keys: keys.slice(1).filter(Boolean), text: inList + line.slice(segment) };
}
