import { expect, test } from "vitest";
import { renamed } from "../inbox/setup.ts";
import { emptyAgent, withConversations, withMessage } from "../shared/state.ts";
import { GRACE, message, row, STATUS } from "./world.ts";

const lists = { members: [{ id: GRACE.id, name: "Grace Hopper", role: "agent" }], statuses: [{ ...STATUS.open, name: "At it" }] };

test("rows and messages take the names that people and statuses have now", () => {
  const author = { kind: "member" as const, id: GRACE.id, name: GRACE.name };
  const talk = row({ id: "a", assignee: GRACE, status: STATUS.open });
  let state = withConversations(emptyAgent(), [talk, row({ id: "b", assignee: null, status: STATUS.solved })]);
  state = withMessage(state, message({ id: "m", conversation_id: "a", author }));
  const now = renamed(state, lists);
  expect(now.conversations.a!.assignee).toEqual({ id: GRACE.id, name: "Grace Hopper" });
  expect(now.conversations.a!.status.name).toBe("At it");
  expect(now.messages.a!.m!.author.name).toBe("Grace Hopper");
  expect(now.conversations.b).toBe(state.conversations.b);
});

test("who is a member no more keeps the name, and what is right is the same thing as before", () => {
  const state = withConversations(emptyAgent(), [row({ id: "a", assignee: { id: "gone", name: "Gone" }, status: STATUS.open })]);
  const same = renamed(state, { members: lists.members, statuses: [STATUS.open] });
  expect(same.conversations.a).toBe(state.conversations.a);
});
