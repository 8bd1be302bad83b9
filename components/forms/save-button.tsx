import { Button } from "@/components/ui/controls/button";

interface SaveButtonProps {
  form: { pending: boolean; isChanged: boolean };
  className?: string;
}

/** Sends a form that stands on a screen; rests while nothing is changed. */
export function SaveButton({ form, className }: SaveButtonProps) {
  return (
    <Button
      type="submit"
      variant="primary"
      pending={form.pending}
      disabled={!form.isChanged}
      className={className}
    >
      Save
    </Button>
  );
}
