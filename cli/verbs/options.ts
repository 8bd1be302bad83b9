import { type Command, Option } from "commander";
import type { Field, Operation } from "@/client/operation";
import type { Verb } from "./verb";

/** Names that every command's options have already. */
const TAKEN = new Set([
  "url",
  "key",
  "profile",
  "project",
  "as",
  "json",
  "quiet",
  "timeout",
  "describe",
  "help",
  "version",
  "body",
  "all",
]);

/** An option that carries a field of the operation. */
export interface FieldOption {
  name: string;
  field: Field;
  where: "query" | "body";
  /** `--assigned-to` */
  flag: string;
  /** The name under which commander keeps its value. */
  attribute: string;
}

/** `assigned_to` and `assignedTo` as `assigned-to`. */
const kebab = (name: string): string =>
  name
    .replaceAll("_", "-")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase();

/** The options of a verb: one for each field of its operation that can be written on a command line. */
export function fieldOptions(verb: Verb, operation: Operation): FieldOption[] {
  const wordOnly = new Set([...(verb.without ?? []), ...Object.keys(verb.fixed ?? {})]);
  const of = (fields: Operation["query"], where: "query" | "body"): FieldOption[] =>
    Object.entries(fields).flatMap(([name, field]) => {
      const word = verb.flags?.[name] ?? kebab(name);
      if (wordOnly.has(name) || TAKEN.has(word)) return [];
      const attribute = word.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      return [{ name, field, where, flag: `--${word}`, attribute }];
    });
  return [...of(operation.query, "query"), ...of(operation.body ?? {}, "body")];
}

const values = new WeakMap<Option, readonly string[]>();

/** The values that Baton lists for an option; empty where it takes anything. A newer server may know more. */
export const valuesOf = (option: Option): readonly string[] => values.get(option) ?? [];

/** Adds the options to a command. */
export function addFieldOptions(command: Command, options: FieldOption[], verb: Verb): void {
  const words = new Set(verb.words?.map(({ field }) => field));
  for (const { field, flag, name, where } of options) {
    const about = aboutOf(field, where);
    const isNeeded = field.required && !words.has(name);
    const option = new Option(
      field.type === "boolean" ? flag : `${flag} ${placeholderOf(field)}`,
      isNeeded ? `${about} (needed)` : about,
    );
    if (field.type === "words")
      option.argParser((value, before?: string) => [before, value].filter(Boolean).join(","));
    if (field.values && field.type !== "boolean") values.set(option, field.values);
    command.addOption(option);
    if (field.type === "boolean" || field.nullable) {
      const negative = flag.replace("--", "--no-");
      const says = field.type === "boolean" ? `the opposite of ${flag}` : `clears ${name}`;
      command.addOption(new Option(negative, says).hideHelp(field.type !== "boolean"));
    }
  }
}

function aboutOf({ type, values }: Field, where: "query" | "body"): string {
  if (values) return values.join(", ");
  switch (type) {
    case "time":
      return "such as 2026-12-01T09:00, or Unix seconds";
    case "words":
      return "with commas between them";
    case "json":
      return "JSON, @FILE or -";
    case "text":
      return where === "body" ? "text, @FILE or -" : "";
    default:
      return "";
  }
}

function placeholderOf({ type, values }: Field): string {
  if (values) return "<word>";
  const words = {
    text: "<text>",
    string: "<word>",
    integer: "<n>",
    number: "<n>",
    time: "<time>",
    words: "<a,b>",
    json: "<json>",
  };
  return type in words ? words[type as keyof typeof words] : "<word>";
}
