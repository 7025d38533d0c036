// The emoji that people who answer others use, with the words to find them by. Kept short on purpose.
export type Emoji = readonly [emoji: string, words: string];

const of = (text: string): Emoji[] =>
  text
    .trim()
    .split("\n")
    .map((line) => {
      const [emoji, ...words] = line.trim().split(" ");
      return [emoji!, words.join(" ")] as const;
    });

export const GROUPS: { name: string; items: Emoji[] }[] = [
  {
    name: "Faces",
    items: of(`
      🙂 slight smile
      😀 grin happy
      😄 laugh happy
      😅 phew sweat smile
      😂 tears of joy laugh
      😊 warm smile blush
      😉 wink
      😍 love heart eyes
      🤩 star eyes amazed
      😎 cool sunglasses
      🤔 thinking
      🧐 looking closely
      😐 neutral
      😬 awkward grimace
      😕 confused
      🙁 sad frown
      😢 crying sad
      😭 sobbing
      😞 disappointed sorry
      😡 angry
      😱 shocked scream
      😳 flushed embarrassed
      🥳 party celebrate
      😴 asleep tired
      🤒 ill sick
      🤗 hug
      🙃 upside down
      🤷 shrug do not know
    `),
  },
  {
    name: "Hands and hearts",
    items: of(`
      👍 thumbs up yes good
      👎 thumbs down no bad
      👌 ok perfect
      👏 clap well done
      🙌 hooray raised hands
      🙏 thanks please
      🤝 handshake deal agreed
      👋 wave hello goodbye
      ✌️ peace victory
      🤞 fingers crossed luck
      💪 strong
      👀 eyes looking
      👉 this pointing right
      👆 above pointing up
      👇 below pointing down
      ❤️ heart love
      💚 green heart
      💙 blue heart
      💛 yellow heart
      💔 broken heart
    `),
  },
  {
    name: "Work and things",
    items: of(`
      ✅ done check yes
      ❌ no wrong cross
      ⚠️ warning careful
      ❗ important exclamation
      ❓ question
      💡 idea light
      🔥 fire great
      ⭐ star
      🎉 tada celebrate
      🎁 present gift
      🏆 trophy best
      🚀 rocket launch fast
      🐛 bug error
      🔧 wrench fix repair
      🔒 lock private secure
      🔑 key access
      📎 paperclip attachment
      📄 document page
      📦 parcel package order
      🚚 delivery truck shipping
      💳 card payment
      💶 money euro
      🧾 receipt invoice
      🛒 cart shop
      📞 phone call
      📧 e-mail mail
      💬 chat message
      📅 calendar date
      ⏰ clock alarm time
      ⏳ wait hourglass
      🔍 search look
      💻 computer laptop
      📱 mobile telephone
      🖨️ printer
      🌍 world globe
      🏠 home house
    `),
  },
  {
    name: "Nature and food",
    items: of(`
      ☀️ sun weather
      🌧️ rain weather
      ❄️ snow cold
      🌈 rainbow
      🌱 plant green
      🌹 rose flower
      🌳 tree
      🐶 dog
      🐱 cat
      🦄 unicorn
      ☕ coffee
      🍵 tea
      🍰 cake
      🍕 pizza
      🍎 apple
      🍻 cheers beer
    `),
  },
];

export function search(typed: string): Emoji[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const all = GROUPS.flatMap((group) => group.items);
  return all.filter(([, named]) => words.every((word) => named.split(" ").some((one) => one.startsWith(word))));
}
