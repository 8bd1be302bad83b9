/** What a parameter or a field of a body may hold, as far as a command line or a form has to know it. */
export interface Field {
  /**
   * `text` may be long; `string` is a name, a reference or a day. `time` is in Unix seconds, `words` a list of strings, `json` anything
   * else.
   */
  type: "text" | "string" | "integer" | "number" | "boolean" | "time" | "words" | "json";
  required?: true;
  /** Whether `null` clears it. */
  nullable?: true;
  values?: readonly string[];
}

/** One operation of the API. `generated/operations.ts` has all of them. */
export interface Operation {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  summary: string;
  /** The lowest role that may call it; `public` needs no key. */
  role: "public" | "viewer" | "operator" | "admin";
  /** Whether an agent's own key may call it on its own work, and whether a run's key may on the task of its run. */
  agent: boolean;
  run: boolean;
  /** Whether it takes an `Idempotency-Key`, so that it may be sent again. */
  keyed: boolean;
  query: Readonly<Record<string, Field>>;
  /** Null if it takes none; empty if its fields depend on each other and only JSON describes them. */
  body: Readonly<Record<string, Field>> | null;
  /** The fields of its JSON answer; of all of them, where there are several. */
  answer: readonly string[];
}
