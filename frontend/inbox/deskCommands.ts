// The desk itself: its pages, its looks, and what this device does.
import { AtSign, FileText, Mail, MoonStar } from "lucide";
import type { Command } from "./command.ts";
import { type Desk, may } from "./desk.ts";

export function themes(): Command[] {
  return (["auto", "light", "dark"] as const).map((theme) => ({
    id: `theme-${theme}`,
    group: "Theme",
    label: theme === "auto" ? "Theme as the system" : `${theme === "light" ? "Light" : "Dark"} theme`,
    icon: MoonStar,
    run: () => dispatchEvent(new CustomEvent("desk:theme", { detail: theme })),
  }));
}

export function transcripts({ model, actions }: Desk): Command[] {
  const row = model.open.value;
  if (!row || !may(model, "conversation.reply")) return [];
  const label = "Mail the customer a transcript";
  return [{ id: "transcript", group: "Conversation", label, also: "send copy thread", icon: Mail, run: () => void actions.transcript(row) }];
}

export function choices({ notifier, actions }: Desk): Command[] {
  const flip = (what: "shown" | "heard") => async () => {
    const wrong = await notifier.toggle(what);
    if (wrong) actions.say(wrong, "failed");
  };
  const { shown, heard } = notifier.wish.value;
  return [
    { id: "notify", group: "Notifications", label: "Show notifications", icon: AtSign, chosen: shown, run: () => void flip("shown")() },
    { id: "sound", group: "Notifications", label: "Play a sound", icon: AtSign, chosen: heard, run: () => void flip("heard")() },
  ];
}

export function places({ model }: Desk): Command[] {
  return model.first.pages.map((page) => ({
    id: `page-${page.url}`,
    group: "Go to",
    label: page.name,
    also: "go to open page",
    icon: FileText,
    ...(page.key && { key: `G ${page.key.toUpperCase()}` }),
    run: () => location.assign(page.url),
  }));
}
