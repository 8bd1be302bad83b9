import type { Session } from "../session";
import type { Outcome } from "./send";

const SHOWN = 40;
const NAMED = 5;

/** One line that is rewritten on a terminal; otherwise a line now and then. */
export function progressLine(session: Session, every = 2_000) {
  let last = Number.NEGATIVE_INFINITY;
  return (done: number, words: string) => {
    if (session.globals.quiet) return;
    if (process.stderr.isTTY)
      process.stderr.write(`\r\u001b[K${done.toLocaleString("en")} ${words}`);
    else if (done - last >= every) {
      console.error(`${done.toLocaleString("en")} ${words}`);
      last = done;
    }
  };
}

/** What an import brought, for people wherever it is read; only --json asks for the whole outcome. */
export async function report(
  session: Session,
  outcome: Outcome,
  { left_out, ...facts }: Record<string, unknown> & { left_out?: string[] },
): Promise<void> {
  if (process.stderr.isTTY && !session.globals.quiet) process.stderr.write("\r\u001b[K");
  if (session.globals.json) {
    await session.out.value({ ...facts, ...outcome, left_out: left_out ?? [] });
    return;
  }
  await session.out.line(
    `Brought in: ${counted(outcome.created)}. Here already: ${counted(outcome.present)}.`,
  );
  if (outcome.finished.length > 0)
    await session.out.line(`Done now, because all their children are: ${named(outcome.finished)}`);
  const moved = outcome.renumbered.map(
    ({ kind, source_id, id, ref }) => `${kind} ${source_id} is ${ref ?? id}`,
  );
  if (moved.length > 0) await session.out.line(`With another id: ${named(moved, SHOWN)}`);
  if (outcome.deviations.length > 0) {
    await session.out.line("Not quite as it was:");
    const alike = new Map<string, string[]>();
    for (const { kind, source_id, what } of outcome.deviations) {
      const ids = alike.get(what) ?? [];
      ids.push(`${kind} ${source_id}`);
      alike.set(what, ids);
    }
    for (const [what, ids] of [...alike].slice(0, SHOWN))
      await session.out.line(`  ${named(ids)}: ${what}`);
    if (alike.size > SHOWN)
      await session.out.line(`  and ${alike.size - SHOWN} more kinds, which --json lists`);
  }
  if (left_out && left_out.length > 0) {
    await session.out.line("Left out:");
    for (const what of left_out) await session.out.line(`  ${what}`);
  }
}

export function counted(counts: Record<string, number>): string {
  const words = Object.entries(counts).map(
    ([kind, count]) => `${count.toLocaleString("en")} ${count === 1 ? kind : `${kind}s`}`,
  );
  return words.length > 0 ? words.join(", ") : "nothing";
}

/** Names the first few and counts the rest. */
function named(ids: string[], most = NAMED): string {
  const more = ids.length - most;
  const names = ids.slice(0, most).join(", ");
  return more > 0 ? `${names} and ${more.toLocaleString("en")} more` : names;
}
