import { once } from "node:events";
import { coloursOf, type Paint, painter } from "./colours";
import { type Column, escapedJson, harmless, onlyPainted, tableText, widthOf } from "./table";
import { valueText } from "./values";

export interface Output {
  /** JSON in place of tables: asked for, or nobody looks at it. */
  readonly json: boolean;
  /** Only identifiers, and no remarks. */
  readonly quiet: boolean;
  readonly paint: Paint;
  /** Prints a line, and waits while its reader takes no more. */
  line(text: string): Promise<void>;
  /** Prints a value as JSON: indented in a terminal, otherwise on one line. */
  value(value: unknown): Promise<void>;
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Promise<void>;
  /** The fields of one thing, a line each; texts of several lines come last. */
  record(fields: Record<string, unknown>): Promise<void>;
  /** Says something beside the result, on standard error; not when it should be quiet. */
  note(text: string): void;
}

interface Streams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  env: Record<string, string | undefined>;
}

const NARROWEST = 60;
/** Fields that older clients read, and others that repeat what stands beside them. */
const SAYS_NOTHING = new Set(["workspace_id", "tags", "project_ticket_no", "root_id", "hidden"]);

export function outputOf(
  options: { json?: boolean; quiet?: boolean },
  { stdout, stderr, env }: Streams = process,
): Output {
  const isTerminal = stdout.isTTY === true;
  const paint = painter(isTerminal, env);
  const quiet = options.quiet === true;
  // The last guard: whatever a command prints, a terminal obeys nothing in it but colours.
  const line = async (text: string) => {
    const printed = isTerminal ? onlyPainted(text) : text;
    if (!stdout.write(`${printed}\n`)) await once(stdout, "drain");
  };
  return {
    json: options.json === true || (!isTerminal && !quiet),
    quiet,
    paint,
    line,
    value: (value) =>
      line(isTerminal ? escapedJson(JSON.stringify(value, null, 2)) : JSON.stringify(value)),
    async table(columns, rows) {
      const width = Math.max(NARROWEST, stdout.columns ?? 120);
      await line(tableText(columns, rows, { width, head: (text) => paint(text, "bold") }));
    },
    async record(fields) {
      const texts: [string, string][] = [];
      const facts: [string, string][] = [];
      for (const [name, value] of Object.entries(fields)) {
        const text = valueText(name, value);
        if (text === null || SAYS_NOTHING.has(name)) continue;
        if (text.includes("\n") || text.length > 100) texts.push([name, harmless(text)]);
        else facts.push([name, harmless(text)]);
      }
      const width = Math.max(0, ...facts.map(([name]) => widthOf(name)));
      for (const [name, text] of facts)
        await line(`${paint(name.padEnd(width), "dim")}  ${paint(text, ...coloursOf(text))}`);
      for (const [name, text] of texts) await line(`\n${paint(name, "dim")}\n${text}`);
    },
    note(text) {
      if (!quiet) stderr.write(`${harmless(text)}\n`);
    },
  };
}
