import { z } from "zod";
import {
  AgentName,
  JsonObject,
  line,
  numberParam,
  PageLimit,
  PageOffset,
  singleLine,
} from "@/lib/core/fields";
import { IGNORED_FIELDS } from "@/lib/core/ignored-fields";

const MAX_CONTENT = 20_000;
const END_OF_TIME = 4_102_444_800;

const Content = line(MAX_CONTENT, '"content"');

/** A chat message as existing clients send it. Who sends it is who called: a given `from` is ignored. */
export const SendChatMessage = z.strictObject({
  content: Content,
  to: singleLine(100).nullish(),
  ...IGNORED_FIELDS.message,
  conversation_id: singleLine(200).optional(),
  message_type: singleLine(40).default("text"),
  metadata: JsonObject.nullish(),
  /** Whether the agent shall get it. Every message to an agent reaches it with its next heartbeat. */
  forward: z.boolean().default(false),
});
export type SendChatMessage = z.output<typeof SendChatMessage>;

export const SendAgentMessage = z.strictObject({
  to: AgentName,
  message: line(MAX_CONTENT, "Message"),
  ...IGNORED_FIELDS.message,
});

export const Broadcast = z.strictObject({ message: line(MAX_CONTENT, "Message") });

export const Wake = z.strictObject({ message: line(MAX_CONTENT, "Message").optional() });

export const ListMessages = z.strictObject({
  conversation_id: singleLine(200).optional(),
  from_agent: singleLine(100).optional(),
  to_agent: singleLine(100).optional(),
  /** Unix seconds: only later ones. */
  since: numberParam(0, END_OF_TIME).optional(),
  limit: PageLimit,
  offset: PageOffset,
});
export type ListMessages = z.output<typeof ListMessages>;

export const ListComms = z.strictObject({
  agent: AgentName.optional(),
  since: numberParam(0, END_OF_TIME).optional(),
  limit: PageLimit,
  offset: PageOffset,
});
export type ListComms = z.output<typeof ListComms>;

export const ListConversations = z.strictObject({
  agent: singleLine(100).optional(),
  limit: PageLimit,
  offset: PageOffset,
});
export type ListConversations = z.output<typeof ListConversations>;
