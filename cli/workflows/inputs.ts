import { readFileSync } from "node:fs";
import { usage } from "../failure";

/** What a definition says of its inputs. */
export type InputTypes = Readonly<Record<string, { type?: string } | undefined>>;

/** `name=value` as its two parts. */
export function pairOf(text: string, flag: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw usage(`${flag} ${text} has no name`, `write ${flag} name=value`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Values as the definition types them: texts as they are, all others as JSON. */
export function inputsOf(
  given: { input?: readonly string[]; inputFile?: readonly string[] },
  types: InputTypes,
): Record<string, unknown> {
  const texts = (given.input ?? []).map((each) => pairOf(each, "--input"));
  const files = (given.inputFile ?? []).map((each): [string, string] => {
    const [name, place] = pairOf(each, "--input-file");
    try {
      return [name, readFileSync(place, "utf8")];
    } catch (error) {
      throw usage(`--input-file ${name}: ${(error as Error).message}`, "give the file's path");
    }
  });
  return Object.fromEntries(
    [...texts, ...files].map(([name, text]) => [name, typedValue(name, text, types[name]?.type)]),
  );
}

function typedValue(name: string, text: string, type: string | undefined): unknown {
  if (type === undefined || type === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    const example = { array: '["a", "b"]', object: '{"a": 1}', boolean: "true" }[type] ?? "3";
    throw usage(
      `--input ${name} is no ${type}: ${text.slice(0, 80)}`,
      `such as --input '${name}=${example}'`,
    );
  }
}
