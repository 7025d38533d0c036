// The icons of the server-rendered pages, as one SVG file: <svg class="icon"><use href=".../icons.svg#inbox"/></svg>
import * as lucide from "lucide";
import type { IconNode } from "lucide";

export const SPRITE: Record<string, IconNode> = {
  inbox: lucide.Inbox,
  contacts: lucide.Users,
  reports: lucide.ChartNoAxesColumn,
  privacy: lucide.ShieldCheck,
  settings: lucide.Settings,
  theme: lucide.SunMoon,
  search: lucide.Search,
  plus: lucide.Plus,
  check: lucide.Check,
  clock: lucide.Clock,
  alert: lucide.TriangleAlert,
  close: lucide.X,
  back: lucide.ArrowLeft,
  up: lucide.ArrowUp,
  more: lucide.Ellipsis,
  key: lucide.KeyRound,
  mail: lucide.Mail,
  chat: lucide.MessageCircle,
  lock: lucide.Lock,
  trash: lucide.Trash2,
  download: lucide.Download,
  signout: lucide.LogOut,
};

const escaped = (text: unknown): string => String(text).replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

function symbol(id: string, node: IconNode): string {
  const shapes = node.map(([tag, attrs]) => {
    const written = Object.entries(attrs).map(([name, value]) => ` ${name}="${escaped(value)}"`);
    return `<${tag}${written.join("")}/>`;
  });
  return `<symbol id="${id}" viewBox="0 0 24 24">${shapes.join("")}</symbol>`;
}

export function sprite(): string {
  const symbols = Object.entries(SPRITE).map(([id, node]) => symbol(id, node));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}
