"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { makeAgentAction } from "@/app/(app)/profiles/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { agentHref } from "@/components/shell/nav";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ProfileWire } from "@/lib/profiles/shapes";
import { useRefreshProfiles } from "./use-profiles";

interface MakeAgentDialogProps {
  profile: ProfileWire;
  onClose: () => void;
}

/** What `MakeAgentDialog` fetches. */
export function MakeAgentDialogRendered({ profile, onClose }: MakeAgentDialogProps) {
  const router = useRouter();
  const client = useQueryClient();
  const refresh = useRefreshProfiles();
  const form = useForm({
    saved: { name: "" },
    send: ({ name }) => makeAgentAction(profile, { name: name.trim() }),
    async onDone({ agent, created }) {
      await Promise.all([refresh(), client.invalidateQueries({ queryKey: queryKeys.agents })]);
      toast.success(created ? `Made ${agent.name}` : `Renewed ${agent.name}`);
      onClose();
      router.push(agentHref(agent.name));
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Make an agent from ${profile.name}`}
        description="It gets the role, the model, the limits and the budgets of the profile."
      >
        <DialogForm form={form} submit="Make agent">
          <Field
            label="Name"
            error={form.problems.name}
            hint="The name of an agent that was made from a profile renews it."
          >
            <Input
              {...form.text("name")}
              maxLength={100}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder={`${profile.name}_1`}
              className="font-mono"
            />
          </Field>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
