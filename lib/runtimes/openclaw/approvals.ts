import { type Continued, LEAVE_CALL, type Leave, type ToolCall } from "../ask-tool";
import type { Asking } from "../runtime";
import { isRefusal } from "./failure";
import type { GatewayEvent, Link } from "./link";
import type { Turn } from "./turn";
import { Approval, ApprovalList, readAs } from "./wire";

const ASK_MS = 30_000;
const KINDS = ["exec", "plugin"] as const;
type Kind = (typeof KINDS)[number];
const MAX_COMMAND = 8_000;

/** What a turn needs leave for, if the event says so. The gateway lets the turn wait, for half an hour at most. */
export function leaveIn({ event, payload }: GatewayEvent, turn: Turn): Asking | null {
  const kind = KINDS.find((each) => event === `${each}.approval.requested`);
  const call = kind && callOf(kind, payload, turn);
  return call ? askingFor([call]) : null;
}

/** What a turn waits for at the gateway, which may have asked while nobody listened; null for nothing. */
export async function openLeave(link: Link, turn: Turn): Promise<Asking | null> {
  const found = await Promise.all(
    KINDS.map(async (kind) => {
      const answer = await link.request(`${kind}.approval.list`, {}, { timeoutMs: ASK_MS });
      return (readAs(ApprovalList, answer) ?? []).flatMap((row) => callOf(kind, row, turn) ?? []);
    }),
  );
  const calls = found.flat();
  return calls.length > 0 ? askingFor(calls) : null;
}

/**
 * Tells the gateway what people decided. Anything but `allow` denies. What was decided there meanwhile, or took too long, is not an error:
 * the turn has gone on with that.
 */
export async function decide(link: Link, results: Continued["results"]): Promise<void> {
  for (const { callId, option } of results) {
    const [kind, id] = split(callId);
    const decision = option === "allow" ? "allow-once" : "deny";
    try {
      await link.request(`${kind}.approval.resolve`, { id, decision }, { timeoutMs: ASK_MS });
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}

const split = (callId: string): [string, string] => {
  const at = callId.indexOf(":");
  return [callId.slice(0, at), callId.slice(at + 1)];
};

function callOf(kind: Kind, given: unknown, turn: Turn): ToolCall | null {
  const approval = readAs(Approval, given);
  if (!approval) return null;
  const { id, request, expiresAtMs } = approval;
  const isOurs =
    request.runId === turn.key || request.sessionKey?.toLowerCase() === turn.sessionKey;
  return isOurs
    ? { id: `${kind}:${id}`, name: LEAVE_CALL, input: leaveOf(kind, request, expiresAtMs) }
    : null;
}

function leaveOf(kind: Kind, request: Approval["request"], expiresAtMs: number): Leave {
  const expiresAt = new Date(expiresAtMs);
  if (kind === "plugin") {
    const tool = request.toolName ?? request.pluginId ?? "plugin";
    const { title, description } = request;
    return {
      tool,
      arguments: description ? { description: description.slice(0, MAX_COMMAND) } : {},
      title: title || `May it use ${tool}?`,
      expiresAt,
    };
  }
  const command = (request.command ?? "").slice(0, MAX_COMMAND);
  const { cwd, host, warningText: warning } = request;
  return {
    tool: "exec",
    arguments: {
      command,
      ...(cwd ? { cwd } : {}),
      ...(host ? { host } : {}),
      ...(warning ? { warning } : {}),
    },
    title: `May it run ${command.split("\n")[0] || "a command"}?`,
    expiresAt,
  };
}

const askingFor = (calls: readonly ToolCall[]): Asking => ({
  status: "asks",
  calls,
  conversation: calls.map(({ id }) => id),
  output: "",
  model: null,
  usage: { tokensIn: null, tokensOut: null, costUsd: null },
});
