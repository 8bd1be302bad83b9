"use client";

import { saveWorkflowAction } from "@/app/(app)/workflows/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";

interface SaveDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  name: string;
  source: string;
  /** The version that the text began from. */
  base: number;
  /** The number that the new version will have. */
  next: number;
  onSaved: () => Promise<void>;
  /** Somebody else saved a version since. */
  onConflict: () => Promise<void>;
}

/** Saves the text as a new version, with a note for those who read the list of versions. */
export function SaveDialog({ open, onOpenChange, ...props }: SaveDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Save version ${props.next}`}
        description="Runs under way keep the version that they started with."
      >
        <SaveForm {...props} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function SaveForm({
  name,
  source,
  base,
  onSaved,
  onConflict,
  onClose,
}: Omit<SaveDialogProps, "open" | "onOpenChange"> & { onClose: () => void }) {
  const form = useForm({
    saved: { note: "" },
    send: async ({ note }) => {
      const answer = await saveWorkflowAction(name, {
        source,
        base_version: base,
        ...(note.trim() === "" ? {} : { note: note.trim() }),
      });
      if (!answer.ok && answer.code === "conflict") await onConflict();
      return answer;
    },
    async onDone({ version, is_new_version }) {
      onClose();
      toast.success(is_new_version ? `Saved version ${version}` : "Nothing had changed");
      await onSaved();
    },
  });
  return (
    <DialogForm form={form} submit="Save">
      <Field label="What changed" error={form.problems.note} hint="Optional.">
        <Input {...form.text("note")} maxLength={500} autoComplete="off" />
      </Field>
    </DialogForm>
  );
}
