import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { asSystem } from "@/lib/core/context";
import { storable } from "@/lib/core/fields";
import { byContentType } from "@/lib/http/answers";
import { readBytes } from "@/lib/http/validate";
import { useLink, viewLink } from "@/lib/notifications/answer";
import { linkPage } from "@/lib/notifications/link-page";
import { LinkPath } from "@/lib/notifications/schema";

const page = byContentType({ "text/html": z.string() });
const MAX_FORM_BYTES = 256 * 1024;

export const GET = defineRoute({
  id: "notification_links.view",
  summary: "Show what a link of a notification does; following it does nothing",
  role: "public",
  params: LinkPath,
  response: page,
  handle: async ({ ctx, params }) =>
    linkPage(await viewLink(asSystem(ctx, "notifications"), params.token)),
});

export const POST = defineRoute({
  id: "notification_links.use",
  summary: "Do what a link of a notification is for, once, as the person it was sent to",
  role: "public",
  params: LinkPath,
  rawBody: ["application/x-www-form-urlencoded"],
  response: page,
  longLived: true,
  handle: async ({ ctx, params, request }) => {
    const form = new URLSearchParams(
      Buffer.from(await readBytes(request, MAX_FORM_BYTES)).toString("utf8"),
    );
    const notes = storable(form.get("notes") ?? "");
    const state = await useLink(asSystem(ctx, "notifications"), params.token, { notes });
    return linkPage(state, notes);
  },
});
