import type { PaperTask } from '../../inspections/double-entry/wire.ts';
import type { WhyNot } from '../../inspections/double-entry/rules.ts';
import type { Language } from '../shell/language.ts';
import type { FieldProblem } from './fields.ts';
import type { SavingState } from './draft-saver.ts';

export interface EntryTexts {
  readonly title: string;
  readonly about: string;
  readonly none: string;
  readonly noneAbout: string;
  readonly branch: string;
  readonly sheet: string;
  readonly visitBetween: string;
  readonly first: string;
  readonly second: string;
  readonly toDo: string;
  readonly kinds: Readonly<Record<PaperTask['kind'], string>>;
  readonly progress: Readonly<Record<PaperTask['first'], string>>;
  readonly differs: string;
  readonly returned: string;
  readonly typeFirst: string;
  readonly typeSecond: string;
  readonly resume: string;
  readonly settle: string;
  readonly whyNot: Readonly<Record<WhyNot, string>>;
  readonly back: string;

  readonly entryTitle: Readonly<Record<'first-entry' | 'second-entry', string>>;
  readonly take: string;
  readonly takeAbout: string;
  readonly keys: string;
  readonly visitedOn: string;
  readonly visitedOnHint: (from: string, to: string) => string;
  readonly item: string;
  readonly answer: string;
  readonly more: string;
  readonly met: string;
  readonly failed: string;
  readonly notApplicable: string;
  readonly responsible: string;
  readonly note: string;
  readonly evidence: string;
  readonly elderly: string;
  readonly pointsUnit: (most: string | undefined) => string;
  readonly countUnit: string;
  readonly timeUnit: string;
  readonly printed: string;
  readonly printedAbout: string;
  readonly printedTotal: string;
  readonly problems: Readonly<Record<FieldProblem, string>>;
  readonly saving: Readonly<Record<SavingState, string>>;
  readonly elsewhere: string;
  readonly keepMine: string;
  readonly loadStored: string;
  readonly giveBack: string;
  readonly giveBackSure: string;
  readonly giveBackAbout: string;
  readonly sign: string;
  readonly signSure: string;
  readonly blanks: (n: number) => string;
  readonly signAbout: string;
  readonly cancel: string;
  readonly wrongFields: (n: number) => string;
  readonly done: Readonly<Record<'waiting' | 'equal' | 'differs', string>>;

  readonly settlementTitle: string;
  readonly settlementAbout: (differing: number, agreed: number) => string;
  readonly original: string;
  readonly noOriginal: string;
  readonly originalImage: (item: string) => string;
  readonly entryOne: string;
  readonly entryTwo: string;
  readonly other: string;
  readonly otherAbout: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly reasonMissing: string;
  readonly blank: string;
  readonly decided: (done: number, all: number) => string;
  readonly settleNow: string;
  readonly settled: string;
  readonly agreedAll: string;
}

const ZH: EntryTexts = {
  title: '纸质评分表录入',
  about: '每张纸质评分表由两人各录入一次；有出入时由第三人对照原件核定。',
  none: '目前没有待录入的纸质评分表',
  noneAbout: '检查计划中以纸质方式进行、已到检查日期的检查会出现在这里。',
  branch: '网点',
  sheet: '评分表',
  visitBetween: '检查日期',
  first: '第一次录入',
  second: '第二次录入',
  toDo: '下一步',
  kinds: {
    announced: '例行检查',
    mystery: '神秘顾客',
    intercept: '拦截访问',
    hotline: '热线测拨',
    monthly: '月度监测',
  },
  progress: { open: '待录入', draft: '录入中', signed: '已提交' },
  differs: '两次录入不一致',
  returned: '已退回，重新录入',
  typeFirst: '开始第一次录入',
  typeSecond: '开始第二次录入',
  resume: '继续录入',
  settle: '对照原件核定',
  whyNot: {
    locked: '已签署',
    'typed-by-you': '您已录入其中一次，请由他人继续',
    taken: '另外两人正在录入',
    'visited-by-you': '检查由您进行，请由第三人核定',
    'not-a-reviewer': '等待复核人员核定',
  },
  back: '返回列表',
  entryTitle: { 'first-entry': '第一次录入', 'second-entry': '第二次录入' },
  take: '领取并开始录入',
  takeAbout: '领取后由您一人录入，另一次由他人独立录入。请只录入纸上所写的内容，不作更正。',
  keys: '数字键选择，回车到下一项，Shift+回车返回上一项；N 键表示不适用，退格键清除选择。纸上空白的请留空。',
  visitedOn: '检查日期（以纸质表为准）',
  visitedOnHint: (from, to) => `${from} 至 ${to} 之间`,
  item: '项目',
  answer: '纸上所写',
  more: '负责人、备注',
  met: '符合',
  failed: '不符合',
  notApplicable: '不适用',
  responsible: '负责人代号',
  note: '备注',
  evidence: '凭证编号，以逗号分隔',
  elderly: '老年客户',
  pointsUnit: (most) => (most === undefined ? '分' : `分，最多 ${most}`),
  countUnit: '数量',
  timeUnit: '分:秒，或秒数',
  printed: '纸上印写的合计',
  printedAbout: '照录，即使与各项之和不符。不符之处会标出，不会更正。',
  printedTotal: '总计',
  problems: {
    points: '请输入分数，如 1.5',
    count: '请输入整数',
    time: '请输入时间，如 2:05 或 125',
    unfit: '超出该项的分值或步长',
    date: '请输入检查日期',
  },
  saving: {
    saved: '已保存',
    unsaved: '有未保存的内容',
    saving: '正在保存……',
    failed: '暂时无法保存，内容留在本页，稍后自动重试',
    elsewhere: '此录入已在另一窗口更改',
  },
  elsewhere: '您在另一窗口也改过这份录入。请选择保留哪一份。',
  keepMine: '保留本页内容',
  loadStored: '改用已保存的内容',
  giveBack: '退还录入',
  giveBackSure: '退还这次录入？',
  giveBackAbout: '您录入的内容将被删除，由他人重新录入。',
  sign: '提交录入',
  signSure: '提交这次录入？',
  blanks: (n) => (n === 0 ? '所有项目均已录入。' : `有 ${String(n)} 处留空。纸上确实是空白吗？`),
  signAbout: '提交后不能再改。',
  cancel: '取消',
  wrongFields: (n) => `有 ${String(n)} 处需要改正，已标出。`,
  done: {
    waiting: '已提交，等待另一次录入。',
    equal: '两次录入一致，检查结果已签署。',
    differs: '两次录入不一致，将由第三人对照原件核定。',
  },
  settlementTitle: '核定录入差异',
  settlementAbout: (differing, agreed) =>
    `两次录入有 ${String(differing)} 处不一致，${String(agreed)} 处一致。请逐处对照纸质原件。`,
  original: '原件影像',
  noOriginal: '没有上传原件影像，请对照纸质原件。',
  originalImage: (item) => `原件影像：${item}`,
  entryOne: '第一次录入',
  entryTwo: '第二次录入',
  other: '均与原件不符，原件为',
  otherAbout: '留空表示原件上此处为空白。',
  reason: '理由',
  reasonHint: '选择“均与原件不符”时必填',
  reasonMissing: '请说明理由',
  blank: '空白',
  decided: (done, all) => `已核定 ${String(done)} / ${String(all)} 处`,
  settleNow: '核定并签署',
  settled: '已核定，检查结果已签署。',
  agreedAll: '两次录入一致，无需核定。',
};

const EN: EntryTexts = {
  title: 'Typing in paper sheets',
  about: 'Two people type in each paper sheet. Where they differ, a third one settles it with the original in hand.',
  none: 'No paper is waiting to be typed in',
  noneAbout: 'Inspections on paper appear here from the first day on which they may be made.',
  branch: 'Branch',
  sheet: 'Scorecard',
  visitBetween: 'Visit between',
  first: 'First entry',
  second: 'Second entry',
  toDo: 'What to do',
  kinds: {
    announced: 'Inspection',
    mystery: 'Mystery visit',
    intercept: 'Intercept survey',
    hotline: 'Hotline test call',
    monthly: 'Monthly monitoring',
  },
  progress: { open: 'Waiting', draft: 'Being typed', signed: 'Handed in' },
  differs: 'The entries differ',
  returned: 'Returned, to be typed again',
  typeFirst: 'Begin the first entry',
  typeSecond: 'Begin the second entry',
  resume: 'Go on typing',
  settle: 'Settle with the original',
  whyNot: {
    locked: 'Signed',
    'typed-by-you': 'You typed one of the entries; somebody else has to go on',
    taken: 'Two other people are typing it',
    'visited-by-you': 'You made the visit; a third person has to settle it',
    'not-a-reviewer': 'Waiting for a reviewer',
  },
  back: 'Back to the list',
  entryTitle: { 'first-entry': 'First entry', 'second-entry': 'Second entry' },
  take: 'Take it and begin',
  takeAbout:
    'You alone type this entry; somebody else types the other one without seeing yours. Type what is on the paper and correct nothing.',
  keys: 'Number keys choose, Enter goes on, Shift+Enter goes back; N means not applicable, Backspace clears a choice. Leave blank what is blank on the paper.',
  visitedOn: 'Day of the visit, as on the paper',
  visitedOnHint: (from, to) => `Between ${from} and ${to}`,
  item: 'Item',
  answer: 'On the paper',
  more: 'Responsible, note',
  met: 'Met',
  failed: 'Not met',
  notApplicable: 'Not applicable',
  responsible: 'Responsible person (pseudonym)',
  note: 'Note',
  evidence: 'Evidence numbers, with commas between',
  elderly: 'Elderly customer',
  pointsUnit: (most) => (most === undefined ? 'points' : `points, at most ${most}`),
  countUnit: 'how many',
  timeUnit: 'm:ss, or seconds',
  printed: 'Totals printed on the paper',
  printedAbout:
    'Type them as they stand, even if the items do not add up to them. Differences are flagged and never repaired.',
  printedTotal: 'Grand total',
  problems: {
    points: 'Please type points, like 1.5',
    count: 'Please type a whole number',
    time: 'Please type a time, like 2:05 or 125',
    unfit: 'More than the item is worth, or between its steps',
    date: 'Please enter the day of the visit',
  },
  saving: {
    saved: 'Saved',
    unsaved: 'Not saved yet',
    saving: 'Saving …',
    failed: 'Cannot be saved at the moment; it stays on this page and is tried again',
    elsewhere: 'Changed in another window',
  },
  elsewhere: 'You changed this entry in another window as well. Please choose which one to keep.',
  keepMine: 'Keep what is here',
  loadStored: 'Take what is stored',
  giveBack: 'Give it back',
  giveBackSure: 'Give this entry back?',
  giveBackAbout: 'What you typed is deleted, and somebody else types it.',
  sign: 'Hand in',
  signSure: 'Hand in this entry?',
  blanks: (n) => {
    if (n === 0) return 'Every item has been typed.';
    return n === 1
      ? 'One place is blank. Is it blank on the paper?'
      : `${String(n)} places are blank. Are they blank on the paper?`;
  },
  signAbout: 'It cannot be changed afterwards.',
  cancel: 'Cancel',
  wrongFields: (n) => `To be corrected, as marked: ${String(n)}.`,
  done: {
    waiting: 'Handed in. The other entry is still to come.',
    equal: 'Both entries agree; the inspection is signed.',
    differs: 'The entries differ. A third person settles them with the original.',
  },
  settlementTitle: 'Settling two entries',
  settlementAbout: (differing, agreed) =>
    `The entries differ in ${String(differing)} and agree in ${String(agreed)} places. Compare each with the paper.`,
  original: 'Picture of the original',
  noOriginal: 'No picture of the original has been uploaded; please take the paper.',
  originalImage: (item) => `Picture of the original: ${item}`,
  entryOne: 'First entry',
  entryTwo: 'Second entry',
  other: 'Neither; the original says',
  otherAbout: 'Leave it empty where the original is blank.',
  reason: 'Reason',
  reasonHint: 'Needed where neither entry is right',
  reasonMissing: 'Please give a reason',
  blank: 'blank',
  decided: (done, all) => `${String(done)} of ${String(all)} decided`,
  settleNow: 'Settle and sign',
  settled: 'Settled; the inspection is signed.',
  agreedAll: 'Both entries agree; there is nothing to settle.',
};

export const ENTRY_TEXTS: Readonly<Record<Language, EntryTexts>> = { zh: ZH, en: EN };

/** What head office's refusal means here; null where it has no words of its own. */
export function whyNotText(code: string, { whyNot }: EntryTexts): string | null {
  return Object.hasOwn(whyNot, code) ? whyNot[code as WhyNot] : null;
}
