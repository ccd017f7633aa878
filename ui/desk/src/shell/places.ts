// Where one can go in the desk, and who may.
import type { MessageKey } from '../lib/i18n.svelte';
import type { IconName } from '../lib/icons';
import { session, type Permission } from '../lib/session.svelte';

export interface Place {
  path: string;
  label: MessageKey;
  /** What it is called where there is little room. */
  short?: MessageKey;
  icon: IconName;
  needs: Permission | null;
  /** Second key of "G, then …". */
  key?: string;
  /** Stays visible in the bar of a phone. */
  first?: boolean;
}

export interface PlaceGroup {
  label: MessageKey | null;
  places: Place[];
}

const GROUPS: PlaceGroup[] = [
  {
    label: null,
    places: [
      { path: '/', label: 'desk.overview', icon: 'gauge', needs: null, key: 'o', first: true },
      {
        path: '/requests',
        label: 'desk.requests',
        icon: 'inbox',
        needs: 'inbox:read',
        key: 'r',
        first: true,
      },
    ],
  },
  {
    label: 'desk.knowledge',
    places: [
      {
        path: '/knowledge',
        label: 'desk.articles',
        icon: 'book',
        needs: 'knowledge:read',
        key: 'k',
        first: true,
      },
      {
        path: '/gaps',
        label: 'desk.gaps',
        short: 'desk.gaps_short',
        icon: 'question',
        needs: 'knowledge:read',
        key: 'u',
        first: true,
      },
      { path: '/words', label: 'desk.words', icon: 'words', needs: 'knowledge:read', key: 'w' },
      { path: '/golden', label: 'desk.golden', icon: 'check', needs: 'knowledge:read' },
      { path: '/categories', label: 'desk.categories', icon: 'folder', needs: 'knowledge:read' },
      { path: '/notices', label: 'desk.notices', icon: 'bell', needs: 'knowledge:read' },
      { path: '/locations', label: 'desk.locations', icon: 'store', needs: 'knowledge:read' },
      { path: '/import', label: 'desk.import_export', icon: 'swap', needs: 'knowledge:write' },
    ],
  },
  {
    label: 'desk.manage',
    places: [{ path: '/settings', label: 'desk.settings', icon: 'gear', needs: null, key: 's' }],
  },
];

/** The groups of places this person may see. */
export function openGroups(): PlaceGroup[] {
  return GROUPS.map((group) => ({
    ...group,
    places: group.places.filter((place) => place.needs === null || session.may(place.needs)),
  })).filter((group) => group.places.length > 0);
}

export function openPlaces(): Place[] {
  return openGroups().flatMap((group) => group.places);
}

/** Whether `path` lies within a place. */
export function isAt(place: Place, path: string): boolean {
  return place.path === '/'
    ? path === '/'
    : path === place.path || path.startsWith(`${place.path}/`);
}
