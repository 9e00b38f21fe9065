/** @file Light or dark: as the address says, else as chosen here before, else as the reader's system. */
import { navigation } from '../state/navigation.svelte.js';

export type ThemeName = 'light' | 'dark';
const KEY = 'tegum-theme';

class Theme {
  private systemDark = $state(false);
  private chosen = $state<ThemeName | undefined>(stored());

  constructor() {
    const query = matchMedia('(prefers-color-scheme: dark)');
    this.systemDark = query.matches;
    query.addEventListener('change', ({ matches }) => { this.systemDark = matches; });
  }

  get name(): ThemeName {
    const { theme } = navigation.place.page;
    if (theme !== 'system') return theme;
    return this.chosen ?? (this.systemDark ? 'dark' : 'light');
  }

  toggle(): void {
    const name = this.name === 'dark' ? 'light' : 'dark';
    this.chosen = name === (this.systemDark ? 'dark' : 'light') ? undefined : name;
    store(this.chosen);
    navigation.changePage({ theme: 'system' });
  }
}

/** A page without storage (a sandboxed frame) still has themes. */
function stored(): ThemeName | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined;
  }
}

function store(name: ThemeName | undefined): void {
  try {
    if (name === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, name);
  } catch {
    // The choice holds until the page is closed.
  }
}

export const theme = new Theme();
