import {
  type Alias,
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
} from "yaml";
import { MAX_SOURCE_BYTES, type Problem } from "./schema";

// The text of a definition as a plain value, with the place of everything in it. YAML and JSON are read by the same parser, which knows
// places. What could take long is refused before it is expanded: size and depth on the tokens, aliases while the value is built.

export type Format = "yaml" | "json";

/** From 1; the end is that of the value, and exclusive. */
export interface Position {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** By path, such as `stages[2].from[0]`; the whole is `""`. */
export type Positions = Map<string, Position>;

const MAX_DEPTH = 64;
const MAX_ALIASES = 100;
const MAX_NODES = 100_000;

interface ReadSource {
  /** Undefined where there are problems. */
  value: unknown;
  problems: Problem[];
  positions: Positions;
}

/** The format of a text: JSON if it begins like an object of it. */
export const formatOf = (text: string): Format => (/^\s*\{/.test(text) ? "json" : "yaml");

export function readSource(text: string, format: Format): ReadSource {
  const positions: Positions = new Map([["", { line: 1, column: 1, endLine: 1, endColumn: 1 }]]);
  const lines = new LineCounter();
  const problems: Problem[] = [];
  const say = (offset: number, message: string, fix: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ path: "", line: Math.max(line, 1), column: Math.max(col, 1), message, fix });
  };
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_SOURCE_BYTES) {
    say(
      0,
      `the definition has ${Math.ceil(bytes / 1_024)} KB, and ${MAX_SOURCE_BYTES / 1_024} KB are the most`,
      "move long texts into files that stages read with from",
    );
    return { value: undefined, problems, positions };
  }
  if (text.includes("\0") || !text.isWellFormed()) {
    say(0, "the definition has NUL characters or broken Unicode", "save it as UTF-8 text");
    return { value: undefined, problems, positions };
  }
  const { tokens, tooDeep } = tokensOf(text, lines);
  if (tooDeep !== null) {
    say(tooDeep, `the definition is nested deeper than ${MAX_DEPTH} levels`, "take a level out");
    return { value: undefined, problems, positions };
  }
  const documents = [
    ...new Composer({
      uniqueKeys: false,
      stringKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    }).compose(tokens),
  ];
  for (const document of documents) {
    for (const error of [...document.errors, ...document.warnings]) {
      say(
        error.pos[0],
        `this is not ${format === "json" ? "JSON" : "YAML"}: ${firstLine(error.message)}`,
        fixFor(error.code),
      );
    }
  }
  if (documents.length > 1)
    say(
      documents[1]?.range[0] ?? 0,
      "there is more than one document",
      "remove the --- between them",
    );
  if (format === "json" && problems.length === 0) {
    const error = jsonError(text);
    if (error) say(error.offset, error.message, "write JSON, or send it as YAML");
  }
  const [document] = documents;
  if (problems.length > 0 || !document) {
    if (problems.length === 0)
      say(0, "the definition is empty", "write its stages: stages: [{name: plan, prompt: …}]");
    return { value: undefined, problems: problems.slice(0, 50), positions };
  }
  const reading = new Reading(lines, positions, say);
  const value = reading.valueOf(document.contents, "", 0);
  return { value, problems: problems.slice(0, 50), positions };
}

const firstLine = (message: string): string => {
  const [line = ""] = message.split("\n");
  return line.charAt(0).toLowerCase() + line.slice(1);
};

const fixFor = (code: string): string =>
  code === "TAB_AS_INDENT"
    ? "indent with spaces"
    : code === "BAD_INDENT" || code === "MULTILINE_IMPLICIT_KEY"
      ? "check the indentation, and put quotes around texts with a colon"
      : code === "BAD_ALIAS" || code === "TAG_RESOLVE_FAILED"
        ? "write the value itself"
        : "check what stands here: quotes, brackets and commas";

/** The tokens of a text, and the place at which it is nested too deeply: there reading stops. */
function tokensOf(
  text: string,
  lines: LineCounter,
): { tokens: CST.Token[]; tooDeep: number | null } {
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > MAX_DEPTH + 8) return { tokens, tooDeep: parser.offset };
  }
  tokens.push(...parser.end());
  return { tokens, tooDeep: null };
}

function jsonError(text: string): { offset: number; message: string } | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const message = (error as Error).message;
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    return {
      offset: Math.min(offset, text.length),
      message: `this is not JSON: ${message.replace(/ in JSON at position.*| \(line.*/s, "")}`,
    };
  }
}

class Reading {
  private aliases = 0;
  private nodes = 0;
  private anchors: Map<string, Node> = new Map();
  /** The anchors that are being expanded. */
  private open = new Set<string>();
  private readonly lines: LineCounter;
  private readonly positions: Positions;
  private readonly say: (offset: number, message: string, fix: string) => void;
  private stopped = false;

  constructor(
    lines: LineCounter,
    positions: Positions,
    say: (offset: number, message: string, fix: string) => void,
  ) {
    this.lines = lines;
    this.positions = positions;
    this.say = say;
  }

  private stop(node: Node | null, message: string, fix: string): undefined {
    if (!this.stopped) this.say(node?.range?.[0] ?? 0, message, fix);
    this.stopped = true;
  }

  /** The plain value of a node; undefined once reading has stopped. */
  valueOf(node: unknown, path: string, depth: number): unknown {
    if (this.stopped) return undefined;
    if (node === null || node === undefined) return null;
    const part = node as Node;
    this.nodes += 1;
    if (this.nodes > MAX_NODES)
      return this.stop(part, "the definition expands to too much", "write fewer aliases");
    if (depth > MAX_DEPTH)
      return this.stop(
        part,
        `the definition is nested deeper than ${MAX_DEPTH} levels`,
        "take a level out",
      );
    if (this.open.size === 0) this.place(path, part.range);
    if (isAlias(part)) return this.aliasOf(part, path, depth);
    const anchor = (part as { anchor?: string }).anchor;
    if (anchor !== undefined) this.anchors.set(anchor, part);
    if (isSeq(part))
      return part.items.map((item, index) => this.valueOf(item, `${path}[${index}]`, depth + 1));
    if (isMap(part)) return this.mapOf(part.items, part, path, depth);
    if (!isScalar(part))
      return this.stop(part, "this is not a value", "write a text, a number, a list or an object");
    const { value } = part;
    if (typeof value === "number" && !Number.isFinite(value))
      return this.stop(part, `${value} is not a number of JSON`, "write a finite number");
    if (typeof value === "bigint")
      return this.stop(part, "the number is too large", "put quotes around it");
    return value;
  }

  private aliasOf(part: Alias, path: string, depth: number): unknown {
    this.aliases += 1;
    if (this.aliases > MAX_ALIASES)
      return this.stop(
        part,
        `there are more than ${MAX_ALIASES} aliases, expanded`,
        "write the values themselves",
      );
    const target = this.anchors.get(part.source);
    if (!target)
      return this.stop(part, `there is no anchor ${part.source} above`, "write the value itself");
    if (this.open.has(part.source))
      return this.stop(part, `${part.source} contains itself`, "write the value itself");
    this.open.add(part.source);
    const value = this.valueOf(target, path, depth + 1);
    this.open.delete(part.source);
    return value;
  }

  private mapOf(items: readonly Pair[], part: Node, path: string, depth: number): unknown {
    const fields = new Map<string, unknown>();
    for (const { key, value } of items) {
      if (!isScalar(key))
        return this.stop(part, "the name of a field is not a text", "write names as plain texts");
      const name = String(key.value);
      if (name === "__proto__")
        return this.stop(key, "__proto__ is not a name for a field", "use another name");
      if (fields.has(name)) {
        this.say(key.range?.[0] ?? 0, `${name} stands here twice`, "remove one of them");
        continue;
      }
      const at = path === "" ? name : `${path}.${name}`;
      fields.set(name, this.valueOf(value, at, depth + 1));
      const own = this.positions.get(at);
      if (this.open.size === 0 && (value === null || !own)) this.place(at, key.range);
    }
    return Object.fromEntries(fields);
  }

  private place(path: string, range: readonly [number, number, number] | null | undefined): void {
    if (!range) return;
    const from = this.lines.linePos(range[0]);
    const to = this.lines.linePos(range[1]);
    this.positions.set(path, {
      line: from.line,
      column: from.col,
      endLine: to.line,
      endColumn: to.col,
    });
  }
}

/** The place of a path, or of what it is in where it has none of its own: a field that is missing stands nowhere. */
export function placeOf(positions: Positions, path: string): Position {
  for (let at = path; at !== ""; at = parentOf(at)) {
    const found = positions.get(at);
    if (found) return found;
  }
  return positions.get("") ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
}

function parentOf(path: string): string {
  const end = Math.max(path.lastIndexOf("."), path.lastIndexOf("["));
  return end === -1 ? "" : path.slice(0, end);
}
