import { z } from "zod";
import { evaluateAlerts } from "@/lib/alerts/evaluate";
import { alertToWire, createAlert, listAlerts, removeAlert, updateAlert } from "@/lib/alerts/rules";
import {
  AlertBody,
  AlertInBody,
  AlertListResponse,
  AlertResponse,
  DeletedAlertResponse,
  EvaluationResponse,
  UpdateAlert,
} from "@/lib/alerts/schema";
import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "alerts.list",
  summary: "List the alert rules with their state, newest first",
  response: AlertListResponse,
  handle: async ({ ctx }) => ok({ rules: (await listAlerts(ctx)).map(alertToWire) }),
});

export const POST = defineRoute({
  id: "alerts.create",
  summary: "Add an alert rule; or, with action evaluate, look at every rule now",
  role: "operator",
  body: AlertBody,
  response: z.union([AlertResponse, EvaluationResponse]),
  status: [201, 200],
  handle: async ({ ctx, body }) =>
    "action" in body
      ? ok(await evaluateAlerts(ctx))
      : created({ rule: alertToWire(await createAlert(ctx, body)) }),
});

export const PUT = defineRoute({
  id: "alerts.update",
  summary: "Change an alert rule named in the body",
  role: "operator",
  body: UpdateAlert,
  response: AlertResponse,
  handle: async ({ ctx, body }) => ok({ rule: alertToWire(await updateAlert(ctx, body)) }),
});

export const DELETE = defineRoute({
  id: "alerts.delete",
  summary: "Delete an alert rule named in the body",
  role: "admin",
  body: AlertInBody,
  response: DeletedAlertResponse,
  handle: async ({ ctx, body }) => {
    await removeAlert(ctx, body.id);
    return ok({ deleted: true });
  },
});
