// The panel: home, conversation and reader under one frame. Fetched when somebody wants it.
import css from 'virtual:panel-style';
import { begin, happened, identify, letGo, opened, searched, signsIn, write } from './chat';
import { configure, dress, take } from './kit';
import type { Config, Panel, Widget } from './protocol';
import {
  clear,
  close,
  fetchMore,
  goTalk,
  isOpen,
  more,
  open,
  raise,
  refuse,
  update,
} from './stage';

export default function start(widget: Widget, config: Config): Panel {
  const { kept } = widget;
  /** Who is signed in here, by the shop's id. */
  const user = `lotse:user:${widget.brand}`;
  take(widget);
  dress(css);
  configure(config);
  raise();
  clear();
  begin(update, refuse);

  const setUser = (...given: unknown[]) => {
    for (const it of given) {
      const { name, email, token } = Object(it) as Record<'name' | 'email' | 'token', string>;
      if (token) {
        const id = `${given[0]}`;
        // Before anything of somebody else is shown.
        if (kept.get(user) && kept.get(user) !== id) letGo();
        kept.set(user, id);
        signsIn(fetchMore().then(() => more?.signIn(token)));
      } else if (name || email) identify({ ...(name && { name }), ...(email && { email }) });
    }
  };
  return {
    open,
    close,
    toggle(state) {
      if (state ? state === 'open' : !isOpen()) open();
      else close();
    },
    ask(text) {
      open();
      goTalk();
      if (text) write(`${text}`.slice(0, 4000));
    },
    track(what, value) {
      if (what === 'search') searched(`${value}`);
      else if (what === 'read') opened(`${value}`);
      else happened(what, value);
    },
    setUser,
    setCustomAttributes: setUser,
    async setLocale(locale) {
      widget.locale = `${locale}`;
      configure(await widget.config());
      clear();
    },
    setColorScheme(scheme) {
      widget.frame.dataset['scheme'] = `${scheme}`;
    },
    reset() {
      letGo();
      kept.set(user, '');
      close();
      clear();
      update();
    },
  };
}
