import { existsSync, readFileSync } from "node:fs";
import type { Field } from "@/client/operation";
import { usage } from "../failure";

const STDIN = 0;

/**
 * The text of an option: `@file` stands for the file's content, `-` for standard input, and `@@` for an @ at the beginning. A text
 * with spaces that begins with an @ and names no file is a text, because that is how a mention begins.
 */
export function textOf(value: string, flag: string): string {
  if (value === "-") return readFileSync(STDIN, "utf8");
  if (!value.startsWith("@")) return value;
  if (value.startsWith("@@")) return value.slice(1);
  const file = value.slice(1);
  if (existsSync(file)) return readFileSync(file, "utf8");
  if (/\s/.test(value)) return value;
  throw usage(
    `${flag}: there is no file ${file}`,
    `write @@${file} for the text "@${file}" itself`,
  );
}

/** JSON from an option, a file or standard input. */
export function jsonOf(value: string, flag: string): unknown {
  const text = textOf(value, flag);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usage(
      `${flag} is no JSON: ${(error as Error).message}`,
      `quote it for the shell, as in ${flag} '{"title": "Fix the login"}', or give a file: ${flag} @task.json`,
    );
  }
}

/** The value of a field as the API takes it. `false` of an option that names no boolean clears the field. */
export function fieldValue(field: Field, value: unknown, flag: string): unknown {
  if (value === false && field.type !== "boolean") return null;
  if (typeof value === "boolean") return value;
  const text = String(value);
  switch (field.type) {
    case "string":
      return text;
    case "text":
      return textOf(text, flag);
    case "boolean":
      return text === "true" || text === "1";
    case "integer":
    case "number":
      return numberOf(text, flag);
    case "time":
      return timeOf(text, flag);
    case "words":
      return text
        .split(",")
        .map((word) => word.trim())
        .filter(Boolean);
    case "json":
      return jsonOf(text, flag);
    default: {
      const never: never = field.type;
      return never;
    }
  }
}

function numberOf(text: string, flag: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw usage(`${flag} ${text} is no number`);
  return number;
}

/** Unix seconds from what a person writes. */
function timeOf(text: string, flag: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) {
    throw usage(`${flag} ${text} is no time`, `write ${flag} 2026-12-01T09:00 or Unix seconds`);
  }
  return Math.floor(ms / 1_000);
}
