import type { TicketHistory } from '#contract/lobby-view.ts';
import type { Dictionary } from '../shared/language.ts';
import type { TicketLeg } from './ticket-search.ts';

interface TicketTexts {
  readonly search: string;
  readonly placeholder: string;
  readonly title: (ticket: string) => string;
  readonly searching: string;
  readonly malformed: string;
  readonly unknown: (ticket: string) => string;
  readonly ambiguous: string;
  readonly failed: string;
  readonly again: string;
  readonly close: string;
  readonly outcomes: Readonly<Record<TicketHistory['visits'][number]['outcome'], string>>;
  readonly wait: string;
  readonly service: string;
  readonly told: string;
  readonly verdicts: Readonly<Record<NonNullable<TicketLeg['verdict']>, string>>;
  readonly leg: (leg: number) => string;
  readonly timeline: string;
  readonly inferred: string;
  /** By event type; others show their own name. */
  readonly steps: Readonly<Record<string, string>>;
}

export const TICKET_TEXTS: Dictionary<TicketTexts> = {
  zh: {
    search: '查询号票',
    placeholder: '号码',
    title: (ticket) => `号票 ${ticket}`,
    searching: '正在查询……',
    malformed: '号码由 1–12 位字母、数字或“-”组成，请重新输入。',
    unknown: (ticket) => `今天没有号票 ${ticket}，请核对号码。`,
    ambiguous: '有多个号票符合，请选择：',
    failed: '查询未成功，请重试。',
    again: '重试',
    close: '关闭',
    outcomes: {
      waiting: '等候中',
      called: '已叫号',
      serving: '办理中',
      held: '已挂起',
      served: '已办理',
      transferred: '已转移',
      abandoned: '弃号',
    },
    wait: '等候',
    service: '办理',
    told: '取号时预计',
    verdicts: { within: '在预计之内', shorter: '比预计短', longer: '比预计长' },
    leg: (leg) => `第 ${leg} 段`,
    timeline: '经过',
    inferred: '推断',
    steps: {
      'ticket.issued': '取号',
      'ticket.called': '呼叫',
      'ticket.recalled': '重呼',
      'ticket.no-show': '过号',
      'ticket.started': '开始办理',
      'ticket.finished': '办理结束',
      'ticket.transferred': '转移',
      'ticket.suspended': '挂起',
      'ticket.resumed': '恢复',
      'ticket.cancelled': '取消',
      'ticket.prepared': '准备',
      'wait.estimated': '告知预计等候',
      'rating.invited': '邀请评价',
      'rating.given': '已评价',
      'rating.expired': '未评价',
      'rating.detailed': '补充评价内容',
      'rating.withdrawn': '撤回评价',
      'survey.answered': '填写问卷',
      'alert.raised': '发出提醒',
      'alert.acknowledged': '提醒已确认',
      'alert.cleared': '提醒已解除',
    },
  },
  en: {
    search: 'Find a ticket',
    placeholder: 'Ticket',
    title: (ticket) => `Ticket ${ticket}`,
    searching: 'Looking…',
    malformed: 'A ticket number has 1–12 letters, digits or hyphens. Please try again.',
    unknown: (ticket) => `There is no ticket ${ticket} today. Please check the number.`,
    ambiguous: 'Several tickets fit. Which one is it?',
    failed: 'That did not work. Please try again.',
    again: 'Try again',
    close: 'Close',
    outcomes: {
      waiting: 'waiting',
      called: 'called',
      serving: 'being served',
      held: 'set aside',
      served: 'served',
      transferred: 'transferred',
      abandoned: 'abandoned',
    },
    wait: 'Wait',
    service: 'Service',
    told: 'Told when issued',
    verdicts: { within: 'as told', shorter: 'shorter than told', longer: 'longer than told' },
    leg: (leg) => `leg ${leg}`,
    timeline: 'What happened',
    inferred: 'inferred',
    steps: {
      'ticket.issued': 'issued',
      'ticket.called': 'called',
      'ticket.recalled': 'called again',
      'ticket.no-show': 'did not come',
      'ticket.started': 'service began',
      'ticket.finished': 'service ended',
      'ticket.transferred': 'transferred',
      'ticket.suspended': 'set aside',
      'ticket.resumed': 'taken up again',
      'ticket.cancelled': 'cancelled',
      'ticket.prepared': 'prepared',
      'wait.estimated': 'told how long to expect',
      'rating.invited': 'invited to rate',
      'rating.given': 'rated',
      'rating.expired': 'not rated',
      'rating.detailed': 'added to the rating',
      'rating.withdrawn': 'took the rating back',
      'survey.answered': 'filled in a survey',
      'alert.raised': 'alert raised',
      'alert.acknowledged': 'alert acknowledged',
      'alert.cleared': 'alert cleared',
    },
  },
};
