import { DomainError } from "@/lib/core/errors";

interface Rule {
  rule: string;
  description: string;
  pattern: RegExp;
}

/** What no message to an agent needs, and what attacks on agents begin with. */
const RULES: readonly Rule[] = [
  {
    rule: "prompt-override",
    description: "Attempts to override system instructions",
    pattern:
      /\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+|your\s+|these\s+|my\s+)?(?:previous|prior|earlier|above|preceding|system)\s+(?:instructions?|prompts?|rules|directions|messages?|context)/i,
  },
  {
    rule: "prompt-reveal",
    description: "Attempts to make the agent reveal its instructions",
    pattern:
      /\b(?:reveal|print|show|output|repeat|leak)\s+(?:me\s+)?(?:the\s+|your\s+)(?:full\s+|entire\s+|hidden\s+)?system\s+prompt\b(?!s)/i,
  },
  {
    rule: "command-substitution",
    description: "Contains a shell command substitution",
    pattern:
      /\$\(\s*(?:curl|wget|cat|rm|bash|sh|zsh|nc|ncat|python3?|perl|ruby|node|env|printenv|whoami|id|ls|echo|base64|eval|sudo|chmod|ssh|scp)\b/i,
  },
];

/**
 * Refuses text for an agent that tells it to drop its instructions or carries a shell command, with the rules that it breaks. It is a
 * coarse filter against the commonest attacks; what an agent may do is decided by its key.
 */
export function assertSafeForAgents(what: string, text: string): void {
  const broken = RULES.filter(({ pattern }) => pattern.test(text));
  if (broken.length === 0) return;
  throw new DomainError("unsafe_content", `${what} blocked: potentially unsafe content detected`, {
    injection: broken.map(({ rule, description }) => ({ rule, description })),
    fix: "write it without telling the agent to drop its instructions, and without $(…)",
  });
}
