// Whom a conversation can be given to.
import { CircleDot, UserX, Users } from "lucide";
import type { Command } from "./command.ts";
import { type Desk, may } from "./desk.ts";

export function assignees({ model, bulk }: Desk): Command[] {
  if (!may(model, "conversation.assign")) return [];
  const { me, members, teams } = model.first;
  const rows = bulk.targets();
  const person = (member: { id: string; name: string }): Command => ({
    id: `assign-${member.id}`,
    group: "Assign to",
    label: member.id === me.id ? `${member.name} (me)` : member.name,
    also: "assign to",
    icon: CircleDot,
    chosen: rows.length > 0 && rows.every((row) => row.assignee?.id === member.id),
    run: () => void bulk.assign(member),
  });
  const nobody = { id: "assign-", group: "Assign to", label: "Nobody", also: "assign to unassign", icon: UserX, run: () => void bulk.assign(null) };
  const others = members.filter((member) => member.id !== me.id).map(person);
  return [
    ...(members.some((member) => member.id === me.id) ? [person(me)] : []),
    ...others,
    nobody,
    ...teams.map((team) => ({
      id: `team-${team.id}`,
      group: "Give to team",
      label: team.name,
      also: "team",
      icon: Users,
      chosen: rows.length > 0 && rows.every((row) => row.team_id === team.id),
      run: () => void bulk.team(team),
    })),
  ];
}
