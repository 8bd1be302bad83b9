import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";
import { FormStatus, type FormStatusProps } from "./form-message";
import type { Form } from "./use-form";

interface DialogFormProps<V extends object> {
  form: FormStatusProps<V>["form"] & Pick<Form<V>, "pending" | "isChanged">;
  /** The names of the fields, for the words about a conflict. */
  names?: FormStatusProps<V>["names"];
  /** In place of what the form says of itself. */
  status?: ReactNode;
  /** The words on the button that sends. */
  submit: string;
  tone?: "primary" | "danger";
  /** The words on the button that closes. */
  cancel?: string;
  /** Whether it can be sent only after something was typed. */
  mustChange?: boolean;
  /** The fields. */
  children: ReactNode;
}

/** A form as the content of a dialog: its fields scroll, and its two buttons stay below them. */
export function DialogForm<V extends object>({
  form,
  names,
  status,
  submit,
  tone = "primary",
  cancel = "Cancel",
  mustChange = false,
  children,
}: DialogFormProps<V>) {
  return (
    <form onSubmit={form.submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        {status ?? <FormStatus form={form} names={names} />}
        {children}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>{cancel}</Button>
        </DialogClose>
        <Button
          type="submit"
          variant={tone}
          pending={form.pending}
          disabled={mustChange && !form.isChanged}
        >
          {submit}
        </Button>
      </DialogFooter>
    </form>
  );
}
