import { parsePoints } from '#rubric/scorecards/points.ts';
import { isJudged, rolesOf } from '#rubric/scorecards/card-tree.ts';
import { takesOff, type Item, type Scorecard } from '#rubric/scorecards/schema.ts';
import type { Answer, Sheet } from '#rubric/scorecards/sheet.ts';
import type { Chance } from './random.ts';

/** Pseudonyms of people who answer for something. */
const RESPONSIBLE: readonly string[] = ['t7f3a91c', 't2b8e04d', 't9c1d77e', 't5a60b3f'];
const WORDS: readonly string[] = [
  '工作人员主动上前问候，询问办理何种业务。',
  '回答：开立对公账户需营业执照、法人身份证件及公章。',
  '回答：办卡请带身份证，约十五分钟可以办好。',
  '等候区座椅充足，饮水机有水，叫号清晰。',
  '柜员说明了手续费，并问是否还需要其他服务。',
];

/**
 * A sheet as an inspector would have filled it in. Where `care` is high most items are met; the chance decides which
 * are not. It fits its card, and nothing is left unanswered.
 */
export function filledSheet(card: Scorecard, care: number, chance: Chance): Sheet {
  const entries = card.items.flatMap((item) =>
    rolesOf(card, item).map((role) => {
      const isMet = !isJudged(item) || chance.happens(item.veto === undefined ? care : 0.995);
      return {
        item: item.id,
        ...(role === undefined ? {} : { role }),
        answer: answerOf(card, item, { isMet, chance }),
        evidence: [],
        ...(isMet ? {} : { responsible: chance.one(RESPONSIBLE) }),
      };
    }),
  );
  return { scorecard: card.id, version: card.version, entries };
}

interface Drawn {
  readonly isMet: boolean;
  readonly chance: Chance;
}

function answerOf(card: Scorecard, item: Item, drawn: Drawn): Answer {
  const { isMet, chance } = drawn;
  const { answer } = item;
  switch (answer.type) {
    case 'pass-fail':
      return { type: isMet ? 'pass' : 'fail' };
    case 'points':
      return { type: 'points', points: pointsOf(card, item, drawn) };
    case 'count': {
      const least = answer.atLeast ?? 3;
      return { type: 'count', count: isMet ? least + chance.whole(0, 3) : Math.max(0, least - chance.whole(1, 2)) };
    }
    case 'timer': {
      const most = (answer.atMostSeconds ?? 120) * 1_000;
      return { type: 'timer', ms: Math.round(most * (isMet ? chance.between(0.1, 0.95) : chance.between(1.05, 1.8))) };
    }
    case 'choice':
      return { type: 'choice', option: optionOf(answer.options, drawn) };
    default:
      return { type: 'text', text: chance.one(WORDS) };
  }
}

/** On a deduction card nothing is taken off what is met. */
function pointsOf(card: Scorecard, item: Item, { isMet, chance }: Drawn): string {
  const most = item.points === undefined ? 1_000 : parsePoints(item.points);
  const step = item.answer.type === 'points' && item.answer.step !== undefined ? parsePoints(item.answer.step) : most;
  const whole = takesOff(card.kind) ? 0 : most;
  const missed = step * chance.whole(0, Math.floor(most / step));
  return String((isMet ? whole : missed) / 1_000);
}

function optionOf(
  options: readonly { readonly id: string; readonly points?: string | undefined }[],
  drawn: Drawn,
): string {
  const byPoints = options.toSorted((a, b) => parsePoints(b.points ?? '0') - parsePoints(a.points ?? '0'));
  return (drawn.isMet ? byPoints[0] : drawn.chance.one(byPoints))!.id;
}
