import type { FormTexts } from '../parts/form.tsx';
import type { Language } from '../shell/language.ts';

interface TieTexts extends FormTexts {
  readonly declare: string;
  readonly about: string;
  readonly who: string;
  readonly choose: string;
  readonly until: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly save: string;
}

export const TIE_TEXTS: Readonly<Record<Language, TieTexts>> = {
  zh: {
    declare: '登记回避',
    about: '检查员申报与该网点有利害关系时登记；期限内不能指派其检查该网点。曾在网点任职的人员自动回避一年。',
    who: '检查员',
    choose: '请选择',
    until: '回避至',
    reason: '理由',
    reasonHint: '只记入审计日志。',
    save: '登记',
    refusals: { unreachable: '暂时连不上总行服务器，填写的内容还在。' },
    problems: {
      account: '请选择检查员',
      until: '从今天起五年内的日期',
      reason: '请说明理由（至少4个字）',
    },
  },
  en: {
    declare: 'Declare an interest',
    about:
      'When an inspector has told you of an interest: nobody can send them to this branch until then. Whoever has worked at a branch is tied to it for a year by itself.',
    who: 'Inspector',
    choose: 'Please choose',
    until: 'Until',
    reason: 'Reason',
    reasonHint: 'Goes into the audit log only.',
    save: 'Declare',
    refusals: { unreachable: 'Head office cannot be reached; what you filled in is still here.' },
    problems: {
      account: 'Please choose an inspector',
      until: 'A day within five years from today',
      reason: 'Please give a reason (at least 4 characters)',
    },
  },
};
