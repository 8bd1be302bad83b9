import { hasRole } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import type { TxContext } from "@/lib/core/context";
import { type Ask, asksFor, byUrgency, type Reader, versionFor } from "./asks";
import type { Message, MessageCard } from "./channels/driver";
import { asLine, shorten } from "./channels/words";
import { issueLinks, type NewLink } from "./links";
import type { DueItem } from "./outbox.sql";
import { requestIdIn } from "./request-cards";

/** As many cards a message shows; the others are counted. */
const MOST_SHOWN = 20;
/** As many options of a question are links of their own; with more, the message leads to Baton alone. */
const MOST_BUTTONS = 5;
/** As long may a button be. */
const MAX_LABEL = 60;

export const SETTINGS_PATH = "/notifications?tab=rules";

/** Whose message it is. */
export interface Addressee {
  reader: Reader;
  timezone: string;
}

const absolute = (path: string): string => `${config.publicUrl}${path}`;

/** A message without cards, such as a test. */
export function plainMessage(
  id: bigint,
  purpose: "test" | "confirm",
  { reader, timezone }: Addressee,
  { title, text, confirmUrl = null }: { title: string; text: string; confirmUrl?: string | null },
): Message {
  return {
    id: `n${id}`,
    purpose,
    to: { userId: reader.id, name: reader.name, timezone },
    title,
    text,
    cards: [],
    more: 0,
    url: absolute("/inbox"),
    settingsUrl: absolute(SETTINGS_PATH),
    confirmUrl,
  };
}

/**
 * A message about cards as they stand, for one person: each with what is asked of them, and with new links where they can answer. For
 * a message that is changed, cards that ask nothing more say what became of them.
 */
export async function cardsMessage(
  tx: TxContext,
  { id, channelId }: { id: bigint; channelId: number },
  { reader, timezone }: Addressee,
  items: readonly DueItem[],
): Promise<Message> {
  const sorted = [...items].sort((a, b) => urgencyOf(a, b, reader));
  const shown = sorted.slice(0, MOST_SHOWN).map((item) => cardOf(item, reader));
  const wanted = shown.flatMap(({ links }) => links.map((link) => ({ ...link, channelId })));
  const urls = await issueLinks(tx, wanted);
  const cards = shown.map(({ card, links, labels }) => ({
    ...card,
    actions: links.map(({ action }, at) => ({
      action,
      label: labels[at] ?? "",
      url: urls.shift() ?? "",
    })),
  }));
  const [only] = cards;
  const count = items.length;
  return {
    id: `n${id}`,
    purpose: "cards",
    to: { userId: reader.id, name: reader.name, timezone },
    title: count === 1 && only ? only.title : `${count} things need you`,
    text: "",
    cards,
    more: count - cards.length,
    url: absolute("/inbox"),
    settingsUrl: absolute(SETTINGS_PATH),
    confirmUrl: null,
  };
}

/** The first line of the log of a message. */
export function titleOf(items: readonly DueItem[], reader: Reader): string {
  const [only] = items;
  return items.length === 1 && only
    ? cardOf(only, reader).card.title
    : `${items.length} things need you`;
}

function urgencyOf(a: DueItem, b: DueItem, reader: Reader): number {
  const [first] = asksFor(a.asks, reader);
  const [second] = asksFor(b.asks, reader);
  if (!first || !second) return Number(!first) - Number(!second);
  return byUrgency(first, second) || a.card_id - b.card_id;
}

/** What of a card this person is asked, and whether that is what the message is about. */
export function stateFor(item: DueItem, reader: Reader): MessageCard["state"] {
  const version = item.is_open ? versionFor(item.asks, reader) : 0;
  if (version === 0) return "answered";
  return version > item.version ? "changed" : "open";
}

const LEADS: Record<string, string> = {
  request: "asks",
  verdict: "needs a verdict",
  failed: "failed",
  blocked: "is blocked",
  mention: "mentions you",
};

function cardOf(
  item: DueItem,
  reader: Reader,
): {
  card: Omit<MessageCard, "actions">;
  links: Omit<NewLink, "channelId">[];
  /** What each link says. */
  labels: string[];
} {
  const state = stateFor(item, reader);
  const [ask] = asksFor(item.asks, reader);
  const lead = ask && state === "open" ? LEADS[ask.kind] : undefined;
  const title =
    item.ticket_ref === null
      ? item.title
      : `${item.ticket_ref}${lead ? ` ${lead}` : ""}: ${item.title}`;
  const card = {
    id: item.card_id,
    version: item.version,
    subject: item.subject,
    tag: `baton-card-${item.card_id}`,
    kind: ask?.kind ?? item.kind,
    severity: ask?.severity ?? item.severity,
    title: asLine(shorten(title, 250)),
    text: ask?.text ?? item.text,
    ticketRef: item.ticket_ref,
    projectName: item.project_name,
    priority: item.priority,
    url: absolute(item.href),
    state,
    outcome: item.outcome,
  };
  const question = state === "open" ? askIn(item, reader, "request") : undefined;
  if (question) return { card, ...answersTo(item, reader, question) };
  const verdict = state === "open" ? askIn(item, reader, "verdict") : undefined;
  if (!verdict || item.task_id === null) return { card, links: [], labels: [] };
  const link = {
    userId: reader.id,
    cardId: item.card_id,
    version: item.version,
    taskId: item.task_id,
    resolutionHash: item.resolution_hash,
    askedAt: verdict.key,
  };
  return {
    card,
    links: [
      { ...link, action: "approve" },
      { ...link, action: "reject" },
    ],
    labels: ["Approve", "Reject"],
  };
}

/** A link for each option of a question; one that asks for words if there are none, or too many for buttons. */
function answersTo(item: DueItem, reader: Reader, { key, options = [] }: Ask) {
  const requestId = requestIdIn(item.subject);
  if (requestId === null) return { links: [], labels: [] };
  const shown = options.length > MOST_BUTTONS ? [] : options;
  const link = {
    action: "answer",
    userId: reader.id,
    cardId: item.card_id,
    version: item.version,
    taskId: item.task_id,
    askedAt: key,
    requestId,
  } as const;
  if (shown.length === 0)
    return { links: options.length > 0 ? [] : [{ ...link, option: null }], labels: ["Answer"] };
  return {
    links: shown.map(({ id }) => ({ ...link, option: id })),
    labels: shown.map(({ label }) => asLine(shorten(label, MAX_LABEL))),
  };
}

/** The verdict that the person may give, or the question that they may answer. */
function askIn(item: DueItem, reader: Reader, wanted: "verdict" | "request"): Ask | undefined {
  const actor = { kind: "user", ...reader } as const;
  if (!hasRole(actor, "operator")) return undefined;
  return asksFor(item.asks, reader).find(({ kind }) => kind === wanted);
}
