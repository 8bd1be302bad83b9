/** A placeholder: `{{path.to.field}}`. Parts are names, or the number of an element of a list. There is nothing else: no code. */
const PLACEHOLDER = /\{\{\s*([A-Za-z_][\w-]*(?:\.[\w-]+)*)\s*\}\}/g;
const ALONE = /^\{\{\s*([A-Za-z_][\w-]*(?:\.[\w-]+)*)\s*\}\}$/;

/** What a placeholder stands for; undefined when the data has nothing there. */
export type Value = string | number | boolean | readonly unknown[] | Record<string, unknown>;

/** The value at a path, among the data's own fields alone. Null counts as nothing. */
export function valueAt(data: unknown, path: string): Value | undefined {
  let value: unknown = data;
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value === null || value === undefined ? undefined : (value as Value);
}

/** The paths that a text names, each once. */
export function pathsIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] as string))];
}

/** The path of a text that is one placeholder and nothing else. */
export function pathAlone(text: string): string | null {
  return ALONE.exec(text.trim())?.[1] ?? null;
}

/** The text with every placeholder replaced. */
export function fillIn(text: string, textOf: (path: string) => string): string {
  return text.replace(PLACEHOLDER, (_, path: string) => textOf(path));
}

/** The rule that a template's text breaks, or null: what looks like a placeholder and is none would stay in every task. */
export function placeholderProblem(text: string): string | null {
  const rest = text.replace(PLACEHOLDER, "");
  const at = rest.indexOf("{{");
  if (at === -1) return null;
  const shown = rest.slice(at, at + 40).split("\n")[0];
  return `has ${shown}, which is no placeholder: write {{path.to.field}}, with names and numbers between the dots`;
}
