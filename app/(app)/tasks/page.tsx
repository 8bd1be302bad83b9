import { redirect } from "next/navigation";

/** There is no list of tasks at this address: each has its own page, and the board shows them all. */
export default function TasksRoute() {
  redirect("/board");
}
