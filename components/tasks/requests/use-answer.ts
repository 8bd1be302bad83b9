"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useViewer } from "@/components/sync/viewer";
import type { Refused } from "@/components/tasks/pending/pending-decisions";
import type { RequestWire } from "@/lib/requests/shapes";
import type { GivenAnswer } from "./answer";

const NOT_FETCHED: Refused = {
  reason: "Part of the page could not be fetched. Try again.",
  mayTryAgain: true,
};

/** How the user answers or withdraws one request: what is under way, and why it was refused. */
export function useAnswer(request: Pick<RequestWire, "id" | "agent">) {
  const client = useQueryClient();
  const { username } = useViewer();
  const [sending, setSending] = useState<GivenAnswer | "withdrawal" | null>(null);
  const [refused, setRefused] = useState<Refused>(null);

  async function send(what: GivenAnswer | "withdrawal"): Promise<void> {
    setSending(what);
    setRefused(null);
    // It has come with the bar of pending decisions, when the page was idle.
    const sender = await import("./send-answer").catch(() => null);
    const reason = !sender
      ? NOT_FETCHED
      : what === "withdrawal"
        ? await sender.sendWithdrawal(client, request.id)
        : await sender.sendAnswer(client, username, request, what);
    setSending(null);
    setRefused(reason);
  }

  return { send, sending, refused };
}
