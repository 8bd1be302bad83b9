/** In characters. Apart from the schema, so that a form can name it without loading zod. */
export const PASSWORD_LENGTH = { min: 12, max: 200 };
