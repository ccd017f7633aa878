// Says to the chat who has signed in at the shop, and lets the page's buttons ask it.
(() => {
  const now = document.currentScript.dataset.customer;
  const name = 'shop-chat-customer';
  window.lotse ??= (...call) => {
    (window.lotse.q ??= []).push(call);
  };
  const before = localStorage.getItem(name) ?? '';
  // Whoever uses the browser next does not see what was written before.
  if (before && before !== now) window.lotse('reset');
  localStorage.setItem(name, now);

  const introduce = async () => {
    const answer = await fetch('/chat-token');
    if (!answer.ok) return;
    const { id, ...known } = await answer.json();
    window.lotse('setUser', id, known);
  };
  const again = () => introduce().catch(() => undefined);
  if (now) {
    again();
    // A token is good for five minutes.
    setInterval(() => document.hidden || again(), 4 * 60 * 1000);
  }

  for (const it of document.querySelectorAll('[data-asks]')) it.hidden = false;
  for (const it of document.querySelectorAll('[data-ask]'))
    it.addEventListener('click', () => window.lotse('ask', it.dataset.ask));
})();
