import type { OperationId } from "@/client/client";
import type { Column } from "../output/table";

export type Row = Record<string, unknown>;

/** A command that is one operation of the API: its options are the operation's fields. */
export interface Verb {
  /** The words after the group: `create`, or `keys create`. */
  name: string;
  operation: OperationId;
  /** The operation's summary unless there is more to say. */
  about?: string;
  aliases?: readonly string[];
  /** What may be written as plain words, in order. */
  words?: readonly Word[];
  /** Fields that the command itself sets. */
  fixed?: Readonly<Row>;
  /** Other names of options, by field: where the field's own is taken. */
  flags?: Readonly<Record<string, string>>;
  /** Fields without an option of their own. */
  without?: readonly string[];
  /** Where the answer has a list, and how it looks as a table. */
  list?: { at: string; columns: readonly Column<Row>[]; none: string };
  /** Where the answer has the one thing that it is about. */
  one?: string;
  /** The field that its commands take, where it is none of those that `--quiet` prints first: of a question its number, not its task. */
  identifiedBy?: string;
  /** How long the server may take to answer, in seconds; from the query's `wait` if that is longer. */
  patientSeconds?: number;
  /** Remarks below the help. */
  more?: string;
}

/** A plain word of a command: a part of the path, or a field of the query or body. */
export interface Word {
  field: string;
  /** What it is called in the help: `task`. */
  as: string;
  /** Takes all the words that are left, as one text. */
  rest?: true;
  /** Whether the command works without it. */
  optional?: true;
}

export const TASK: Word = { field: "id", as: "task" };
export const AGENT: Word = { field: "id", as: "agent" };

export interface Group {
  name: string;
  about: string;
  verbs: readonly Verb[];
}
