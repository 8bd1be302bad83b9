import type { Capabilities } from "./runtime";

/** What an API of models can do: text in, text out, no tools, and nothing that goes on without us. */
export const MODEL_API: Capabilities = {
  editsFiles: false,
  streams: true,
  resumes: false,
  cancels: true,
  reportsUsage: true,
  reportsCost: false,
  systemPrompt: true,
  needsModel: true,
};
