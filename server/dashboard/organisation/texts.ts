import type { FormTexts } from '../parts/form.tsx';
import type { Language } from '../shell/language.ts';

export interface OrganisationTexts extends FormTexts {
  readonly title: string;
  readonly about: string;
  readonly find: string;
  readonly unit: string;
  readonly id: string;
  readonly idHint: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<'head-office' | 'region' | 'branch', string>>;
  readonly branchType: string;
  readonly branchTypeHint: string;
  readonly since: string;
  readonly closedOn: (date: string) => string;
  readonly more: (hidden: number) => string;
  readonly nothing: string;
  readonly add: string;
  readonly rename: string;
  readonly move: string;
  readonly moveAbout: string;
  readonly close: string;
  readonly closeAbout: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly parent: string;
  readonly on: string;
  readonly onHint: string;
  readonly history: string;
  readonly from: (from: string, to: string | null) => string;
  readonly save: string;
  readonly cancel: string;
  readonly actions: string;
}

export const ORGANISATION_TEXTS: Readonly<Record<Language, OrganisationTexts>> = {
  zh: {
    title: '机构',
    about: '迁移网点不会改变它过去的归属：以前的成绩仍算在当时的分行。',
    find: '按名称或编号查找',
    unit: '机构',
    id: '编号',
    idHint: '网点请填它上报数据所用的编号；只用小写字母、数字和 -',
    kind: '类别',
    kinds: { 'head-office': '总行', region: '分行', branch: '网点' },
    branchType: '网点类型',
    branchTypeHint: '如 full（全功能）、light（轻型）；只有同类网点才互相比较',
    since: '归属起始日',
    closedOn: (date) => `${date} 起撤销`,
    more: (hidden) => `还有 ${hidden} 个机构未显示，请用查找缩小范围。`,
    nothing: '没有符合条件的机构',
    add: '新增机构',
    rename: '改名',
    move: '迁移',
    moveAbout: '从所选日期起归属新的上级；此前的归属保留。',
    close: '撤销',
    closeAbout: '从所选日期起不再存在。已有的数据和成绩全部保留。此操作不能取消。',
    nameZh: '中文名称',
    nameEn: '英文名称',
    parent: '上级机构',
    on: '生效日期',
    onHint: '今天或更早',
    history: '历次归属',
    from: (from, to) => (to === null ? `${from} 至今` : `${from} 至 ${to}（不含）`),
    save: '保存',
    cancel: '取消',
    actions: '操作',
    refusals: {
      'no-such-unit': '没有这个机构，或它已撤销、不在您的管理范围内。',
      'has-units': '它下面还有机构，请先迁移或撤销下级。',
      'head-office': '总行不能迁移或撤销。',
      unreachable: '暂时连不上总行服务器，请稍后再试。',
    },
    problems: {
      id: '编号须为 1–32 位小写字母、数字或 -，且没有其他机构用过',
      'name.zh': '请填写名称（不超过 80 个字）',
      'name.en': '请填写名称（不超过 80 个字）',
      branchType: '小写字母、数字和 -，不超过 32 位',
      parent: '须为未撤销的总行或分行，且不能是它自己或它的下级',
      on: '须为今天或更早，且不早于现归属的起始日',
    },
  },
  en: {
    title: 'Organisation',
    about:
      'Moving a branch does not change where it belonged before: earlier scores stay with the region of that time.',
    find: 'Find by name or id',
    unit: 'Unit',
    id: 'Id',
    idHint: 'Of a branch: the id it journals under; lower-case letters, digits and - only',
    kind: 'Kind',
    kinds: { 'head-office': 'Head office', region: 'Region', branch: 'Branch' },
    branchType: 'Branch type',
    branchTypeHint: 'As full or light; only branches of one type are compared',
    since: 'Here since',
    closedOn: (date) => `closed from ${date}`,
    more: (hidden) => `${hidden} more are not shown; find to narrow it down.`,
    nothing: 'No unit fits',
    add: 'Add a unit',
    rename: 'Rename',
    move: 'Move',
    moveAbout: 'Belongs to the new unit from this day on; where it belonged before stays on record.',
    close: 'Close',
    closeAbout: 'Does not exist any more from this day on. All data and scores stay. This cannot be undone.',
    nameZh: 'Chinese name',
    nameEn: 'English name',
    parent: 'Belongs to',
    on: 'From',
    onHint: 'Today or earlier',
    history: 'Where it belonged',
    from: (from, to) => (to === null ? `since ${from}` : `${from} until before ${to}`),
    save: 'Save',
    cancel: 'Cancel',
    actions: 'Actions',
    refusals: {
      'no-such-unit': 'There is no such unit, it is closed, or it is out of your reach.',
      'has-units': 'There are open units below it: move or close those first.',
      'head-office': 'Head office can neither be moved nor closed.',
      unreachable: 'Head office cannot be reached at the moment. Please try again.',
    },
    problems: {
      id: '1–32 lower-case letters, digits or -, not used by another unit before',
      'name.zh': 'A name of at most 80 characters',
      'name.en': 'A name of at most 80 characters',
      branchType: 'Lower-case letters, digits and -, at most 32',
      parent: 'Head office or an open region, not the unit itself nor below it',
      on: 'Today or earlier, and not before it came to its present place',
    },
  },
};
