/** A soft two-note tone: time is running out. Silent at volume 0, and where the browser has no sound. */
export function playTone(volumePercent: number): void {
  if (volumePercent <= 0) return;
  try {
    const audio = sharedContext();
    void audio.resume();
    [660, 550].forEach((frequency, index) => note(audio, frequency, index * 0.18, (volumePercent / 100) * 0.25));
  } catch {
    // The warning is seen and read out all the same.
  }
}

let shared: AudioContext | null = null;

/** One for the page: a browser allows only a few. */
function sharedContext(): AudioContext {
  return (shared ??= new AudioContext());
}

function note(audio: AudioContext, frequency: number, afterSeconds: number, gain: number): void {
  const begin = audio.currentTime + afterSeconds;
  const oscillator = audio.createOscillator();
  const envelope = audio.createGain();
  oscillator.frequency.value = frequency;
  envelope.gain.setValueAtTime(0, begin);
  envelope.gain.linearRampToValueAtTime(gain, begin + 0.03);
  envelope.gain.exponentialRampToValueAtTime(0.0001, begin + 0.35);
  oscillator.connect(envelope).connect(audio.destination);
  oscillator.start(begin);
  oscillator.stop(begin + 0.4);
}
