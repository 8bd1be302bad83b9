import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { PRIORITIES } from "@/lib/tasks/fields";
import { CARD_KINDS, CHANNEL_KINDS, PACES, SEVERITIES } from "./kinds";

const AskShape = z.strictObject({
  /** Clients must expect kinds that they do not know. */
  kind: z.string(),
  severity: z.enum(SEVERITIES),
  text: z.string(),
  /** Whether it is asked of this person by name. */
  mine: z.boolean(),
  since: Seconds,
});

export const CardShape = z
  .strictObject({
    id: z.int(),
    /** `task:12`, `notice:…` or `channel:3`. */
    subject: z.string(),
    /** Of the most urgent thing that is asked of this person. Clients must expect kinds that they do not know. */
    kind: z.string(),
    severity: z.enum(SEVERITIES),
    title: z.string(),
    text: z.string(),
    project_id: z.int().nullable(),
    task_id: z.int().nullable(),
    ticket_ref: TextOrNull,
    priority: TextOrNull,
    /** The page in Baton. */
    href: z.string(),
    /** What is asked of this person, most urgent first. */
    asks: z.array(AskShape),
    /** Grows when something new is asked of this person. */
    version: z.int(),
    state: z.enum(["open", "closed"]),
    seen: z.boolean(),
    opened_at: Seconds,
    changed_at: Seconds,
    closed_at: SecondsOrNull,
    /** What became of it: `approved by Ada`. */
    outcome: TextOrNull,
  })
  .meta({ id: "NotificationCard", description: "Something that needs this person, by subject." });
export type CardWire = z.output<typeof CardShape>;

export const CardsResponse = z.strictObject({
  cards: z.array(CardShape),
  /** How many are open for this person, and how many of those they have not seen; counted up to 1000. */
  open: z.int(),
  unseen: z.int(),
  next_before: TextOrNull,
});
export type CardPage = z.output<typeof CardsResponse>;
export const SeenResponse = z.strictObject({ success: z.literal(true), seen: z.int() });
export const DoneResponse = z.strictObject({ success: z.literal(true) });

export const CHANNEL_HEALTH = [
  "new",
  "unconfirmed",
  "healthy",
  "failing",
  "disabled",
  "off",
] as const;

export const ChannelShape = z
  .strictObject({
    id: z.int(),
    kind: z.enum(CHANNEL_KINDS),
    name: z.string(),
    /** What names its address, without secrets: `address`, `host`, `chat_id`. */
    shown: z.record(z.string(), z.string()),
    enabled: z.boolean(),
    /** `unconfirmed` until its confirmation is opened; `disabled` by Baton after days of failure, or because the address is gone. */
    health: z.enum(CHANNEL_HEALTH),
    failing_since: SecondsOrNull,
    consecutive_failures: z.int(),
    next_attempt_at: SecondsOrNull,
    last_sent_at: SecondsOrNull,
    last_error: TextOrNull,
    /** How many cards wait to be sent. */
    waiting: z.int(),
    created_at: Seconds,
    updated_at: Seconds,
  })
  .meta({ id: "NotificationChannel", description: "Where a person is told." });
export type ChannelWire = z.output<typeof ChannelShape>;

export const ChannelsResponse = z.strictObject({
  channels: z.array(ChannelShape),
  /** Which kinds can be made here, and why others cannot. */
  kinds: z.array(
    z.strictObject({ kind: z.enum(CHANNEL_KINDS), available: z.boolean(), reason: TextOrNull }),
  ),
  /** The person's own address. */
  email: TextOrNull,
});
export type ChannelsWire = z.output<typeof ChannelsResponse>;
export const ChannelResponse = z.strictObject({ channel: ChannelShape });

export const MessageAttemptShape = z.strictObject({
  at: Seconds,
  /** Null when it succeeded. */
  error: TextOrNull,
  status: z.int().nullable(),
  ms: z.int(),
});
export type MessageAttempt = z.output<typeof MessageAttemptShape>;

export const MESSAGE_STATES = ["sending", "sent", "failed"] as const;

export const MessageShape = z
  .strictObject({
    id: z.int(),
    purpose: z.enum(["cards", "test", "confirm"]),
    state: z.enum(MESSAGE_STATES),
    title: z.string(),
    /** How many cards it carries. */
    cards: z.int(),
    /** The last 20, oldest first. */
    attempts: z.array(MessageAttemptShape),
    created_at: Seconds,
    updated_at: Seconds,
  })
  .meta({ id: "NotificationMessage", description: "Something that was sent, and how it went." });
export type MessageWire = z.output<typeof MessageShape>;

export const MessagesResponse = z.strictObject({
  messages: z.array(MessageShape),
  next_before: z.int().nullable(),
});
export type MessagePage = z.output<typeof MessagesResponse>;
export const TestedChannelResponse = z.strictObject({
  success: z.boolean(),
  error: TextOrNull,
  status: z.int().nullable(),
  duration_ms: z.int(),
});
export type TestedChannelWire = z.output<typeof TestedChannelResponse>;

export const PreferencesShape = z
  .strictObject({
    timezone: z.string(),
    quiet_hours: z.strictObject({ from: z.string(), until: z.string() }).nullable(),
    paused_until: SecondsOrNull,
    /** Whether the person ever set them; a browser offers its own zone if not. */
    is_set: z.boolean(),
  })
  .meta({ id: "NotificationPreferences", description: "When a person is not told." });
export type PreferencesWire = z.output<typeof PreferencesShape>;

const RuleShape = z
  .strictObject({
    name: z.string(),
    enabled: z.boolean(),
    match: z.strictObject({
      kinds: z.array(z.enum(CARD_KINDS)).optional(),
      severities: z.array(z.enum(SEVERITIES)).optional(),
      project_ids: z.array(z.int()).optional(),
      priorities: z.array(z.enum(PRIORITIES)).optional(),
      labels: z.array(z.string()).optional(),
      mine: z.literal(true).optional(),
    }),
    channel_ids: z.array(z.int()).nullable(),
    pace: z.enum(PACES),
    group_minutes: z.int(),
    digest_at: TextOrNull,
    digest_weekday: z.int().nullable(),
    through_quiet: z.boolean(),
  })
  .meta({ id: "NotificationRule", description: "Which channels are told of a card, and when." });

export const RulesResponse = z.strictObject({
  rules: z.array(RuleShape),
  /** What holds while there are no rules. */
  default: RuleShape,
  preferences: PreferencesShape,
});
export type RulesWire = z.output<typeof RulesResponse>;
export const PreferencesResponse = z.strictObject({ preferences: PreferencesShape });

const MailServerShape = z.strictObject({
  host: z.string(),
  port: z.int(),
  security: z.enum(["tls", "starttls", "none"]),
  username: TextOrNull,
  has_password: z.boolean(),
  from: z.string(),
  source: z.enum(["settings", "environment"]),
});
export type MailServerWire = z.output<typeof MailServerShape>;

export const EmailResponse = z.strictObject({
  /** Null when Baton can send no mail. */
  email: MailServerShape.nullable(),
});
