import { randomUUID } from "node:crypto";
import type { Ask } from "./openclaw-play";

const WAITS_MS = 30 * 60_000;

interface Pending {
  shown: Record<string, unknown>;
  decided: (decision: string) => void;
}

/** What agents of the fake gateway need leave for: first come, first served, and denied at once where nobody could decide. */
export class FakeApprovals {
  private readonly pending = new Map<string, Pending>();
  private readonly reviewers = new Set<(payload: Record<string, unknown>) => void>();
  /** What was decided, in order. */
  readonly decisions: string[] = [];

  /** Shows somebody who may decide what comes, until the returned function is called. */
  watch(reviewer: (payload: Record<string, unknown>) => void): () => void {
    this.reviewers.add(reviewer);
    return () => void this.reviewers.delete(reviewer);
  }

  request({ key, sessionKey, agentId }: Ask, command: string): Promise<string> {
    if (this.reviewers.size === 0) return Promise.resolve("deny");
    const id = randomUUID();
    const now = Date.now();
    const request = { command, cwd: "/work", host: "gateway", agentId, sessionKey, runId: key };
    const shown = { id, request, createdAtMs: now, expiresAtMs: now + WAITS_MS };
    return new Promise((decided) => {
      this.pending.set(id, { shown, decided });
      for (const show of [...this.reviewers]) show({ approvalKind: "exec", ...shown });
    });
  }

  list(): Record<string, unknown>[] {
    return [...this.pending.values()].map(({ shown }) => shown);
  }

  /** False if it is not pending any more. */
  resolve(id: string, decision: string): boolean {
    const found = this.pending.get(id);
    if (!found) return false;
    this.pending.delete(id);
    this.decisions.push(decision);
    found.decided(decision);
    return true;
  }
}
