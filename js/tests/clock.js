// A clock that moves only when a test says so. (Node's own mock timers differ from 18 to 20.)

const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };

export function stopClock() {
  let now = 0;
  let count = 0;
  const waiting = new Map();
  globalThis.setTimeout = (act, delay = 0) => {
    count += 1;
    waiting.set(count, { act, at: now + delay });
    return count;
  };
  globalThis.clearTimeout = (id) => waiting.delete(id);
  return {
    tick(milliseconds) {
      now += milliseconds;
      for (const [id, { act, at }] of waiting) {
        if (at > now) continue;
        waiting.delete(id);
        act();
      }
    },
    restart: () => Object.assign(globalThis, real),
  };
}
