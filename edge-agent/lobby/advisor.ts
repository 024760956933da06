import type { Thresholds } from '#contract/branch-config.ts';
import type { Advice, LobbyView, QueueEstimate } from '#contract/lobby-view.ts';
import { advise } from '#rubric/advice/advise.ts';
import { outlookOf, type Outlook } from '#rubric/advice/outlook.ts';
import type { HallPicture } from '#rubric/advice/picture.ts';

/** Advice at every look, the play-through that it rests on at every tenth: in a full hall that one costs tens of ms. */
export interface Advisor {
  /** True when it says something else than at the look before. */
  look(picture: HallPicture): boolean;
  view(): Pick<LobbyView, 'advice' | 'whatIf'>;
}

const LOOKS_PER_OUTLOOK = 10;

export function createAdvisor(options: {
  readonly thresholds: () => Thresholds;
  readonly estimates: () => readonly QueueEstimate[];
}): Advisor {
  let outlook: Outlook | null = null;
  let advice: readonly Advice[] = [];
  let looks = 0;
  let said = '';
  return {
    look(picture) {
      const thresholds = options.thresholds();
      if (looks % LOOKS_PER_OUTLOOK === 0) outlook = outlookOf(picture, thresholds);
      looks += 1;
      advice = advise({ picture, thresholds, estimates: options.estimates(), outlook });
      const before = said;
      said = JSON.stringify([advice.map(essence), outlook?.whatIf]);
      return said !== before;
    },
    view: () => ({ advice: [...advice], whatIf: outlook?.whatIf ?? null }),
  };
}

/** What makes one piece of advice another one; figures that grow with the time do not. */
function essence(advice: Advice): readonly (string | undefined)[] {
  const { action } = advice;
  return [action, 'counter' in advice ? advice.counter : undefined, 'ticket' in advice ? advice.ticket : undefined];
}
