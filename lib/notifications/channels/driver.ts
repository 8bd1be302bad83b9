import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import type { Send } from "@/lib/webhooks/send";
import type { ChannelKind, LinkAction, Severity } from "../kinds";

/** A card as a message shows it to one person. */
export interface MessageCard {
  id: number;
  version: number;
  subject: string;
  /** The same for every version of a card: a channel that can replace what it showed does so by it. */
  tag: string;
  kind: string;
  severity: Severity;
  /** One line. */
  title: string;
  text: string;
  ticketRef: string | null;
  projectName: string | null;
  priority: string | null;
  /** Absolute, in Baton: takes a session. */
  url: string;
  /** Single-use links, of what is open. */
  actions: { action: LinkAction; label: string; url: string }[];
  /** `changed`: something newer is asked, and has a message of its own. */
  state: "open" | "changed" | "answered";
  /** What became of it: `approved by Ada`. */
  outcome: string | null;
}

export interface Message {
  /** The same on every attempt. */
  id: string;
  purpose: "cards" | "test" | "confirm";
  to: { userId: number; name: string; timezone: string };
  /** One line: the card's title, or how many there are. */
  title: string;
  /** What it says when it carries no card: of a test, or of a request to confirm. */
  text: string;
  /** Most urgent first, 20 at most. */
  cards: MessageCard[];
  /** How many more there are. */
  more: number;
  /** Where to answer in Baton. */
  url: string;
  /** Where the person changes what they are told. */
  settingsUrl: string;
  /** Confirms the address; only for `confirm`. */
  confirmUrl: string | null;
}

/** What became of an attempt. */
export type Outcome =
  /** `ref` is what `update` needs to change it later; null where nothing can. */
  | { kind: "sent"; ref: string | null; status: number | null }
  | { kind: "failed"; error: string; status: number | null; retryAfterMs?: number }
  /** The receiver says that the address does not exist any more: the channel is switched off. */
  | { kind: "gone"; error: string; status: number | null };

/** What a driver sends with. */
export interface Means {
  ctx: Context;
  /** Sends over HTTP to checked addresses only. */
  send: Send;
  signal?: AbortSignal;
}

/** How one kind of channel is set up and sends. */
export interface ChannelDriver<S> {
  kind: ChannelKind;
  settings: z.ZodType<S>;
  /** What names the address, for its owner: no secrets. */
  shown(settings: S): Record<string, string>;
  /** The same address gives the same text. Only its hash is stored. */
  identity(settings: S): string;
  /** Refuses an address, with the field `settings.…`. */
  check?(settings: S): void;
  /** Whether somebody at the address has to agree first. */
  needsConfirmation?(settings: S, owner: { email: string | null }): boolean;
  /** Why no such channel can be made in this installation; null if it can. */
  unavailable?(ctx: Context): Promise<string | null>;
  send(means: Means, settings: S, message: Message): Promise<Outcome>;
  /** Changes a message that was sent. Absent where that is impossible. */
  update?(means: Means, settings: S, ref: string, message: Message): Promise<Outcome>;
}

/** A driver with the type of its settings hidden: they are parsed before every use. */
export interface AnyDriver {
  kind: ChannelKind;
  canUpdate: boolean;
  unavailable(ctx: Context): Promise<string | null>;
  /** Parses settings, or throws `invalid` with the fields below `settings`. */
  read(settings: unknown): Readable;
}

/** Settings that were parsed by their driver. */
export interface Readable {
  /** What is stored, sealed. */
  text: string;
  shown: Record<string, string>;
  identity: string;
  check(): void;
  needsConfirmation(owner: { email: string | null }): boolean;
  send(means: Means, message: Message): Promise<Outcome>;
  update(means: Means, ref: string, message: Message): Promise<Outcome>;
}
