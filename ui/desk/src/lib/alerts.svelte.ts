// Tells of the inbox while another window is in front: only who asked for it, and without a word of
// what was written, since others may see the screen.
import { t } from './i18n.svelte';
import { go } from './router.svelte';

/** What is told of. */
export type News = 'calling' | 'unread' | 'mentions';

const VIEWS: Record<News, string> = { calling: 'queue', unread: 'mine', mentions: 'mentions' };
const TONE_HZ = 660;
const TONE_S = 0.18;

function stored(name: string): boolean {
  return localStorage.getItem(name) === 'on';
}

class Alerts {
  /** The browser can tell at all. */
  readonly can = 'Notification' in globalThis;
  permission = $state(this.can ? Notification.permission : 'denied');
  isOn = $state(stored('lotse.alerts'));
  hasSound = $state(stored('lotse.sound'));

  /** Asks the browser's permission; only ever called by a click. */
  async begin(): Promise<void> {
    if (!this.can) return;
    this.permission = await Notification.requestPermission();
    this.#keep(this.permission === 'granted');
  }

  end(): void {
    this.#keep(false);
  }

  useSound(on: boolean): void {
    this.hasSound = on;
    localStorage.setItem('lotse.sound', on ? 'on' : 'off');
    if (on) this.#sound();
  }

  /** Tells, unless somebody is looking. */
  tell(news: News): void {
    if (document.hasFocus()) return;
    if (this.hasSound) this.#sound();
    if (!this.isOn || this.permission !== 'granted') return;
    // One for each kind: whoever was away for an hour finds three lines, not sixty.
    const it = new Notification(t(`desk.alert_${news}`), { tag: `lotse-${news}` });
    it.onclick = () => {
      window.focus();
      void go(`/requests?view=${VIEWS[news]}`);
      it.close();
    };
  }

  #keep(on: boolean): void {
    this.isOn = on;
    localStorage.setItem('lotse.alerts', on ? 'on' : 'off');
  }

  #sound(): void {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = TONE_HZ;
    volume.gain.setValueAtTime(0.08, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + TONE_S);
    tone.connect(volume).connect(audio.destination);
    tone.onended = () => void audio.close();
    tone.start();
    tone.stop(audio.currentTime + TONE_S);
  }
}

export const alerts = new Alerts();
