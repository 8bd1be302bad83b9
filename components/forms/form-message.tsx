/** The reason why the form as a whole was refused. */
export function FormMessage({ message }: { message: string | null }) {
  if (message === null) return null;
  return (
    <p role="alert" className="rounded-md bg-danger/10 px-3 py-2 text-danger">
      {message}
    </p>
  );
}
