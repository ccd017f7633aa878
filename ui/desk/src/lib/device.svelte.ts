// What is chosen on this device only: theme and single-key shortcuts.

export type Theme = 'system' | 'light' | 'dark';

class Device {
  theme = $state<Theme>(readTheme());
  singleKeys = $state(localStorage.getItem('lotse.keys') !== 'off');

  choose(theme: Theme): void {
    this.theme = theme;
    const root = document.documentElement;
    if (theme === 'system') {
      delete root.dataset.theme;
      localStorage.removeItem('lotse.theme');
    } else {
      root.dataset.theme = theme;
      localStorage.setItem('lotse.theme', theme);
    }
  }

  useSingleKeys(on: boolean): void {
    this.singleKeys = on;
    localStorage.setItem('lotse.keys', on ? 'on' : 'off');
  }
}

function readTheme(): Theme {
  const theme = localStorage.getItem('lotse.theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export const device = new Device();
