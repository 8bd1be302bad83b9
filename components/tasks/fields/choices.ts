/** How many choices a list draws at once; the others are found by typing. */
const MOST_DRAWN = 200;

export interface Choice {
  label: string;
  keywords?: string[];
}

/** The choices that fit what is typed, as many as a list draws, and how many more there are. */
export function fittingChoices<C extends Choice>(
  choices: readonly C[],
  typed: string,
  most = MOST_DRAWN,
): { drawn: C[]; more: number } {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = choices.filter((choice) => fits(choice, wanted));
  return { drawn: fitting.slice(0, most), more: Math.max(0, fitting.length - most) };
}

/** Every typed word must stand somewhere in the choice. */
function fits({ label, keywords = [] }: Choice, wanted: readonly string[]): boolean {
  const whole = [label, ...keywords].join(" ").toLowerCase();
  return wanted.every((word) => whole.includes(word));
}
