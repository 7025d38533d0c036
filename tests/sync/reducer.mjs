// The reducer of the front end, behind lines of JSON: {side, state, events} in, the state after them out.
import { createInterface } from "node:readline";
import { apply, applyVisitor } from "../../frontend/shared/state.ts";

const REDUCERS = { agent: apply, visitor: applyVisitor };

function reduced(side, state, events) {
  try {
    return events.reduce(REDUCERS[side], state);
  } catch (error) {
    return { failed: String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { side, state, events } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(reduced(side, state, events))}\n`);
}
