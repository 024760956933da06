import type { PolicyState } from '../../store/policies/tables.ts';
import type { Language } from '../shell/language.ts';

/** Words of versions, whatever they are versions of. */
export interface PolicyTexts {
  readonly states: Readonly<Record<PolicyState, string>>;
  readonly version: (version: number) => string;
  readonly name: string;
  readonly versions: string;
  readonly state: string;
  readonly days: string;
  readonly from: (day: string) => string;
  readonly fromTo: (from: string, to: string) => string;
  readonly noDays: string;
  readonly author: string;
  readonly approver: string;
  readonly openEnd: string;
  readonly begin: string;
  readonly beginTitle: string;
  readonly beginFrom: string;
  readonly nothing: string;
  readonly template: (title: string) => string;
  readonly id: string;
  readonly idHint: string;
  readonly create: string;
  readonly cancel: string;
  readonly importFile: string;
  readonly importing: string;
  readonly exportJson: string;
  readonly exportXlsx: string;
  readonly newVersion: string;
  readonly backToList: string;
  readonly save: string;
  readonly saved: string;
  readonly unsaved: string;
  readonly notKept: string;
  readonly restored: string;
  readonly discard: string;
  readonly conflict: string;
  readonly keepMine: string;
  readonly takeTheirs: string;
  readonly submit: string;
  readonly submitHint: string;
  readonly approve: string;
  readonly approveTitle: (name: string) => string;
  readonly approveText: string;
  readonly ownWork: string;
  readonly returnIt: string;
  readonly withdraw: string;
  readonly reason: string;
  readonly reasonNeeded: string;
  readonly damaged: string;
  readonly problems: (count: number) => string;
  readonly warnings: (count: number) => string;
  readonly sound: string;
  readonly content: string;
  readonly preview: string;
  readonly changes: string;
  readonly changesFrom: string;
  readonly noChanges: string;
  readonly noOther: string;
  readonly added: string;
  readonly removed: string;
  readonly changed: string;
  readonly reordered: string;
  readonly absent: string;
  readonly whole: string;
  readonly lists: Readonly<Record<string, string>>;
  readonly yes: string;
  readonly no: string;
  readonly up: string;
  readonly down: string;
  readonly remove: string;
  /** By the code of a refusal; the server's own words where there is none. */
  readonly refusals: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

export const POLICY_TEXTS: Readonly<Record<Language, PolicyTexts>> = {
  zh: {
    states: { draft: '草稿', submitted: '待审批', approved: '已批准', withdrawn: '已撤回' },
    version: (version) => `第 ${String(version)} 版`,
    name: '名称',
    versions: '版本',
    state: '状态',
    days: '适用日期',
    from: (day) => `自 ${day} 起`,
    fromTo: (from, to) => `${from} 至 ${to}`,
    noDays: '未填写',
    author: '编制人',
    approver: '审批人',
    openEnd: '留空表示直到下一版启用',
    begin: '新建',
    beginTitle: '新建草稿',
    beginFrom: '从哪里开始',
    nothing: '空白',
    template: (title) => `模板：${title}`,
    id: '编号',
    idHint: '小写字母、数字和“-”，最多32个字符；已有的编号会成为新版本',
    create: '新建草稿',
    cancel: '取消',
    importFile: '导入文件',
    importing: '正在导入……',
    exportJson: '导出 JSON',
    exportXlsx: '导出 XLSX',
    newVersion: '以此新建版本',
    backToList: '返回列表',
    save: '保存草稿',
    saved: '已保存',
    unsaved: '有未保存的修改（已暂存在本浏览器）',
    notKept: '有未保存的修改；本浏览器无法暂存，请尽快保存',
    restored: '已恢复上次未保存的修改。',
    discard: '放弃修改',
    conflict: '您修改期间，他人保存了这份草稿。您的修改仍在这里。',
    keepMine: '以我的为准',
    takeTheirs: '改用已保存的',
    submit: '提交审批',
    submitHint: '请先保存并改正所有问题',
    approve: '批准',
    approveTitle: (name) => `批准${name}？`,
    approveText: '批准后不能再修改，并自适用日期起用于评分。',
    ownWork: '您参与了编制，须由他人审批。',
    returnIt: '退回修改',
    withdraw: '撤回',
    reason: '原因',
    reasonNeeded: '请填写原因',
    damaged: '这一版的内容与保存时不一致，已停用。请从备份恢复并查看审计记录。',
    problems: (count) => `${String(count)} 个问题需要改正`,
    warnings: (count) => `${String(count)} 处提示，不影响提交`,
    sound: '没有问题',
    content: '内容',
    preview: '预览',
    changes: '版本差异',
    changesFrom: '与哪一版比较',
    noChanges: '两版内容相同。',
    noOther: '没有其他版本可比较。',
    added: '新增',
    removed: '删除',
    changed: '修改',
    reordered: '顺序有调整',
    absent: '（无）',
    whole: '整体',
    lists: { sections: '部分', items: '项目', roles: '岗位', grades: '等级' },
    yes: '是',
    no: '否',
    up: '上移',
    down: '下移',
    remove: '删除',
    refusals: {
      'not-now': '这一版的状态已改变，请刷新后再看。',
      'changed-meanwhile': '这一版刚被他人修改，请刷新后重新核对。',
      'own-work': '您参与了编制，须由他人审批。',
      damaged: '保存的内容已损坏，请从备份恢复。',
      problems: '还有问题需要改正，见各栏。',
      unreadable: '文件无法读取，问题如下；没有导入任何内容。',
      'too-large': '文件过大，最多 5 MB。',
      'not-allowed': '需要总行的质量管理权限。',
      malformed: '填写的内容不符合要求。',
      unreachable: '暂时连不上总行服务器；您的修改仍在本浏览器中。',
      'signed-out': '登录已过期，请重新登录；您的修改仍在本浏览器中。',
    },
    fields: {
      'title.zh': '名称（中文）',
      'title.en': '名称（英文）',
      'source.zh': '来源（中文）',
      'source.en': '来源（英文）',
      'effective.from': '启用日期',
      'effective.to': '停用日期',
      from: '起始百分比',
      id: '编号',
    },
  },
  en: {
    states: { draft: 'Draft', submitted: 'Waiting for approval', approved: 'Approved', withdrawn: 'Withdrawn' },
    version: (version) => `Version ${String(version)}`,
    name: 'Title',
    versions: 'Version',
    state: 'State',
    days: 'In use',
    from: (day) => `from ${day}`,
    fromTo: (from, to) => `${from} to ${to}`,
    noDays: 'not said',
    author: 'Author',
    approver: 'Approver',
    openEnd: 'Empty: until the next version begins',
    begin: 'New',
    beginTitle: 'New draft',
    beginFrom: 'Begin with',
    nothing: 'Nothing',
    template: (title) => `Template: ${title}`,
    id: 'Id',
    idHint: 'Lower-case letters, digits and "-", at most 32; an id that exists gets a new version',
    create: 'Make the draft',
    cancel: 'Cancel',
    importFile: 'Import a file',
    importing: 'Importing …',
    exportJson: 'Export JSON',
    exportXlsx: 'Export XLSX',
    newVersion: 'New version from this',
    backToList: 'Back to the list',
    save: 'Save draft',
    saved: 'Saved',
    unsaved: 'Changes not saved yet (kept in this browser)',
    notKept: 'Changes not saved yet; this browser cannot keep them, please save soon',
    restored: 'Your unsaved changes have been restored.',
    discard: 'Discard changes',
    conflict: 'Somebody saved this draft while you were changing it. Your changes are still here.',
    keepMine: 'Keep mine',
    takeTheirs: 'Take the saved one',
    submit: 'Submit for approval',
    submitHint: 'Save and correct all problems first',
    approve: 'Approve',
    approveTitle: (name) => `Approve ${name}?`,
    approveText: 'It can never be changed afterwards, and scores are made with it from its first day on.',
    ownWork: 'You worked on it; somebody else has to approve it.',
    returnIt: 'Send back',
    withdraw: 'Withdraw',
    reason: 'Reason',
    reasonNeeded: 'Please give a reason',
    damaged: 'This version is not as it was saved and is not used. Restore it from a backup and look at the audit log.',
    problems: (count) => `${String(count)} ${count === 1 ? 'problem' : 'problems'} to be corrected`,
    warnings: (count) => `${String(count)} ${count === 1 ? 'remark' : 'remarks'}, which do not keep it from being used`,
    sound: 'No problems',
    content: 'Content',
    preview: 'Preview',
    changes: 'Changes',
    changesFrom: 'Compare with',
    noChanges: 'Both versions say the same.',
    noOther: 'There is no other version to compare with.',
    added: 'Added',
    removed: 'Removed',
    changed: 'Changed',
    reordered: 'The order has changed',
    absent: '(nothing)',
    whole: 'The whole',
    lists: { sections: 'Section', items: 'Item', roles: 'Role', grades: 'Grade' },
    yes: 'yes',
    no: 'no',
    up: 'Move up',
    down: 'Move down',
    remove: 'Remove',
    refusals: {
      'not-now': 'This version is in another state now. Please load it again.',
      'changed-meanwhile': 'Somebody has just changed this version. Please load it again and check.',
      'own-work': 'You worked on it; somebody else has to approve it.',
      damaged: 'What is stored is damaged. Restore it from a backup.',
      problems: 'There are problems left; see the fields.',
      unreadable: 'The file cannot be read, for the reasons below; nothing was imported.',
      'too-large': 'The file is too large; 5 MB at most.',
      'not-allowed': 'This needs a quality role at head office.',
      malformed: 'What was entered is not as it should be.',
      unreachable: 'Head office cannot be reached at the moment; your changes are kept in this browser.',
      'signed-out': 'Your session has ended. Please sign in again; your changes are kept in this browser.',
    },
    fields: {
      'title.zh': 'Title (Chinese)',
      'title.en': 'Title (English)',
      'source.zh': 'Source (Chinese)',
      'source.en': 'Source (English)',
      'effective.from': 'First day',
      'effective.to': 'Last day',
      from: 'From percent',
      id: 'Id',
    },
  },
};
