const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;

export type Colour = keyof typeof CODES;
export type Paint = (text: string, ...colours: Colour[]) => string;

/** Paints text for a terminal. `NO_COLOR` and `TERM=dumb` turn it off, `FORCE_COLOR` on. */
export function painter(isTerminal: boolean, env: Record<string, string | undefined>): Paint {
  const isForced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0";
  const isOff = Boolean(env.NO_COLOR) || env.TERM === "dumb" || env.FORCE_COLOR === "0";
  if (!isForced && (isOff || !isTerminal)) return (text) => text;
  return (text, ...colours) =>
    colours.reduce((painted, colour) => {
      const [open, close] = CODES[colour];
      return `\u001b[${open}m${painted}\u001b[${close}m`;
    }, text);
}

const WORDS: Record<string, Colour[]> = {
  inbox: ["magenta"],
  assigned: ["cyan"],
  in_progress: ["blue"],
  review: ["yellow"],
  done: ["green"],
  failed: ["red"],
  blocked: ["red"],
  cancelled: ["dim"],
  backlog: ["dim"],
  critical: ["red", "bold"],
  high: ["yellow"],
  low: ["dim"],
  online: ["green"],
  busy: ["blue"],
  idle: ["green"],
  offline: ["dim"],
  error: ["red"],
  success: ["green"],
  completed: ["green"],
  lost: ["red"],
  approved: ["green"],
  rejected: ["red"],
  ok: ["green"],
  degraded: ["yellow"],
  unavailable: ["red"],
  working: ["blue"],
  running: ["blue"],
  ready: ["cyan"],
  needs_person: ["yellow"],
  retrying: ["yellow"],
  waiting: ["dim"],
  skipped: ["dim"],
  succeeded: ["green"],
};

/** The colours of a word that stands for a state. */
export const coloursOf = (word: string): Colour[] => WORDS[word] ?? [];
