import type { z } from "zod";
import type { RequestWire } from "@/lib/requests/shapes";
import type { Explanation } from "@/lib/why/about";
import type { Connection } from "./connection";
import type { Ticket } from "./toon";

/** The result of a tool, independent of the notation (TOON/1 or JSON) it is answered in. */
export type Answer =
  | { kind: "ok" }
  | { kind: "ticket"; ticket: Ticket; more?: More }
  | { kind: "tickets"; tickets: Ticket[]; more?: More }
  | { kind: "board"; columns: { status: string; tickets: Ticket[]; total: number }[]; more?: More }
  | { kind: "diagram"; mermaid: string }
  /** Always answered as JSON: TOON/1 knows no requests. */
  | { kind: "request"; request: RequestWire; next?: string }
  | { kind: "requests"; requests: RequestWire[] }
  /** Sentences, which are text in TOON/1's place. */
  | { kind: "why"; explanation: Explanation; text: string };

/** Hints that the notation cannot express. They are sent as a second block, if there are any. */
export interface More {
  text: string;
  /** The same hints as JSON fields. */
  fields: Record<string, unknown>;
}

export interface Tool<I extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: I;
  annotations: {
    readOnlyHint: boolean;
    destructiveHint: boolean;
    idempotentHint: boolean;
    openWorldHint: false;
  };
  /** Short names of this tool's arguments, besides those every tool takes. */
  aliases?: Record<string, string>;
  run(connection: Connection, input: z.output<I>): Promise<Answer>;
}

/** Declares a tool. Its input is a zod object, from which both its JSON Schema and its validation follow. */
export function defineTool<I extends z.ZodObject>(tool: Tool<I>): Tool {
  return tool as unknown as Tool;
}

export const READS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;

export const WRITES = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: false,
} as const;
