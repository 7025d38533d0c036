import { Tag } from "lucide";
import { Icon } from "../shared/Icon.tsx";
import { may, useDesk } from "./desk.ts";
import { Field, type Of } from "./Fields.tsx";
import { Menu } from "./Menu.tsx";

export function TagsField({ row }: Of) {
  const { model, actions } = useDesk();
  const known = [...new Set([...model.tags.value, ...row.tags])].sort();
  const choices = known.map((tag) => ({ id: tag, label: tag, chosen: row.tags.includes(tag) }));
  const toggle = (tag: string) =>
    actions.setTags(row.tags.includes(tag) ? row.tags.filter((one) => one !== tag) : [...row.tags, tag]);
  return (
    <Field
      name="tags"
      label="Tags"
      allowed={may(model, "conversation.tag")}
      menu={(close) => (
        <Menu
          label="Add or remove tags"
          choices={choices}
          onChoose={toggle}
          onClose={close}
          many
          make={(typed) => ({ id: typed, label: typed, before: <Icon of={Tag} class="inbox-menu__icon" /> })}
        />
      )}
    >
      {row.tags.length ? (
        <span class="inbox-tags">
          {row.tags.map((tag) => (
            <span key={tag} class="tag">
              {tag}
            </span>
          ))}
        </span>
      ) : (
        "None"
      )}
    </Field>
  );
}
