import type { TxContext } from "@/lib/core/context";
import type { Ask, Reader } from "./asks";
import { asksFor } from "./asks";
import type { NewCard } from "./cards.sql";
import type { Pace } from "./kinds";
import { ruleFor } from "./match";
import { type NewItem, type Person, people, queueItems } from "./outbox.sql";
import { DEFAULT_RULE, dueAt } from "./pace";

/** A card of which people have not been told something. */
export interface ChangedCard extends NewCard {
  id: number;
  added: Ask[];
}

/**
 * Queues these cards for the people whose rules want them, in the transaction that changes the cards; a version of a card only once
 * for each channel. Returns the channels that got something.
 */
export async function queueFor(tx: TxContext, cards: readonly ChangedCard[]): Promise<number[]> {
  if (cards.length === 0) return [];
  const now = tx.clock.now();
  const items = (await people(tx.db, now)).flatMap((person) =>
    cards.flatMap((card) => itemsFor(person, card, now)),
  );
  await queueItems(tx.db, items);
  return [...new Set(items.map(({ channel_id }) => channel_id))];
}

/** What of a card one person's channels are to be told, and when. Also opens the group that later cards join. */
function itemsFor(person: Person, card: ChangedCard, now: Date): NewItem[] {
  const isNew = asksFor(card.added, person.reader).some((ask) => !isOwn(ask, person.reader));
  if (!isNew) return [];
  const rules = person.rules.length > 0 ? person.rules : [DEFAULT_RULE];
  const rule = ruleFor(rules, card, person.reader);
  if (rule === null) return [];
  const isAbout = ({ id }: { id: number }): boolean => card.subject === `channel:${id}`;
  return person.channels
    .filter((channel) => rule.channel_ids === null || rule.channel_ids.includes(channel.id))
    .filter((channel) => !isAbout(channel))
    .map((channel) => {
      const due = dueAt(rule, person.preferences, now, channel.group);
      if (rule.pace === "grouped") channel.group = due;
      return {
        card_id: card.id,
        version: card.version,
        channel_id: channel.id,
        pace: rule.pace satisfies Pace,
        through_quiet: rule.through_quiet,
        due_at: due,
      };
    });
}

/** Whether the person brought it about, and knows. */
const isOwn = (ask: Ask, { name }: Reader): boolean => ask.by === name;
