// Runs before the first paint: the look that was chosen on this device.
try {
  const theme = localStorage.getItem('lotse.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
} catch {
  // Storage may be forbidden; the system's look then applies.
}
