import { z } from "zod";

export const PushKeyResponse = z.strictObject({
  /** `applicationServerKey` in base64url (RFC 8292). */
  public_key: z.string(),
});
