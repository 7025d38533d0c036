import { initials } from "./times.ts";

interface Props {
  name: string;
  size?: "s" | "m" | "l";
  me?: boolean;
  online?: boolean;
}

/** A person as a round of initials; the name is for those who cannot see it or point at it. */
export function Person({ name, size = "s", me = false, online = false }: Props) {
  return (
    <span class={`person person--${size} ${me ? "person--me" : ""} ${online ? "person--online" : ""}`} title={name}>
      <span aria-hidden="true">{initials(name)}</span>
      <span class="hidden">{online ? `${name}, online` : name}</span>
    </span>
  );
}
