import type { RunChunksWire } from "@/lib/runs/shapes";

/** What a run has said so far, in blocks that do not change once they are full: only the last one is drawn again. */
export interface RunOutput {
  blocks: readonly string[];
  /** The last part that is in the blocks. */
  seq: number;
  isOpen: boolean;
}

export const NO_OUTPUT: RunOutput = { blocks: [], seq: 0, isOpen: true };

/** A block is full here, and ends with its line; a line that goes on and on is cut. */
const FULL = 4_000;
const LONGEST_LINE = 32_000;

/** The output with the parts that came after it. */
export function withChunks(
  output: RunOutput,
  { chunks, is_open, next_after_seq }: RunChunksWire,
): RunOutput {
  const fresh = chunks.filter(({ seq }) => seq > output.seq);
  return {
    blocks:
      fresh.length > 0
        ? appended(output.blocks, fresh.map(({ data }) => data).join(""))
        : output.blocks,
    seq: Math.max(output.seq, next_after_seq),
    isOpen: is_open,
  };
}

function appended(blocks: readonly string[], text: string): string[] {
  const full = blocks.slice(0, -1);
  let rest = (blocks.at(-1) ?? "") + text;
  while (rest.length > FULL) {
    const lineEnd = rest.indexOf("\n", FULL - 1);
    const end = lineEnd === -1 || lineEnd >= LONGEST_LINE ? LONGEST_LINE : lineEnd + 1;
    if (end >= rest.length) break;
    full.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...full, rest];
}

/** The last lines of what was said, at most so many, without the empty ones at the end. */
export function lastLinesOf({ blocks }: RunOutput, most: number): string[] {
  const text = blocks.slice(-2).join("").trimEnd();
  return text === "" ? [] : text.split("\n").slice(-most);
}
