/** A shipped SOUL template, as offered by the screens. */
export interface SoulChoice {
  name: string;
  description: string;
  content: string;
}
