/** What a form's server action answers when it did not succeed. */
export type FormState = {
  /** About the whole form. */
  error?: string;
  /** By the name of the field. */
  problems?: Record<string, string>;
  /** What had been entered, to be shown again; never a password. */
  values?: Record<string, string>;
  retryAfterSeconds?: number;
};
