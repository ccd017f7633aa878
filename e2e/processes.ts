// Where the demo answers: several processes that share one database, as in a large installation.
// It also leaves each group of specs its own allowance of sent forms.

const given = (process.env['LOTSE_E2E_PORTS'] ?? '28097,28098,28099').split(',');

/** The ports, first the one that makes the demo. */
export const PORTS = given.slice(0, 3);
/** Where the first process serves the demo's shop: the fourth port, else the one after the others. */
export const SHOP_LISTEN = `127.0.0.1:${given[3] ?? Math.max(...PORTS.map(Number)) + 1}`;
/** The demo's shop. */
export const SHOP = `http://${SHOP_LISTEN}`;

function address(at: number): string {
  const port = PORTS[at];
  if (!port) throw new Error('LOTSE_E2E_PORTS names fewer than three ports');
  return `http://127.0.0.1:${port}`;
}

/** The process of most specs. */
export const FIRST = address(0);
/** The processes that get the requests of each language. */
export const OF_LOCALE = { de: address(1), pl: address(2) } as const;
