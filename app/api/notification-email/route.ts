import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { PutEmail } from "@/lib/notifications/schema";
import { EmailResponse } from "@/lib/notifications/shapes";
import { readEmail, removeEmail, setEmail } from "@/lib/notifications/smtp";
import { emailToWire } from "@/lib/notifications/wire";

export const GET = defineRoute({
  id: "notification_email.read",
  summary: "Read the mail server that notifications are sent by, without its password",
  role: "admin",
  response: EmailResponse,
  handle: async ({ ctx }) => ok(emailToWire(await readEmail(ctx))),
});

export const PUT = defineRoute({
  id: "notification_email.set",
  summary: "Set the mail server that notifications are sent by",
  role: "admin",
  body: PutEmail,
  response: EmailResponse,
  handle: async ({ ctx, body }) => {
    await setEmail(ctx, body);
    return ok(emailToWire(await readEmail(ctx)));
  },
});

export const DELETE = defineRoute({
  id: "notification_email.delete",
  summary: "Forget the mail server of the settings; that of the environment counts again",
  role: "admin",
  response: EmailResponse,
  handle: async ({ ctx }) => {
    await removeEmail(ctx);
    return ok(emailToWire(await readEmail(ctx)));
  },
});
