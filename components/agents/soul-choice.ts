/** A shipped SOUL template as the screens offer it. */
export interface SoulChoice {
  name: string;
  description: string;
  content: string;
}
