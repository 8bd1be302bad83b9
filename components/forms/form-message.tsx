import { Button } from "@/components/ui/controls/button";
import { Callout } from "@/components/ui/feedback/callout";
import { DraftMark } from "./drafts/draft-mark";
import type { Form } from "./use-form";

interface FormMessageProps {
  message: string | null;
  /** Sends the form again, where that may help. */
  onTryAgain?: () => void;
}

/** The reason why the form as a whole was refused. */
export function FormMessage({ message, onTryAgain }: FormMessageProps) {
  if (message === null) return null;
  return (
    <Callout
      tone="danger"
      role="alert"
      actions={
        onTryAgain ? (
          <Button size="sm" onClick={onTryAgain}>
            Try again
          </Button>
        ) : null
      }
    >
      {message}
    </Callout>
  );
}

export interface FormStatusProps<V extends object> {
  form: Pick<
    Form<V>,
    "message" | "mayTryAgain" | "submit" | "overtaken" | "revert" | "draftAt" | "discard"
  >;
  /** The names of the fields, for the words about a conflict. */
  names?: Partial<Record<keyof V, string>>;
}

/** All that is to be said about a form: its refusal, what somebody else changed meanwhile, and that it is a draft. */
export function FormStatus<V extends object>({ form, names = {} }: FormStatusProps<V>) {
  const { overtaken } = form;
  return (
    <>
      <FormMessage
        message={form.message}
        onTryAgain={form.mayTryAgain ? () => void form.submit() : undefined}
      />
      {overtaken.length > 0 ? (
        <Callout
          tone="warning"
          role="alert"
          quiet
          actions={
            <Button size="sm" onClick={() => form.revert(overtaken)}>
              Take theirs
            </Button>
          }
        >
          Somebody changed {overtaken.map((name) => names[name] ?? name).join(", ")} while you were
          typing. Saving puts yours in its place.
        </Callout>
      ) : null}
      {form.draftAt === null ? null : <DraftMark at={form.draftAt} onDiscard={form.discard} />}
    </>
  );
}
