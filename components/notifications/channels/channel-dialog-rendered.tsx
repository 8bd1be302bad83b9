"use client";

import { createChannelAction, updateChannelAction } from "@/app/(app)/notifications/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { useRefreshNotifications } from "@/components/notifications/use-notifications";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ChannelWire } from "@/lib/notifications/shapes";
import { CHANNEL_KIND } from "./channel-words";

interface ChannelDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  kind: ChannelWire["kind"];
  /** The channel to change; null for a new one. */
  channel: ChannelWire | null;
  /** The address of the person's account. */
  ownEmail: string | null;
}

/** What `ChannelDialog` fetches. */
export function ChannelDialogRendered({ open, onOpenChange, ...rest }: ChannelDialogProps) {
  const { label, does } = CHANNEL_KIND[rest.kind];
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={rest.channel ? `Edit ${rest.channel.name}` : `Add ${label}`}
        description={does}
      >
        <ChannelForm {...rest} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const TELEGRAM = "https://api.telegram.org";

function startOf({ kind, channel, ownEmail }: Omit<ChannelDialogProps, "open" | "onOpenChange">) {
  return {
    name: channel?.name ?? CHANNEL_KIND[kind].label,
    address: channel?.shown.address ?? (kind === "email" ? (ownEmail ?? "") : ""),
    url: "",
    bot_token: "",
    chat_id: channel?.shown.chat_id ?? "",
    base_url: "",
  };
}

type Values = ReturnType<typeof startOf>;

/** The settings that a kind takes; undefined where what is stored stays. */
function settingsOf(
  kind: ChannelWire["kind"],
  values: Values,
  changes: Partial<Values>,
  isNew: boolean,
): Record<string, unknown> | undefined {
  const { address, url, bot_token, chat_id, base_url } = values;
  switch (kind) {
    case "email":
      return isNew || changes.address !== undefined ? { address } : undefined;
    case "slack":
      return isNew || url !== "" ? { url } : undefined;
    case "telegram": {
      const isChanged = bot_token !== "" || changes.chat_id !== undefined || base_url !== "";
      if (!isNew && !isChanged) return undefined;
      return { bot_token, chat_id, ...(base_url === "" ? {} : { base_url }) };
    }
    case "push":
      return undefined;
  }
}

interface ChannelFormProps extends Omit<ChannelDialogProps, "open" | "onOpenChange"> {
  onClose: () => void;
}

function ChannelForm({ kind, channel, ownEmail, onClose }: ChannelFormProps) {
  const refresh = useRefreshNotifications();
  const isNew = channel === null;
  const form = useForm({
    saved: startOf({ kind, channel, ownEmail }),
    send: (values, changes) => {
      const settings = settingsOf(kind, values, changes, isNew);
      return channel === null
        ? createChannelAction({ kind, name: values.name, settings: settings ?? {} })
        : updateChannelAction(channel.id, { name: values.name, settings });
    },
    async onDone({ name, health }) {
      toast.success(
        health === "unconfirmed"
          ? `${name}: press the link in the mail that was sent there`
          : isNew
            ? `Added ${name}. Test it now.`
            : `${name} is saved`,
      );
      await refresh();
      onClose();
    },
  });
  const problem = (name: keyof Values): string | undefined =>
    form.problems[name] ?? form.problems[`settings.${name}`];
  const keep = isNew ? undefined : "Leave it empty to keep the one that is stored.";
  return (
    <DialogForm form={form} submit={isNew ? "Add channel" : "Save"} mustChange={!isNew}>
      <Field label="Name" error={problem("name")}>
        <Input {...form.text("name")} maxLength={100} autoComplete="off" />
      </Field>
      {kind === "email" ? (
        <Field
          label="Address"
          error={problem("address")}
          hint="Another address than that of your account is asked first whether it wants this."
        >
          <Input {...form.text("address")} type="email" inputMode="email" autoComplete="email" />
        </Field>
      ) : null}
      {kind === "slack" ? (
        <Field
          label="Webhook address"
          error={problem("url")}
          hint={keep ?? "Whoever has it can post there, so Baton keeps it encrypted."}
        >
          <Input
            {...form.text("url")}
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="https://hooks.slack.com/services/…"
            className="font-mono"
          />
        </Field>
      ) : null}
      {kind === "telegram" ? (
        <>
          <Field
            label="Bot token"
            error={problem("bot_token")}
            hint={keep ?? "From @BotFather. Baton keeps it encrypted."}
          >
            <Input
              {...form.text("bot_token")}
              type="password"
              autoComplete="off"
              className="font-mono"
            />
          </Field>
          <Field
            label="Chat id"
            error={problem("chat_id")}
            hint="Your own, after you have written to the bot, or that of a group that the bot is in."
          >
            <Input {...form.text("chat_id")} autoComplete="off" className="font-mono" />
          </Field>
          <Field
            label="Server"
            error={problem("base_url")}
            hint="Only for a Bot API server of your own."
          >
            <Input
              {...form.text("base_url")}
              inputMode="url"
              autoComplete="off"
              placeholder={TELEGRAM}
              className="font-mono"
            />
          </Field>
        </>
      ) : null}
    </DialogForm>
  );
}
