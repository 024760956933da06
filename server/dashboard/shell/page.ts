import type { ComponentType } from 'preact';
import type { Clock } from '#contract/clock.ts';
import type { Me } from '../../auth/me.ts';
import type { Action } from '../../auth/roles.ts';
import type { Bilingual, Language } from './language.ts';
import type { MenuGroup } from './menu-groups.ts';
import type { Place } from './router.ts';

/** What every page of head office is given. */
export interface PageProps {
  readonly language: Language;
  readonly me: Me;
  readonly clock: Clock;
  /** Path without the page's own first segment. */
  readonly place: Place;
}

/** A page with an address of its own, loaded when somebody goes there. */
export interface PageEntry {
  /** First segment of its address. */
  readonly id: string;
  readonly title: Bilingual;
  /** Under which heading of the menu; the last one when absent. */
  readonly group?: MenuGroup;
  /** Shown to whoever may do one of these anywhere; head office refuses the others all the same. */
  readonly needs: readonly Action[];
  readonly load: () => Promise<{ readonly Page: ComponentType<PageProps> }>;
}
