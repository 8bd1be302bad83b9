"use client";

import { pickEntryAction } from "@/app/(app)/ask/contests/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { ReasonDialog } from "@/components/tasks/change/reason-dialog";
import { agentOf, isProven } from "./contest-words";
import { type Entry, useShowContest } from "./use-contest";

interface PickDialogProps {
  group: { id: number };
  entry: Entry;
  /** The others, whose work ends with it. */
  others: readonly Entry[];
  onClose: () => void;
}

/** Picks the work of one agent, with the reason; against its checks the reason says why, and stays beside the verdict. */
export function PickDialog({ group, entry, others, onClose }: PickDialogProps) {
  const show = useShowContest();
  const { task, evidence } = entry;
  const agent = agentOf(entry);
  const isRed = !isProven(entry);
  const open = evidence.checks.filter(({ state }) => state !== "passed" && state !== "skipped");
  const losers = others.filter((other) => other.task.status !== "cancelled").map(agentOf);
  return (
    <ReasonDialog
      title={isRed ? `Pick the work of ${agent} against its checks?` : `Pick the work of ${agent}?`}
      description={[
        isRed ? `Not every check passed: ${open.map(({ name }) => name).join(", ")}.` : null,
        `${task.ticket_ref} is approved.`,
        losers.length > 0
          ? `The work of ${inWords(losers)} is cancelled, and the worktrees are removed by their workers.`
          : null,
      ]
        .filter((sentence) => sentence !== null)
        .join(" ")}
      draft={{ object: `task:${task.id}`, field: "pick" }}
      field={{
        label: isRed ? "Why, although its checks did not pass" : "Reason",
        hint: "Everybody who did the task reads it.",
        rows: 3,
        maxLength: 2_000,
      }}
      missing={
        isRed
          ? "Say why it is good although its checks did not pass"
          : "Say why it is the best one."
      }
      confirm={{ label: isRed ? "Pick it anyway" : "Pick it", tone: "primary" }}
      cancel="Not yet"
      send={async (text) => {
        const reason = text.trim();
        const answer = await callAction(() =>
          pickEntryAction(group.id, {
            task: task.id,
            reason,
            seen_at: task.status_changed_at ?? undefined,
            ...(isRed ? { checks_override: reason } : {}),
          }),
        );
        if (!answer.ok) return { done: false, error: messageOf(answer) };
        show(answer.data);
        return { done: true };
      }}
      onClose={onClose}
    />
  );
}

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
