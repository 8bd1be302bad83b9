import type { Answer } from "@/client/client";

type Poll = Answer<"tasks.poll_post">;

/** What a poll for work gave. */
export type Claim = Poll & {
  task: NonNullable<Poll["task"]>;
  run: NonNullable<Poll["run"]>;
};

export function isClaim(poll: Poll): poll is Claim {
  return poll.task !== null && poll.run !== null;
}
