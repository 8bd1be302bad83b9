import { redirect } from "next/navigation";

/** Tasks have a page each; the board shows them all. */
export default function TasksRoute() {
  redirect("/board");
}
