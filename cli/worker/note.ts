/** What a worker tells whoever watches it: a word for programs, and a sentence. */
export interface Note {
  event: string;
  message: string;
  task?: string;
  run?: number;
  /** Whose work it is, where a worker serves several agents. */
  agent?: string;
}
