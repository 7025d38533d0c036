export const LOCALES = ["en", "de", "fr", "es", "ur"] as const;

export type Locale = (typeof LOCALES)[number];

/** The first wish that we speak, by its language alone: `de-AT` is `de`. */
export function chosen(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split("-")[0];
    const found = LOCALES.find((locale) => locale === language);
    if (found) return found;
  }
  return "en";
}
