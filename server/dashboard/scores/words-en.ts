import type { ScoreWords } from './words.ts';

const OF = {
  waits: 'waits with a target',
  ratings: 'ratings that count',
  announced: 'announced inspections',
  mystery: 'mystery visits',
} as const;
const TODO = {
  waits: 'Check that the ticket machine reports; a branch with few customers has to wait for the end of the period.',
  ratings: 'Check the evaluators, and remind tellers to ask for a rating.',
  announced: 'Plan an inspection of this branch in the period, and have it completed and reviewed.',
  mystery: 'Plan mystery visits to this branch in the period, and have them completed and reviewed.',
} as const;
const RECORDS = { 'on-time': 'complaints', rectified: 'rectification' } as const;

export const EN: ScoreWords = {
  pillars: {
    wait: 'Waits',
    ratings: 'Ratings',
    inspection: 'Inspections and mystery visits',
    complaints: 'Complaints and rectification',
  },
  indicators: {
    attainment: 'Called within target',
    overtime: 'Waited over 30 minutes',
    abandonment: 'Left without service',
    satisfied: 'Satisfied',
    invitation: 'Invited to rate',
    response: 'Invitations answered',
    coverage: 'Effect of coverage',
    announced: 'Announced inspections',
    mystery: 'Mystery visits',
    'on-time': 'Complaints answered in time',
    rectified: 'Problems put right',
  },
  classes: {
    ordinary: 'ordinary customers',
    gold: 'gold customers',
    platinum: 'platinum customers',
    diamond: 'diamond customers',
    elderly: 'elderly customers',
  },
  composite: 'Composite',
  interval: '90 % interval',
  grade: 'Grade',
  tier: 'Tier',
  tierName: (tier) => `Tier ${tier}`,
  confidence: 'Confidence',
  confidences: { high: 'high confidence', medium: 'medium confidence', low: 'low confidence' },
  branch: 'Branch',
  region: 'Region',
  place: 'Place',
  period: 'Period',
  version: 'Definition',
  versionInForce: 'Version in force',
  versionName: (policy, version) => `${policy}, version ${version}`,
  template: ' (template)',
  notApproved: 'These scores use a template that nobody has approved. They are for trial only, not for appraisal.',
  stale: 'New data has come in since; a new computation is under way.',
  computedAt: (time) => `Computed ${time}`,
  noScore: 'Not enough data for a score',
  capped: (grade) => `capped by a veto, else “${grade}”`,
  attainment: 'Called within target',
  standardised: 'Standardised attainment',
  crude: (share) => `measured ${share}`,
  standardisedAbout:
    'Standardised attainment: waits within target as they would be with the customer mix of the whole bank, so that branches can be compared.',
  noPeriods: 'There are no scores of any period yet',
  noPeriodsHint: 'They appear here once waits, ratings, inspections and complaints are there and have been computed.',
  notRanked: {
    'missing-pillar': 'No composite: a pillar has too little data',
    'too-few-observations': 'Too few observations',
    'no-peer-group': 'No peer group to compare with',
    'too-few-peers': 'Too few peers for a ranking to mean anything',
  },
  missing: (missing) =>
    missing.reason === 'too-few'
      ? {
          what: `${sentence(OF[missing.of])}: ${missing.n}, at least ${missing.needed} needed`,
          todo: TODO[missing.of],
        }
      : {
          what: `No records of ${RECORDS[missing.of]}`,
          todo: 'Record those of this period; where there were none, confirm that recording has begun.',
        },
  flag: (flag) => {
    if (flag.code === 'sheet-incomplete') return `Sheet ${flag.sheet} is incomplete and was left out.`;
    if (flag.code === 'single-visit')
      return `There was only one of the ${OF[flag.kind]}: chance cannot be told from the branch. Read with care.`;
    return `Nothing arose in ${RECORDS[flag.indicator]}; that counts as all dealt with.`;
  },
};

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
