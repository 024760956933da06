import { PEER_RULES } from '#rubric/ranking/peer-groups.ts';

/** What the peers of a group have in common, for people; from its key `type/mix/volume`, bands by their number. */
export function groupTitle(key: string): { readonly zh: string; readonly en: string } {
  const [type = '', mix = '', volume = ''] = key.split('/');
  const preferred = bandText(mix, PEER_RULES.preferredShare, (share) => `${String(share / 100)}%`);
  const tickets = bandText(volume, PEER_RULES.ticketsPerDay, String);
  const name = TYPES.get(type) ?? { zh: type, en: type };
  return {
    zh: [name.zh, `贵宾号票占比${preferred.zh}`, `日均号票${tickets.zh}`].join(' · '),
    en: [name.en, `preferred tickets ${preferred.en}`, `tickets a day ${tickets.en}`].join(' · '),
  };
}

/** Types are the bank's own words; these are known. */
const TYPES: ReadonlyMap<string, { readonly zh: string; readonly en: string }> = new Map([
  ['full', { zh: '综合网点', en: 'Full-service branches' }],
  ['light', { zh: '轻型网点', en: 'Light branches' }],
  ['community', { zh: '社区网点', en: 'Community branches' }],
  ['unknown', { zh: '未分类网点', en: 'Branches without a type' }],
]);

/** `band`: the number of a band or of the first and last one of a run. */
function bandText(
  band: string,
  ends: readonly number[],
  print: (end: number) => string,
): { readonly zh: string; readonly en: string } {
  const [first = 0, last = first] = band.split('-').map(Number);
  const over = first === 0 ? null : print(ends[first - 1]!);
  const upTo = ends[last] === undefined ? null : print(ends[last]);
  if (over === null)
    return upTo === null ? { zh: '不限', en: 'of any number' } : { zh: `≤${upTo}`, en: `up to ${upTo}` };
  return upTo === null
    ? { zh: `>${over}`, en: `over ${over}` }
    : { zh: `${over}～${upTo}`, en: `over ${over} up to ${upTo}` };
}
