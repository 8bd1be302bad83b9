import type { RequestWire } from "@/lib/requests/shapes";

/** What the agent does by asking, to follow its name. */
export const ASKS: Record<RequestWire["kind"], string> = {
  question: "asks",
  choice: "asks",
  permission: "wants permission",
  conflict: "is in a conflict",
  budget: "needs more budget",
};

/** Whom an open request waits for. */
export function waitsFor({ mine, may_answer }: Pick<RequestWire, "mine" | "may_answer">): string {
  if (mine) return "Waits for you";
  return may_answer.length === 0 ? "Waits for a person" : `Waits for ${listOf(may_answer)}`;
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** The label of an option, or its id where the request has none of that id. */
export function labelOf({ options }: Pick<RequestWire, "options">, id: string): string {
  return options.find((option) => option.id === id)?.label ?? id;
}

/** What happens at the deadline, in a clause. */
export function atDeadline(request: RequestWire): string {
  const { on_deadline } = request;
  if (on_deadline.action === "fail") return "the run fails";
  const { option, text } = on_deadline;
  return option === null
    ? `the answer is “${shortened(text ?? "")}”`
    : `“${labelOf(request, option)}” is taken`;
}

/** An answer in a few words: the option that was taken, else the beginning of what was written. */
export function answerInWords(answer: RequestWire["answer"]): string {
  return shortened(answer?.label ?? answer?.option ?? answer?.text ?? "");
}

/** How a request that is no longer open ended, in a sentence; `you` is the name of the reader. */
export function endInWords(request: RequestWire, you: string): string {
  const { state, closed_by, answer, reason } = request;
  const who = closed_by === you ? "You" : (closed_by ?? "Somebody");
  const words = answer?.option ? ` “${answerInWords(answer)}”` : "";
  switch (state) {
    case "open":
      return waitsFor(request);
    case "answered":
      if (closed_by === "baton")
        return `Nobody answered in time:${words || " its own answer"} was taken`;
      if (closed_by?.startsWith("rule ")) return `Answered${words} by a standing answer`;
      return `${who} answered${words}`;
    case "withdrawn":
      return `${who} withdrew it${reason ? `: ${reason}` : ""}`;
    case "expired":
      return reason ?? "Nobody answered in time";
    default: {
      const never: never = state;
      return never;
    }
  }
}

const SHORT = 60;

export function shortened(text: string): string {
  const [line = ""] = text.trim().split("\n");
  return line.length > SHORT || line !== text.trim() ? `${line.slice(0, SHORT).trimEnd()}…` : line;
}

/** A call of a tool in one line: its name and the values of its arguments. */
export function callInLine({ tool, arguments: values }: RequestWire): string | null {
  if (tool === null) return null;
  const shown = Object.values(values ?? {})
    .map((value) => (typeof value === "string" ? value : JSON.stringify(value)))
    .join(", ");
  return shown === "" ? tool : `${tool}: ${shown.replace(/\s+/g, " ")}`;
}
