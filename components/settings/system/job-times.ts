/** When a periodic job runs, in words, for the patterns that jobs have; any other pattern as it is. Patterns are in UTC. */
export function jobTimes(cron: string): string {
  const [minute = "", hour = "", ...days] = cron.split(" ");
  if (days.join(" ") !== "* * *") return `${cron} UTC`;
  if (hour === "*") {
    if (minute === "*") return "Every minute";
    if (/^\*\/\d+$/.test(minute)) return `Every ${minute.slice(2)} minutes`;
    if (/^\d+$/.test(minute)) return "Every hour";
  }
  if (/^\d+$/.test(minute) && /^\d+$/.test(hour))
    return `Every day at ${hour.padStart(2, "0")}:${minute.padStart(2, "0")} UTC`;
  return `${cron} UTC`;
}
