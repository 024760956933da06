import type { Language } from '../shell/language.ts';

export interface InspectTexts {
  readonly title: string;
  readonly loading: string;
  readonly noStore: string;
  readonly otherTab: string;
  readonly none: string;
  readonly noneHint: string;
  readonly line: Readonly<Record<'unknown' | 'online' | 'offline' | 'signed-out', string>>;
  readonly sending: string;
  readonly signIn: string;
  readonly again: string;
  readonly full: string;
  readonly others: string;
  readonly offlineReady: string;
  readonly offlineNotReady: string;
  readonly kind: Readonly<Record<'announced' | 'mystery' | 'intercept' | 'hotline' | 'monthly', string>>;
  readonly secondScorer: string;
  readonly until: (date: string) => string;
  readonly state: {
    readonly open: string;
    readonly begun: string;
    readonly returned: string;
    readonly signed: string;
    readonly waiting: string;
    readonly clash: string;
    readonly withdrawn: string;
    readonly released: string;
    readonly notLoaded: string;
  };
  readonly onPhoneOnly: string;
  readonly atHeadOffice: (time: string) => string;
  readonly back: string;
  readonly begin: string;
  readonly beginHint: string;
  readonly step: (now: number, all: number) => string;
  readonly next: string;
  readonly previous: string;
  readonly finish: string;
  readonly pass: string;
  readonly fail: string;
  readonly notApplicable: string;
  readonly elderly: string;
  readonly clear: string;
  readonly points: (most: string | null) => string;
  readonly less: string;
  readonly more: string;
  readonly count: (least: number | null) => string;
  readonly verbatim: string;
  readonly note: string;
  readonly responsible: string;
  readonly responsibleHint: string;
  readonly evidence: string;
  readonly evidenceNeeded: string;
  readonly addEvidence: string;
  readonly removeEvidence: string;
  readonly tooLarge: string;
  readonly isSent: string;
  readonly isNotSent: string;
  readonly recording: string;
  readonly photo: string;
  readonly start: string;
  readonly stop: string;
  readonly restart: string;
  readonly running: string;
  readonly limit: (time: string) => string;
  readonly approachStaff: string;
  readonly within: string;
  readonly tooLate: string;
  readonly reviewTitle: string;
  readonly total: string;
  readonly of: (total: string, attainable: string) => string;
  readonly missing: (count: number) => string;
  readonly nothingMissing: string;
  readonly lacks: Readonly<Record<'answer' | 'evidence' | 'responsible', string>>;
  readonly vetoed: string;
  readonly sign: string;
  readonly signHint: string;
  readonly confirmSign: string;
  readonly cancel: string;
  readonly signWaiting: string;
  readonly signed: (time: string) => string;
  readonly returnedBecause: (reason: string) => string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly refused: (message: string) => string;
  readonly clash: {
    readonly title: string;
    readonly text: (time: string) => string;
    readonly here: string;
    readonly hereEmpty: string;
    readonly there: string;
    readonly hint: string;
    readonly signedTitle: string;
    readonly signedText: string;
    readonly putOnRecord: string;
  };
}

export const TEXTS: Readonly<Record<Language, InspectTexts>> = {
  zh: {
    title: '检查任务',
    loading: '正在载入……',
    noStore: '此浏览器不允许保存数据，无法离线填写。请退出无痕模式，并用 https 打开。',
    otherTab: '本页已在另一个标签页打开，请先关闭那个标签页。',
    none: '目前没有待填写的检查任务',
    noneHint: '任务由总行质量控制部门分配。',
    line: {
      unknown: '正在连接总行……',
      online: '已连接总行',
      offline: '离线：填写内容保存在本机',
      'signed-out': '登录已失效：填写内容保存在本机',
    },
    sending: '正在上传……',
    signIn: '重新登录',
    again: '重试',
    full: '本机存储空间不足，最新内容未能保存。请勿关闭页面，清理空间后重试。',
    others: '本机另有其他账号未上传的内容，请由其本人登录上传。',
    offlineReady: '本页可离线使用',
    offlineNotReady: '尚未准备好离线使用，请保持联网',
    kind: {
      announced: '通知检查',
      mystery: '神秘顾客暗访',
      intercept: '拦截访问',
      hotline: '热线测拨',
      monthly: '月度监测',
    },
    secondScorer: '第二评分人',
    until: (date) => `截止 ${date}`,
    state: {
      open: '未开始',
      begun: '填写中',
      returned: '已退回',
      signed: '已签字',
      waiting: '待上传签字',
      clash: '另一部手机在填写',
      withdrawn: '任务已撤销',
      released: '已审核',
      notLoaded: '需联网载入',
    },
    onPhoneOnly: '仅存于本机，尚未上传',
    atHeadOffice: (time) => `总行已收到（${time}）`,
    back: '返回列表',
    begin: '开始检查',
    beginHint: '到达网点后点击，开始时间会被记录。',
    step: (now, all) => `第 ${String(now)} 步，共 ${String(all)} 步`,
    next: '下一步',
    previous: '上一步',
    finish: '核对',
    pass: '合格',
    fail: '不合格',
    notApplicable: '不适用',
    elderly: '老年客户',
    clear: '清除',
    points: (most) => (most === null ? '得分或扣分' : `分数（最高 ${most}）`),
    less: '减少',
    more: '增加',
    count: (least) => (least === null ? '数量' : `数量（至少 ${String(least)}）`),
    verbatim: '原话记录',
    note: '备注',
    responsible: '负责人代号',
    responsibleHint: '只填代号，不填姓名',
    evidence: '证据',
    evidenceNeeded: '不合格须附照片或录音',
    addEvidence: '添加照片或录音',
    removeEvidence: '删除',
    tooLarge: '文件过大：照片不超过 10 MB，录音不超过 25 MB。',
    isSent: '总行已收到',
    isNotSent: '仅存于本机',
    recording: '录音',
    photo: '照片',
    start: '开始计时',
    stop: '停止',
    restart: '重新计时',
    running: '计时中',
    limit: (time) => `时限 ${time}`,
    approachStaff: '时间已到，请主动询问工作人员',
    within: '在时限内',
    tooLate: '超过时限',
    reviewTitle: '核对与签字',
    total: '得分',
    of: (total, attainable) => `${total}（满分 ${attainable}）`,
    missing: (count) => `还缺 ${String(count)} 项`,
    nothingMissing: '已全部填写',
    lacks: { answer: '未作答', evidence: '缺证据', responsible: '缺负责人' },
    vetoed: '一票否决项不合格',
    sign: '签字提交',
    signHint: '签字后不能再修改。',
    confirmSign: '确认签字',
    cancel: '取消',
    signWaiting: '已在本机签字，联网后自动提交总行。',
    signed: (time) => `总行已收到签字（${time}）。`,
    returnedBecause: (reason) => (reason === '' ? '已退回，请核对后重新签字。' : `已退回：${reason}`),
    reason: '修改原因',
    reasonHint: '退回后修改须写明原因，写明后才会上传。',
    refused: (message) => `总行未接受：${message}`,
    clash: {
      title: '另一部手机正在填写此检查',
      text: (time) => `总行最后收到的是另一部手机的内容（${time}）。请选择在哪部手机继续。`,
      here: '在本机继续，采用本机内容',
      hereEmpty: '在本机继续',
      there: '在另一部手机继续',
      hint: '未采用的内容会记入变更记录，不会丢失。',
      signedTitle: '另一部手机已签字',
      signedText: '本机内容与已签字的不同，将记入变更记录。',
      putOnRecord: '记入变更记录并结束',
    },
  },
  en: {
    title: 'Inspections',
    loading: 'Loading …',
    noStore:
      'This browser keeps no data, so the form would not work offline. Please leave private browsing and open it by https.',
    otherTab: 'This page is open in another tab; please close that one first.',
    none: 'No inspections to fill in at the moment',
    noneHint: 'They are assigned by head office’s quality department.',
    line: {
      unknown: 'Connecting to head office …',
      online: 'Connected to head office',
      offline: 'Offline: answers are kept on this phone',
      'signed-out': 'Signed out: answers are kept on this phone',
    },
    sending: 'Sending …',
    signIn: 'Sign in again',
    again: 'Try again',
    full: 'This phone’s memory is full and the latest answers were not kept. Do not close the page; free some space and try again.',
    others:
      'This phone also holds answers of another account that were not sent. Their owner should sign in to send them.',
    offlineReady: 'This page works offline',
    offlineNotReady: 'Not ready for offline use yet; please stay connected',
    kind: {
      announced: 'Announced inspection',
      mystery: 'Mystery visit',
      intercept: 'Intercept survey',
      hotline: 'Hotline test call',
      monthly: 'Monthly monitoring',
    },
    secondScorer: 'Second scorer',
    until: (date) => `Until ${date}`,
    state: {
      open: 'Not begun',
      begun: 'Begun',
      returned: 'Returned',
      signed: 'Signed',
      waiting: 'Signature to be sent',
      clash: 'Open on another phone',
      withdrawn: 'Withdrawn',
      released: 'Reviewed',
      notLoaded: 'Connect once to load',
    },
    onPhoneOnly: 'On this phone only, not sent yet',
    atHeadOffice: (time) => `Head office has it (${time})`,
    back: 'Back to the list',
    begin: 'Begin the inspection',
    beginHint: 'Tap on arrival at the branch; the time is recorded.',
    step: (now, all) => `Step ${String(now)} of ${String(all)}`,
    next: 'Next',
    previous: 'Back',
    finish: 'Review',
    pass: 'Pass',
    fail: 'Fail',
    notApplicable: 'Not applicable',
    elderly: 'Elderly customer',
    clear: 'Clear',
    points: (most) => (most === null ? 'Points' : `Points (at most ${most})`),
    less: 'Less',
    more: 'More',
    count: (least) => (least === null ? 'Number' : `Number (at least ${String(least)})`),
    verbatim: 'Word for word',
    note: 'Note',
    responsible: 'Code of who answers for it',
    responsibleHint: 'A code, not a name',
    evidence: 'Evidence',
    evidenceNeeded: 'A failure needs a photograph or recording',
    addEvidence: 'Add photograph or recording',
    removeEvidence: 'Remove',
    tooLarge: 'The file is too large: photographs up to 10 MB, recordings up to 25 MB.',
    isSent: 'At head office',
    isNotSent: 'On this phone only',
    recording: 'Recording',
    photo: 'Photograph',
    start: 'Start timing',
    stop: 'Stop',
    restart: 'Time again',
    running: 'Running',
    limit: (time) => `Limit ${time}`,
    approachStaff: 'Time is up: approach staff now',
    within: 'Within the limit',
    tooLate: 'Beyond the limit',
    reviewTitle: 'Review and sign',
    total: 'Points',
    of: (total, attainable) => `${total} of ${attainable}`,
    missing: (count) => `${String(count)} still missing`,
    nothingMissing: 'Nothing is missing',
    lacks: { answer: 'no answer', evidence: 'no evidence', responsible: 'nobody named' },
    vetoed: 'A veto item has failed',
    sign: 'Sign and hand in',
    signHint: 'Nothing can be changed after signing.',
    confirmSign: 'Sign now',
    cancel: 'Cancel',
    signWaiting: 'Signed on this phone; it goes to head office with the next connection.',
    signed: (time) => `Head office has your signature (${time}).`,
    returnedBecause: (reason) => (reason === '' ? 'Returned: please check it and sign again.' : `Returned: ${reason}`),
    reason: 'Why it changes',
    reasonHint: 'Changes after a return need a reason; they are sent once it is given.',
    refused: (message) => `Head office did not take it: ${message}`,
    clash: {
      title: 'Another phone is filling in this inspection',
      text: (time) => `What head office received last came from another phone (${time}). Choose where to go on.`,
      here: 'Go on here with the answers on this phone',
      hereEmpty: 'Go on here',
      there: 'Go on with the other phone',
      hint: 'Answers that are not used go into the change log; none is lost.',
      signedTitle: 'The other phone has signed',
      signedText: 'Answers on this phone differ from those signed; they go into the change log.',
      putOnRecord: 'Put on record and close',
    },
  },
};
