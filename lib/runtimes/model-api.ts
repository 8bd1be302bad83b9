import type { Capabilities } from "./runtime";

/** The capabilities of a plain model API: text in, text out, no tools, and no runs that continue without us. */
export const MODEL_API: Capabilities = {
  editsFiles: false,
  streams: true,
  resumes: false,
  cancels: true,
  reportsUsage: true,
  reportsCost: false,
  systemPrompt: true,
  parks: true,
  steersNow: false,
  steersAfterTurn: true,
  asksLeave: false,
  needsModel: true,
};

/** An earlier turn of a conversation, as both model APIs write it. */
export const asMessages = ({ prompt, output }: { prompt: string; output: string }) => [
  { role: "user", content: prompt },
  { role: "assistant", content: output },
];
