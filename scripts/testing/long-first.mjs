import { BaseSequencer } from "vitest/node";

/** Short files that take long, because what they call is long. Begun last, they would be waited for alone. */
const LONG = [
  /cli\/(backup|worker\/fleet)\.db\.test\.ts$/,
  /lib\/dispatch\/(chaos|openclaw|patterns)\.db\.test\.ts$/,
  /lib\/tasks\/.*\/(create-many\.property|readiness\.property|lifecycle\.property)\.db\.test\.ts$/,
  /scripts\/postgres\/application\.db\.test\.mjs$/,
];

/** Vitest: begins with the files that take longest; where nothing is known of them, that is the largest. */
export class LongFirst extends BaseSequencer {
  /** @param {import("vitest/node").TestSpecification[]} files */
  async sort(files) {
    const rank = (/** @type {import("vitest/node").TestSpecification} */ { moduleId }) =>
      LONG.some((long) => long.test(moduleId)) ? 0 : 1;
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
