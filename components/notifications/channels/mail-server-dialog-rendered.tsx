"use client";

import { putMailServerAction, removeMailServerAction } from "@/app/(app)/notifications/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { orThrow } from "@/components/forms/refusal";
import { useForm } from "@/components/forms/use-form";
import {
  useMailServer,
  useRefreshNotifications,
} from "@/components/notifications/use-notifications";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { Callout } from "@/components/ui/feedback/callout";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { MailServerWire } from "@/lib/notifications/shapes";

interface MailServerDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What `MailServerDialog` fetches. */
export function MailServerDialogRendered({ open, onOpenChange }: MailServerDialogProps) {
  const reading = useMailServer(true);
  const { data } = reading;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Mail server"
        description="Through which Baton sends mail to everybody who wants it."
      >
        {data === undefined ? (
          reading.isError ? (
            <ReadingProblem reading={reading} what="The mail server" />
          ) : (
            <SkeletonRows count={4} label="Loading the mail server" />
          )
        ) : (
          <MailServerForm
            key={data?.source ?? "none"}
            server={data}
            onClose={() => onOpenChange(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

type Security = MailServerWire["security"];

const SECURITIES: { value: Security; label: string; port: string }[] = [
  { value: "starttls", label: "STARTTLS", port: "587" },
  { value: "tls", label: "TLS from the beginning", port: "465" },
  { value: "none", label: "None: everything in the clear", port: "25" },
];

function MailServerForm({
  server,
  onClose,
}: {
  server: MailServerWire | null;
  onClose: () => void;
}) {
  const refresh = useRefreshNotifications();
  const form = useForm({
    saved: {
      host: server?.host ?? "",
      port: String(server?.port ?? 587),
      security: server?.security ?? ("starttls" as Security),
      username: server?.username ?? "",
      password: "",
      from: server?.from ?? "",
    },
    send: ({ port, username, password, ...values }) =>
      putMailServerAction({
        ...values,
        port: Number(port),
        username: username.trim() === "" ? null : username.trim(),
        ...(password === "" ? {} : { password }),
      }),
    async onDone() {
      toast.success("The mail server is saved. Add your address, and test it.");
      await refresh();
      onClose();
    },
  });
  const { problems, values } = form;
  return (
    <DialogForm form={form} submit="Save" mustChange>
      {server?.source === "environment" ? (
        <Callout>
          This is what the server&apos;s environment says. What you save here takes its place.
        </Callout>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-[1fr_6rem]">
        <Field label="Host" error={problems.host}>
          <Input
            {...form.text("host")}
            autoComplete="off"
            autoCapitalize="none"
            placeholder="smtp.example.com"
          />
        </Field>
        <Field label="Port" error={problems.port}>
          <Input {...form.text("port")} inputMode="numeric" className="tabular-nums" />
        </Field>
      </div>
      <Field label="Encryption" error={problems.security}>
        <SelectOne
          value={values.security}
          options={SECURITIES}
          onValueChange={(security) =>
            form.set({
              security,
              port: SECURITIES.find(({ value }) => value === security)?.port ?? values.port,
            })
          }
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="User name" error={problems.username} hint="Empty when it wants none.">
          <Input {...form.text("username")} autoComplete="off" autoCapitalize="none" />
        </Field>
        <Field
          label="Password"
          error={problems.password}
          hint={
            server?.has_password
              ? "Leave it empty to keep the stored one, for the same host, port, encryption and user."
              : undefined
          }
        >
          <Input {...form.text("password")} type="password" autoComplete="new-password" />
        </Field>
      </div>
      <Field label="From" error={problems.from}>
        <Input {...form.text("from")} autoComplete="off" placeholder="Baton <baton@example.com>" />
      </Field>
      {server?.source === "settings" ? (
        <ConfirmDialog
          trigger={
            <Button variant="danger-ghost" size="sm" className="self-start">
              Remove
            </Button>
          }
          title="Remove the mail server?"
          description="Nobody gets mail any more, unless the server's environment names one. The addresses stay."
          confirmLabel="Remove mail server"
          onConfirm={async () => {
            await orThrow(() => removeMailServerAction());
            await refresh();
            onClose();
          }}
        />
      ) : null}
    </DialogForm>
  );
}
