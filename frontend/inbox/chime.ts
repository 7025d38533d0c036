let audio: AudioContext | null = null;

/** Two short tones, made here: no file to fetch. */
export function chime(): void {
  if (typeof AudioContext === "undefined") return;
  audio ??= new AudioContext();
  const start = audio.currentTime;
  for (const [at, tone] of [[0, 660], [0.12, 880]] as const) {
    const [source, loud] = [audio.createOscillator(), audio.createGain()];
    source.frequency.value = tone;
    loud.gain.setValueAtTime(0.08, start + at);
    loud.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.18);
    source.connect(loud).connect(audio.destination);
    source.start(start + at);
    source.stop(start + at + 0.2);
  }
}
