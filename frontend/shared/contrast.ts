// WCAG 2.2: relative luminance and contrast ratio, for a colour that somebody else chose.
type Rgb = [number, number, number];

export function parse(color: string): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color.trim());
  const hex = short ? `#${short.slice(1).map((c) => c + c).join("")}` : color.trim();
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!long) return null;
  return [parseInt(long[1]!, 16), parseInt(long[2]!, 16), parseInt(long[3]!, 16)];
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function ratio(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const hex = (rgb: Rgb): string => `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`;

const towards = (rgb: Rgb, target: number, share: number): Rgb =>
  rgb.map((value) => Math.round(value + (target - value) * share)) as Rgb;

/** The nearest shade of `color` that reaches `least` on `ground`, darker on light and lighter on dark. */
function readable(color: Rgb, ground: Rgb, least: number): Rgb {
  const target = luminance(ground) > 0.18 ? 0 : 255;
  for (let share = 0; share < 1; share += 0.04) {
    const shade = towards(color, target, share);
    if (ratio(shade, ground) >= least) return shade;
  }
  return [target, target, target];
}

export interface Brand {
  /** The colour as a ground, and what is written on it. */
  fill: string;
  on: string;
  /** The colour as text or line on a light and on a dark ground. */
  onLight: string;
  onDark: string;
}

const WHITE: Rgb = [255, 255, 255];
const NIGHT: Rgb = [18, 23, 29];
const TEAL: Rgb = [11, 122, 117];

/** A workspace's own colour, made safe: every pair it appears in reaches 4.5:1. */
export function brand(color: string): Brand {
  const own = parse(color) ?? TEAL;
  const on = ratio(own, WHITE) >= 4.5 || ratio(own, NIGHT) < 4.5 ? WHITE : NIGHT;
  return {
    fill: hex(readable(own, on, 4.5)),
    on: hex(on),
    onLight: hex(readable(own, WHITE, 4.5)),
    onDark: hex(readable(own, NIGHT, 4.5)),
  };
}
