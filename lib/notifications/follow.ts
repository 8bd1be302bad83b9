import { config } from "@/lib/core/config";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { lockNamed, tryLockNamed } from "@/lib/core/locks";
import { listNotices } from "@/lib/dispatch/notices";
import { advanceReader, registerReader } from "@/lib/events/readers";
import { removedThrough } from "@/lib/events/retention";
import { listBudgets } from "@/lib/runs/budgets";
import { type Ask, type AskDraft, audienceOf, mergeAsks } from "./asks";
import {
  type CardRow,
  cardsOf,
  markForEditing,
  type NewCard,
  openCardsLike,
  writeCards,
} from "./cards.sql";
import {
  answersTo,
  askingTasks,
  type Changes,
  factsOf,
  hasReviewer,
  mentionsOf,
  nextChanges,
  waitingReviews,
} from "./changes.sql";
import { queueDeliveries } from "./deliveries-due";
import { tellScreens } from "./live";
import { budgetDrafts, channelDrafts, type Draft, noticeDrafts, openDrafted } from "./notice-cards";
import { type ChangedCard, queueFor } from "./outbox";
import {
  openRequests,
  outcomeOfRequest,
  requestDraft,
  requestFacts,
  requestIdIn,
  subjectOfRequest,
} from "./request-cards";
import {
  asksOfTask,
  type MentionFact,
  mentionAsk,
  openMentions,
  outcomeOfTask,
  REVIEWER_GRACE_MS,
  type TaskFacts,
} from "./task-asks";

/** How far cards are in the event table. */
const READER = "notifications";
/** As many events are looked at in one transaction. */
const WINDOW = 2_000;
/** As many tasks get a card when cards begin, or after events were removed unread. */
const AT_FIRST = 1_000;
/** As many reviews that no agent took up are found at a time. */
const REVIEWS_AT_ONCE = 500;

/** Where a reading ended. */
export interface Followed {
  /** There is more to read at once. */
  isBehind: boolean;
  /** Events exist that were not final yet. */
  hasMore: boolean;
  /** Whether notices may have begun or ended. */
  notices: boolean;
}

/**
 * Brings cards up to the events that were committed since the last call. Another process that does so at this moment is left to it.
 * What a card asks is read from the present state of its subject, so reading an event twice, or late, changes nothing.
 */
export async function followEvents(ctx: Context): Promise<Followed> {
  const idle = { isBehind: false, hasMore: false, notices: false };
  const { followed, changed } = await ctx.transaction(async (tx) => {
    if (!(await tryLockNamed(tx.db, "notifications")))
      return { followed: { ...idle, hasMore: true }, changed: 0 };
    const position = await registerReader(tx, READER);
    const changes = await nextChanges(tx.db, position, WINDOW);
    const followed = {
      isBehind: changes.isFull,
      hasMore: changes.hasMore,
      notices: changes.notices,
    };
    if (changes.through === null) return { followed, changed: 0 };
    const changed = (await applyTasks(tx, changes)) + (await applyRequests(tx, changes.requests));
    await advanceReader(tx.db, READER, changes.through);
    return { followed, changed };
  });
  if (changed > 0) await tellScreens(ctx, null);
  return followed;
}

/**
 * What no event says: cards begin, events were removed unread, a reviewing agent has not taken work up for some time, or a notice
 * came or went. Once a minute, and soon after events that begin or end notices.
 */
export async function lookAround(ctx: Context): Promise<{ changed: number }> {
  // Outside the transaction, because their queries run side by side.
  const system = asSystem(ctx, "notifications");
  const [notices, budgets] = [await listNotices(system), await listBudgets(system)];
  const present = [...noticeDrafts(notices), ...budgetDrafts(budgets, notices, ctx.clock.now())];
  const changed = await ctx.transaction(async (tx) => {
    await lockNamed(tx.db, "notifications");
    const reader = await tx.db.eventReader.findUnique({ where: { name: READER } });
    const position = await registerReader(tx, READER);
    const isNew = reader === null;
    const hasGap = !isNew && (await removedThrough(tx.db)) > position;
    const tasks =
      isNew || hasGap
        ? [...(await askingTasks(tx.db, AT_FIRST)), ...(hasGap ? await tasksOfOpenCards(tx) : [])]
        : await waitingReviews(tx.db, REVIEWER_GRACE_MS, REVIEWS_AT_ONCE);
    const ofTasks = tasks.length > 0 ? await applyTasks(tx, { tasks, comments: [], by: {} }) : 0;
    const requests =
      isNew || hasGap
        ? [
            ...(await openRequests(tx.db, AT_FIRST)),
            ...(hasGap ? await requestsOfOpenCards(tx) : []),
          ]
        : [];
    const ofRequests = await applyRequests(tx, [...new Set(requests)]);
    return ofTasks + ofRequests + (await applyNotices(tx, present));
  });
  if (changed > 0) await tellScreens(ctx, null);
  return { changed };
}

async function tasksOfOpenCards(tx: TxContext): Promise<number[]> {
  const rows = await tx.db.$queryRaw<{ task_id: number }[]>`
    SELECT task_id FROM notification_cards WHERE is_open AND task_id IS NOT NULL`;
  return rows.map(({ task_id }) => task_id);
}

async function requestsOfOpenCards(tx: TxContext): Promise<number[]> {
  const cards = await openCardsLike(tx.db, "request:");
  return cards.flatMap(({ subject }) => requestIdIn(subject) ?? []);
}

/** Writes the cards of these requests as they stand. Returns how many changed. */
async function applyRequests(tx: TxContext, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0;
  const facts = new Map((await requestFacts(tx.db, ids)).map((fact) => [fact.id, fact]));
  const cards = await cardsOf(tx.db, ids.map(subjectOfRequest));
  const known = new Map(cards.map((card) => [card.subject, card]));
  const changed = ids.flatMap((id) => {
    const fact = facts.get(id) ?? null;
    const draft = fact ? requestDraft(fact) : { asks: [] };
    const card = known.get(subjectOfRequest(id)) ?? null;
    return nextCard(card, draft, () => outcomeOfRequest(fact)) ?? [];
  });
  return write(tx, changed);
}

/** Writes the cards of these tasks as they stand. Returns how many changed. */
async function applyTasks(
  tx: TxContext,
  changes: Pick<Changes, "tasks" | "comments" | "by">,
): Promise<number> {
  if (changes.tasks.length === 0) return 0;
  const mentions = await mentionsOf(tx.db, changes.comments);
  const called = mentions.map(({ task_id }) => task_id);
  const facts = await factsOf(tx.db, changes.tasks, called);
  const cards = await cardsOf(tx.db, changes.tasks.map(subjectOf));
  if (facts.length === 0 && !cards.some(({ is_open }) => is_open)) return 0;
  const answered = await answers(tx, cards);
  const isReviewed = await hasReviewer(tx.db, config.coordinatorAgent ?? null);
  const known = new Map(cards.map((card) => [card.subject, card]));
  const found = new Map(facts.map((task) => [task.id, task]));
  const changed = changes.tasks.flatMap((id) => {
    const card = known.get(subjectOf(id)) ?? null;
    const task = found.get(id) ?? null;
    const asks = task ? asksOf(task, card) : [];
    const next = nextCard(card, { ...(task ? describeTask(task) : {}), asks }, () =>
      outcomeOfTask(task),
    );
    return next ? [next] : [];
  });
  return write(tx, changed);

  function asksOf(task: TaskFacts, card: CardRow | null): AskDraft[] {
    const open = card?.is_open ? openMentions(card.asks, answered.get(task.id) ?? new Map()) : [];
    const fresh = mentions.filter(
      (mention) => mention.task_id === task.id && isUnanswered(mention),
    );
    const by = changes.by[task.id] ?? null;
    const own = asksOfTask(task, { hasReviewer: isReviewed, now: tx.clock.now(), by });
    return task.archived ? [] : [...own, ...open, ...fresh.map(mentionAsk)];
  }

  function isUnanswered({ task_id, user_id, comment }: MentionFact): boolean {
    return (answered.get(task_id)?.get(user_id) ?? 0) < comment;
  }
}

/** The newest comment, by task and person, of those whom open cards mention. */
async function answers(
  tx: TxContext,
  cards: readonly CardRow[],
): Promise<Map<number, Map<number, number>>> {
  const calling = cards.filter((card) => card.is_open && card.for_users.length > 0);
  const tasks = calling.flatMap(({ task_id }) => task_id ?? []);
  const users = [...new Set(calling.flatMap(({ for_users }) => for_users))];
  const answered = new Map<number, Map<number, number>>();
  for (const { task_id, user_id, comment } of await answersTo(tx.db, tasks, users)) {
    const ofTask = answered.get(task_id) ?? new Map<number, number>();
    answered.set(task_id, ofTask.set(user_id, comment));
  }
  return answered;
}

const subjectOf = (taskId: number): string => `task:${taskId}`;

function describeTask(task: TaskFacts): Omit<Draft, "asks"> {
  return {
    subject: subjectOf(task.id),
    project_id: task.project_id,
    task_id: task.id,
    ticket_ref: task.ticket_ref,
    title: task.title,
    href: `/tasks/${task.ticket_ref}`,
    priority: task.priority,
    labels: task.labels,
    owners: [task.created_by, ...(task.assigned_to === null ? [] : [task.assigned_to])],
    resolution_hash: task.resolution_hash,
  };
}

/** Opens, changes and closes the cards of what is no task: notices, and channels that fail. */
async function applyNotices(tx: TxContext, present: readonly Draft[]): Promise<number> {
  const drafts = [...present, ...(await channelDrafts(tx.db))];
  const cards = await openDrafted(tx.db, drafts);
  const known = new Map(cards.map((card) => [card.subject, card]));
  const drafted = new Set(drafts.map(({ subject }) => subject));
  const next = drafts.flatMap((draft) => {
    const card = known.get(draft.subject) ?? null;
    // What comes back after it was over is told again.
    const before = card?.is_open ? card : card && { ...card, asks: [] };
    return nextCard(before, draft, () => "over") ?? [];
  });
  const gone = cards
    .filter((card) => card.is_open && !drafted.has(card.subject))
    .flatMap((card) => nextCard(card, { asks: [] }, () => "over") ?? []);
  return write(tx, [...next, ...gone]);
}

/** A card that changed, with what people have not been told of. */
interface NextCard {
  card: NewCard;
  added: Ask[];
  hasEnded: boolean;
}

/** The card after a change; null if it stays as it is. `draft` lacks what is no longer known, such as a deleted task's title. */
function nextCard(
  before: CardRow | null,
  draft: Partial<Draft> & { asks: AskDraft[] },
  outcome: () => string,
): NextCard | null {
  const { asks, version, added, hasEnded } = mergeAsks(before, draft.asks);
  if (asks.length === 0 && !before?.is_open) return null;
  const { asks: _, ...about } = draft;
  const isOpen = asks.length > 0;
  // A closed card keeps what it last asked, for who reads it afterwards.
  const shown = isOpen ? asks : (before?.asks ?? []);
  const general = shown.find((ask) => ask.for === null) ?? shown[0];
  const { forRole, forUsers } = audienceOf(shown);
  const ended = hasEnded && !draft.asks.some((ask) => ask.for === null);
  const card: NewCard = {
    ...emptyCard,
    ...(before ? stored(before) : {}),
    ...about,
    kind: general?.kind ?? "mention",
    severity: general?.severity ?? "info",
    text: general?.text ?? "",
    asks: shown,
    for_role: forRole,
    for_users: forUsers,
    version,
    is_open: isOpen,
    outcome: ended
      ? outcome()
      : asks.some(({ for: whom }) => whom === null)
        ? null
        : (before?.outcome ?? null),
  };
  const isSame = before !== null && JSON.stringify(stored(before)) === JSON.stringify(sorted(card));
  return isSame ? null : { card, added: isOpen ? added : [], hasEnded };
}

const emptyCard: Omit<NewCard, "asks"> = {
  subject: "",
  kind: "",
  severity: "info",
  project_id: null,
  task_id: null,
  ticket_ref: null,
  title: "",
  text: "",
  href: "",
  priority: null,
  labels: [],
  owners: [],
  resolution_hash: null,
  for_role: null,
  for_users: [],
  version: 0,
  is_open: true,
  outcome: null,
};

/** The columns that a draft decides, in one order, so that two can be compared as JSON. */
function sorted(card: NewCard): NewCard {
  return {
    subject: card.subject,
    kind: card.kind,
    severity: card.severity,
    project_id: card.project_id,
    task_id: card.task_id,
    ticket_ref: card.ticket_ref,
    title: card.title,
    text: card.text,
    href: card.href,
    priority: card.priority,
    labels: card.labels,
    owners: card.owners,
    resolution_hash: card.resolution_hash,
    asks: card.asks.map(inOrder),
    for_role: card.for_role,
    for_users: card.for_users,
    version: card.version,
    is_open: card.is_open,
    outcome: card.outcome,
  };
}

const stored = (card: CardRow): NewCard => sorted(card);

/** JSON in the database does not keep the order of its keys. */
const inOrder = ({
  key,
  kind,
  severity,
  text,
  for: whom,
  role,
  since,
  v,
  by,
  comment,
  options,
}: Ask): Ask => ({
  key,
  kind,
  severity,
  text,
  for: whom,
  role,
  since,
  v,
  by,
  ...(comment === undefined ? {} : { comment }),
  ...(options === undefined ? {} : { options: options.map(({ id, label }) => ({ id, label })) }),
});

/** Writes changed cards, queues what people are to be told, and has messages changed that show what is over. */
async function write(tx: TxContext, changed: readonly NextCard[]): Promise<number> {
  if (changed.length === 0) return 0;
  const ids = await writeCards(
    tx.db,
    changed.map(({ card }) => card),
  );
  const idOf = (card: NewCard): number => ids.get(card.subject) ?? 0;
  const told: ChangedCard[] = changed
    .filter(({ added }) => added.length > 0)
    .map(({ card, added }) => ({ ...card, id: idOf(card), added }));
  const over = changed.filter(({ hasEnded }) => hasEnded).map(({ card }) => idOf(card));
  const channels = [
    ...(await queueFor(tx, told)),
    ...(await markForEditing(tx.db, [...over, ...told.map(({ id }) => id)], tx.clock.now())),
  ];
  await queueDeliveries(tx, channels);
  return changed.length;
}
