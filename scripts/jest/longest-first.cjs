const Sequencer = require("@jest/test-sequencer").default

// What takes longest begins first, or it is still running when everything else has ended. Files that
// wait for a killed process's lease to run out leave the processor to others meanwhile.
const LONGEST = [
  "/payment-stories.",
  "/exception-table.",
  "/faults/kill-points.",
  "/faults/set-ups.",
  "/faults/",
  "/together/",
  "/browser/",
]

/** Jest's own order is by the time of the last run, which a fresh clone does not know. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONGEST.findIndex((part) => path.includes(part))
      return place === -1 ? LONGEST.length : place
    }
    return super.sort(tests).sort((one, other) => rank(one) - rank(other))
  }
}
