import hotline from './hotline-test-call.json' with { type: 'json' };
import intercept from './intercept-survey.json' with { type: 'json' };
import inspection from './inspection-five-areas.json' with { type: 'json' };
import monitoring from './monitoring-2023.json' with { type: 'json' };
import monthly from './monthly-role-deductions.json' with { type: 'json' };
import mystery from './mystery-visit.json' with { type: 'json' };
import profile from './satisfaction-profile-30.json' with { type: 'json' };
import checklist from './service-checklist-14.json' with { type: 'json' };
import modules from './ten-modules-1000.json' with { type: 'json' };

/** Scorecards that come with the product: templates without approval, to be read with `readScorecard`. */
export const SHIPPED_SCORECARDS: readonly unknown[] = [
  checklist,
  hotline,
  inspection,
  intercept,
  modules,
  monitoring,
  monthly,
  mystery,
  profile,
];
