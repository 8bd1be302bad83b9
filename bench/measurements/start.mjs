import { createInstallation } from "../product/installation.mjs";

/** @type {import("../report/measurement.mjs").Measurement} */
export const start = {
  name: "start",
  title: "Start to the first answer",
  budgetSeconds: 30,
  async run({ quick }) {
    const installation = await createInstallation();
    const first = await installation.start();
    await installation.stop();
    const later = [];
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      later.push(await installation.start());
      await installation.stop();
    }
    await installation.remove();
    const second = median(later) / 1000;
    return {
      reading:
        "From the command (`node scripts/start.mjs`, what `npm start` runs) to the first 200 of `/api/health`, with packages installed and the build current. The first start makes the database cluster and all tables.",
      columns: [
        { key: "what", label: "start" },
        { key: "seconds", label: "first 200 after", unit: "seconds" },
      ],
      rows: [
        { what: "first, in an empty data directory", seconds: first / 1000 },
        { what: `second (median of ${later.length})`, seconds: second },
      ],
      checks: [],
      aims: [{ what: "second start", value: second, atMost: 5, unit: "seconds" }],
    };
  },
};

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
