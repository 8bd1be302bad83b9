import type { AskBody } from "@/lib/requests/schema";
import type { Leave } from "@/lib/runtimes/ask-tool";
import { oneLine } from "@/lib/runtimes/prompt-material";

const MAX_TITLE = 200;
const MAX_BODY = 20_000;
const MAX_OPTION = 100;
const MOST_OPTIONS = 10;

/**
 * The question that a model means, whatever it wrote: titles and options are cut to what can be stored, and what is no option is left
 * out. A model that is refused its question would guess instead. Pure.
 */
export function questionIn(input: unknown): AskBody {
  const said = (typeof input === "object" && input !== null ? input : {}) as Record<
    string,
    unknown
  >;
  const words = [said.title, said.question, said.body].find(isText) ?? "";
  const title = shortened(words, MAX_TITLE) || "The agent asks, and did not say what";
  const body = isText(said.body) ? said.body : words.length > MAX_TITLE ? words : undefined;
  const options = optionsIn(said.options);
  const proposed = isText(said.proposed) ? shortened(said.proposed, MAX_OPTION) : undefined;
  return {
    title,
    ...(body === undefined
      ? {}
      : { body: body.replaceAll("\0", "").slice(0, MAX_BODY).toWellFormed() }),
    ...(options.length >= 2 ? { options } : {}),
    ...(options.length >= 2 && proposed && options.includes(proposed) ? { proposed } : {}),
  };
}

/** As a request, a permission has at least this long, whatever the runtime grants. */
const SHORTEST_MS = 15_000;

/** The permission that a runtime passes on for its agent: without an answer in time it is refused. Pure. */
export function permissionIn(input: unknown, now: Date): AskBody {
  const { tool, arguments: args, title, expiresAt } = input as Leave;
  const until = Math.max(new Date(expiresAt).getTime(), now.getTime() + SHORTEST_MS);
  return {
    kind: "permission",
    tool: shortened(tool, MAX_TITLE) || "tool",
    arguments: args,
    title: shortened(title, MAX_TITLE) || "The agent needs leave, and did not say for what",
    deadline_at: Math.floor(until / 1_000),
    on_deadline: { option: "deny" },
  };
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "";

const shortened = (text: string, most: number): string =>
  oneLine(text.replaceAll("\0", "")).slice(0, most).trim().toWellFormed();

function optionsIn(given: unknown): string[] {
  if (!Array.isArray(given)) return [];
  const labels = given.map((option) =>
    typeof option === "object" && option !== null ? (option as { label?: unknown }).label : option,
  );
  const texts = labels.filter(isText).map((label) => shortened(label, MAX_OPTION));
  return [...new Set(texts)].filter((text) => text !== "").slice(0, MOST_OPTIONS);
}
