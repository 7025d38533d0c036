import { linkify } from "./linkify.ts";

/** A person's words: plain text, with web addresses made clickable. Never as HTML. */
export function Words({ text }: { text: string }) {
  return (
    <p class="words" dir="auto">
      {linkify(text).map((piece) =>
        piece.href ? (
          <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
