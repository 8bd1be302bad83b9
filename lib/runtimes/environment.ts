import { createHash } from "node:crypto";
import type { Configured } from "./runtime";

/** Where a provider is and the key to it, read at call time. */
export interface Provider {
  baseUrl: string;
  apiKey: string | null;
}

export function anthropicProvider(): Provider {
  return {
    baseUrl: process.env.ANTHROPIC_BASE_URL || "https://api.anthropic.com",
    apiKey: process.env.ANTHROPIC_API_KEY || null,
  };
}

export function openaiProvider(): Provider {
  return {
    baseUrl: process.env.OPENAI_BASE_URL || "https://api.openai.com/v1",
    apiKey: process.env.OPENAI_API_KEY || null,
  };
}

/** The models that the installation uses by default. */
export function tierModels(): { complex: string; routine: string; default: string | null } {
  return {
    complex: process.env.MODEL_COMPLEX || "claude-opus-5-5",
    routine: process.env.MODEL_ROUTINE || "claude-haiku-5-5",
    default: process.env.MODEL_DEFAULT || null,
  };
}

/** Whether a provider can be called at all, and a fingerprint that changes with its settings and tells nothing of them. */
export function configuredAs(provider: Provider, keyName: string, urlName: string): Configured {
  if (!/^https?:\/\/[^/]/.test(provider.baseUrl) || !URL.canParse(provider.baseUrl)) {
    return { ok: false, reason: `${urlName} is not an http or https address` };
  }
  if (provider.apiKey === null) return { ok: false, reason: `${keyName} is not set` };
  const fingerprint = createHash("sha256")
    .update(`${provider.baseUrl}\n${provider.apiKey}`)
    .digest("hex")
    .slice(0, 16);
  return { ok: true, fingerprint };
}
