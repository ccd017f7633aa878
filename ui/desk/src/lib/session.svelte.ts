// Who is signed in, what the person may do, and which brand is looked at.
import { ApiError, body, client, whenSignedOut, type Brand, type Me } from './api';
import { isDeskLocale, language } from './i18n.svelte';

export type Permission =
  'knowledge:read' | 'knowledge:write' | 'inbox:read' | 'inbox:write' | 'administer';

class Session {
  me = $state.raw<Me | null>(null);
  brands = $state.raw<Brand[]>([]);
  brand = $state.raw<Brand | null>(null);
  /** The session ended while somebody worked; what was written is still on the page. */
  expired = $state(false);

  /** Finds out who is signed in. */
  async start(): Promise<void> {
    try {
      await this.welcome(await body(client.GET('/me')));
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.status !== 401) throw thrown;
      this.me = null;
    }
    this.expired = false;
  }

  /** Takes over who has just signed in. */
  async welcome(me: Me): Promise<void> {
    const brands = (await body(client.GET('/brands'))).items;
    if (isDeskLocale(me.locale) && me.locale !== language.locale) await language.choose(me.locale);
    this.keep(brands);
    this.me = me;
    this.expired = false;
  }

  /** Takes over the brands as they are now; the one that is looked at stays. */
  keep(brands: Brand[]): void {
    const wished = this.brand?.id ?? localStorage.getItem('lotse.brand');
    this.brands = brands;
    this.brand = brands.find((it) => it.id === wished) ?? brands[0] ?? null;
  }

  choose(brand: Brand): void {
    this.brand = brand;
    localStorage.setItem('lotse.brand', brand.id);
  }

  may(permission: Permission): boolean {
    return this.me?.permissions.includes(permission) ?? false;
  }

  /** The brand's id; screens are only shown when there is a brand. */
  get brandId(): string {
    return this.brand?.id ?? '';
  }

  async leave(): Promise<void> {
    await body(client.DELETE('/session'));
    location.assign('/desk/');
  }
}

export const session = new Session();

whenSignedOut(() => {
  if (session.me) session.expired = true;
});
