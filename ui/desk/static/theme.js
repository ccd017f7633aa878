// Runs before the first paint: sets the theme and the language that were chosen on this device.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem('lotse.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const locale = localStorage.getItem('lotse.locale');
  if (locale) root.lang = locale;
} catch {
  // Storage may be forbidden; the system's theme then applies.
}
