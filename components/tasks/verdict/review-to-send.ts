import type { Seen } from "@/lib/rounds/schema";

/** The comments that go with a verdict, by the ids of their drafts, and what the person saw of the work. */
export interface SentReview {
  drafts: number[];
  seen: Seen;
}

/** The comments on the work that a person has written and not sent. */
export interface ReviewToSend {
  count: number;
  /**
   * Saves what is not saved and gives what goes with the verdict; undefined without comments. Null when a draft could not be saved,
   * which was said: the verdict is then not to be given.
   */
  collect: () => Promise<SentReview | undefined | null>;
}

/** "2 comments go with it." */
export function commentsInWords(count: number): string {
  return count === 1 ? "1 comment goes with it." : `${count} comments go with it.`;
}
