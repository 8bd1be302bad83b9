import { createHash, randomBytes } from "node:crypto";
import { config } from "@/lib/core/config";
import type { TxContext } from "@/lib/core/context";
import type { LinkAction } from "./kinds";

const TOKEN_BYTES = 32;

/** What is stored of a token. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The address that people open: it shows what it does before it does it. */
const urlOf = (token: string): string => `${config.publicUrl}/api/notification-links/${token}`;

export interface NewLink {
  userId: number;
  action: LinkAction;
  /** Where it is sent: without the channel, or at another address of it, the link is gone. */
  channelId: number;
  cardId?: number;
  version?: number;
  taskId?: number | null;
  resolutionHash?: string | null;
  /** The key of the ask that it answers: the work, and when it was handed in. */
  askedAt?: string;
  /** The agent's question that it answers, and with which option; null for words. */
  requestId?: number;
  option?: string | null;
}

/** Ends the links that were sent to a channel's former address: whoever reads there confirms and answers nothing more. */
export async function endLinksOf(tx: TxContext, channelId: number): Promise<void> {
  // Index: notification_links_channel_id_idx.
  await tx.db.notificationLink.deleteMany({ where: { channelId } });
}

/**
 * Makes single-use links, in the order of the input, and returns their addresses: the only time that their tokens are known. They end
 * after BATON_NOTIFICATION_LINK_HOURS, or when the person is signed out everywhere.
 */
export async function issueLinks(tx: TxContext, links: readonly NewLink[]): Promise<string[]> {
  if (links.length === 0) return [];
  const people = await tx.db.user.findMany({
    where: { id: { in: links.map(({ userId }) => userId) } },
    select: { id: true, sessionEpoch: true },
  });
  const epochs = new Map(people.map(({ id, sessionEpoch }) => [id, sessionEpoch]));
  const expiresAt = new Date(tx.clock.now().getTime() + config.notificationLinkHours * 3_600_000);
  const tokens = links.map(() => randomBytes(TOKEN_BYTES).toString("base64url"));
  await tx.db.notificationLink.createMany({
    data: links.map((link, at) => ({
      tokenHash: hashOf(tokens[at] as string),
      userId: link.userId,
      sessionEpoch: epochs.get(link.userId) ?? 0,
      action: link.action,
      cardId: link.cardId ?? null,
      channelId: link.channelId,
      version: link.version ?? null,
      taskId: link.taskId ?? null,
      resolutionHash: link.resolutionHash ?? null,
      askedAt: link.askedAt ?? null,
      requestId: link.requestId ?? null,
      option: link.option ?? null,
      expiresAt,
    })),
  });
  return tokens.map(urlOf);
}
