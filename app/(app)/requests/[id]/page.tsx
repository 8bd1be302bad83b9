import { redirect } from "next/navigation";

/** Where notifications point: the request beside the inbox. */
export default async function RequestPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  redirect(/^\d{1,9}$/.test(id) ? `/inbox?request=${id}` : "/inbox");
}
