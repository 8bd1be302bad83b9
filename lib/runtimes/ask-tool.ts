/** The tool with which a model asks people. Its run waits until they have answered, and goes on with the answer as the tool's result. */
export const ASK_TOOL = {
  name: "ask_person",
  description:
    "Ask a person what you cannot decide by yourself and must not guess: a missing fact, a choice with consequences, a permission. The answer may take hours; you go on with it where you are now. Never write a question into your final answer instead.",
  parameters: {
    type: "object",
    properties: {
      title: { type: "string", description: "The question in one line, at most 200 characters" },
      body: {
        type: "string",
        description: "What the person has to know to answer it, in Markdown",
      },
      options: {
        type: "array",
        items: { type: "string" },
        description: "2 to 10 answers to choose from; left out for a free answer",
      },
      proposed: { type: "string", description: "The option that you would take" },
    },
    required: ["title"],
  },
} as const;

/** A tool as models are told of it: its arguments as JSON Schema. */
export interface ToolSpec {
  name: string;
  description: string;
  parameters: Readonly<Record<string, unknown>>;
}

/** A call of a tool, as a model makes it. */
export interface ToolCall {
  /** The model's own id of the call, which the result has to name. */
  id: string;
  name: string;
  /** Whatever the model wrote; null if it is no JSON. */
  input: unknown;
}

/** The name of a call with which a runtime passes on that its agent needs leave for something. */
export const LEAVE_CALL = "ask_for_leave";

/** What an agent needs leave for: the input of a `LEAVE_CALL`. */
export interface Leave {
  /** What would be called, and with what. */
  tool: string;
  arguments: Record<string, unknown>;
  title: string;
  /** Until when the runtime waits; nobody's silence is leave. */
  expiresAt: Date;
}

/** What a model and Baton said to each other, as its own API writes it. Only the runtime that made it reads it. */
export type Conversation = readonly unknown[];

/** What became of a call. */
interface Result {
  callId: string;
  text: string;
  /** The option that people chose, where they chose one. */
  option?: string | null;
}

/** A conversation that stopped, with what became of its questions and what people have said since. */
export interface Continued {
  messages: Conversation;
  results: readonly Result[];
  /** What people say to the model now. */
  said?: readonly string[];
}
