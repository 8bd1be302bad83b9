/** @template T @param {readonly T[]} options @returns {T} */
export function oneOf(options) {
  return options[Math.floor(Math.random() * options.length)];
}

/** A whole number, both ends included. @param {number} from @param {number} to */
export function between(from, to) {
  return from + Math.floor(Math.random() * (to - from + 1));
}

/** @param {number} share 0..1 */
export function chance(share) {
  return Math.random() < share;
}
