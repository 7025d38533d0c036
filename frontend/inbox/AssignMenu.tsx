import { UserX } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import type { ConversationForAgent } from "../shared/types.gen.ts";
import { useDesk } from "./desk.ts";
import { type Choice, Menu } from "./Menu.tsx";
import { Person } from "./Person.tsx";

export function AssignMenu({ row }: { row: ConversationForAgent }) {
  const { model, bulk } = useDesk();
  const { me, members } = model.first;
  const others = members.filter((member) => member.id !== me.id);
  const choice = (member: { id: string; name: string }): Choice => ({
    id: member.id,
    label: member.id === me.id ? `${member.name} (me)` : member.name,
    also: member.id === me.id ? "me" : "",
    chosen: row.assignee?.id === member.id,
    before: <Person name={member.name} me={member.id === me.id} online={model.online.value.has(member.id)} />,
  });
  const nobody: Choice = { id: "", label: "Nobody", chosen: !row.assignee, before: <Icon of={UserX} class="inbox-menu__icon" /> };
  return (
    <Menu
      label="Assign to"
      choices={[choice(me), ...others.map(choice), nobody]}
      onChoose={(id) => void bulk.assign(members.find((member) => member.id === id) ?? (id === me.id ? me : null))}
      onClose={() => {
        model.menu.value = null;
      }}
    />
  );
}
