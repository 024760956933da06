interface Picture {
  /** File of the browser tests, without its ending. */
  readonly name: string;
  readonly text: string;
}

interface Section {
  readonly title: string;
  readonly pictures: readonly Picture[];
}

/** What is worth showing, in the order of a walk through the hall. */
export const HALL: readonly Section[] = [
  {
    title: 'Feedback kiosk 评价屏',
    pictures: [
      { name: 'kiosk-start', text: 'Start 开始' },
      { name: 'kiosk-start-en', text: 'Start, English 开始（英文）' },
      { name: 'kiosk-start-portrait-elder', text: 'Large print, portrait 长辈模式，竖屏' },
      { name: 'kiosk-start-landscape-reach', text: 'Low reach 低位操作' },
      { name: 'kiosk-ticket', text: 'A scanned ticket 已识别号票' },
      { name: 'kiosk-thanks-good', text: 'After the tap 评价之后' },
      { name: 'kiosk-thanks-bad', text: 'After a poor rating, one reason chosen 差评之后，已选一项原因' },
      { name: 'kiosk-comment', text: 'Comment 写意见' },
      { name: 'kiosk-countdown', text: 'Time runs out, more on request 即将返回，可延长' },
      { name: 'kiosk-kept', text: 'The agent is away: kept on the device 代理离线：先存在本机' },
      { name: 'kiosk-undone', text: 'Taken back 已撤回' },
      { name: 'kiosk-counter-list', text: 'Many counters 窗口较多时' },
      { name: 'kiosk-survey-level', text: 'Questionnaire 问卷' },
      { name: 'kiosk-survey-multi', text: 'Several answers 多选题' },
      { name: 'kiosk-survey-text', text: 'Free answer 填空题' },
      { name: 'kiosk-settings-pin', text: 'PIN of the settings 设置密码' },
      { name: 'kiosk-settings-panel', text: 'Settings 设置' },
    ],
  },
  {
    title: 'Lobby board 大堂看板',
    pictures: [
      { name: 'lobby-quiet', text: 'Quiet 平静' },
      { name: 'lobby-busy', text: 'Busy 繁忙' },
      { name: 'lobby-busy-en', text: 'Busy, English 繁忙（英文）' },
      { name: 'lobby-crisis', text: '200 people waiting, 40 counters, long names 200 人等候、40 个窗口、超长名称' },
      { name: 'lobby-alert-comment', text: 'Acknowledging an alert 确认提醒' },
      { name: 'lobby-search-found', text: 'History of a ticket 号票经历' },
      { name: 'lobby-large-print', text: 'Large print 大字' },
      { name: 'lobby-portrait', text: 'Portrait 竖屏' },
      { name: 'lobby-stale', text: 'Figures are old, and say so 数据已过时' },
      { name: 'lobby-before-opening', text: 'Before opening 营业前' },
      { name: 'lobby-unreachable', text: 'The agent cannot be reached 代理无法连接' },
    ],
  },
  {
    title: 'Hall display 大厅显示屏',
    pictures: [
      { name: 'display-notice', text: 'Calls, expected waits, a notice 叫号、预计等候、通知' },
      { name: 'display-no-slides-en', text: 'Without slides, English first 无幻灯片，英文为主' },
      { name: 'display-dark', text: 'Dark 深色' },
      { name: 'display-no-slides-portrait', text: 'Portrait 竖屏' },
      { name: 'display-crisis', text: 'Long names 超长名称' },
      { name: 'display-no-calls', text: 'No calls yet 尚未叫号' },
      { name: 'display-closed', text: 'Closed 未营业' },
      { name: 'display-stale', text: 'Paused 暂停更新' },
    ],
  },
  {
    title: 'Pairing 配对',
    pictures: [
      { name: 'pairing-code', text: 'A code on the branch PC 网点电脑上的配对码' },
      { name: 'pairing-screen', text: 'Its entry on the screen 在屏幕上输入' },
      { name: 'pairing-wrong-code', text: 'A wrong code 配对码错误' },
      { name: 'pairing-arrived', text: 'Paired 已配对' },
    ],
  },
];

/** The pages of head office, in the order of their menu. */
export const OFFICE: readonly Section[] = [
  {
    title: 'Scores 得分与排名',
    pictures: [
      { name: 'office-ranking-zh', text: 'Ranking with rank intervals 名次区间' },
      { name: 'office-ranking-en', text: 'Ranking, English 名次区间（英文）' },
      { name: 'office-score-zh', text: 'One score taken apart 得分构成' },
      { name: 'office-score-narrow', text: 'The same on a phone 手机上的得分构成' },
      { name: 'office-funnel-zh', text: 'Funnel plot 漏斗图' },
      { name: 'office-compare-zh', text: 'Two versions side by side 两个版本对照' },
    ],
  },
  {
    title: 'Inspections 检查',
    pictures: [
      { name: 'office-plan-zh', text: 'Quarterly plan 季度检查计划' },
      { name: 'office-inspection-zh', text: 'A mystery visit 神秘顾客暗访' },
      { name: 'office-entries-zh', text: 'Paper typed in twice 纸质双录入' },
      { name: 'office-agreement-zh', text: 'Agreement of scorers 评分一致性' },
    ],
  },
  {
    title: 'Standards, organisation 评分标准与机构',
    pictures: [
      { name: 'office-scorecard-zh', text: 'Scorecard editor 评分表编辑' },
      { name: 'office-weights-zh', text: 'Weights 评分权重' },
      { name: 'office-organisation-zh', text: 'Organisation 机构' },
      { name: 'office-people-zh', text: 'People and roles 人员与角色' },
      { name: 'office-audit-zh', text: 'Audit log 审计日志' },
    ],
  },
];
