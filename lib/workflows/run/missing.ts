import type { StageKey } from "./rules";

/** Something has to be read before the question can be answered. */
export class Missing extends Error {
  readonly read: () => Promise<void>;

  constructor(read: () => Promise<void>) {
    super("not read yet");
    this.read = read;
  }
}

export const idOf = ({ name, item }: StageKey): string =>
  item === null ? name : `${name}#${item}`;
