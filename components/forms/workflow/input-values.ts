/** What a definition says of an input, as far as a form shows it. */
export interface InputShape {
  type: "string" | "number" | "integer" | "boolean" | "array" | "object";
  description?: string;
  default?: unknown;
  required?: boolean;
  enum?: readonly unknown[];
}

/** The inputs of a workflow, by name. */
export type InputShapes = Readonly<Record<string, InputShape>>;

/** The fields of a form hold texts, by the names of the inputs. */
export type InputTexts = Record<string, string>;

/** The texts of values that are stored. */
export function textsOf(inputs: unknown): InputTexts {
  if (typeof inputs !== "object" || inputs === null) return {};
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value, null, 2),
    ]),
  );
}

/**
 * The values of texts by the types of their inputs. An empty text is no value, and what is not understood stays a text, which the server
 * refuses with the rule.
 */
export function valuesOf(texts: InputTexts, shapes: InputShapes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => {
      if (text.trim() === "" || (shapes[name] === undefined && Object.keys(shapes).length > 0))
        return [];
      return [[name, typed(text, shapes[name]?.type ?? "string")]];
    }),
  );
}

function typed(text: string, type: InputShape["type"]): unknown {
  if (type === "string") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
