import type { Language } from './language.ts';

export interface ShellTexts {
  readonly title: string;
  readonly menu: string;
  readonly menuButton: string;
  readonly toContent: string;
  readonly loading: string;
  readonly nothingAllowed: string;
  readonly noPage: string;
  readonly notThere: string;
  readonly unreachable: string;
  readonly again: string;
}

export const SHELL_TEXTS: Readonly<Record<Language, ShellTexts>> = {
  zh: {
    title: '网点服务质量',
    menu: '主菜单',
    menuButton: '菜单',
    toContent: '跳到正文',
    loading: '正在载入……',
    nothingAllowed: '您的账号还没有任何权限，请联系管理员。',
    noPage: '没有这个页面，或您无权查看。',
    notThere: '没有找到，或您无权查看。',
    unreachable: '暂时连不上总行服务器。',
    again: '重试',
  },
  en: {
    title: 'Branch service quality',
    menu: 'Main menu',
    menuButton: 'Menu',
    toContent: 'Skip to content',
    loading: 'Loading …',
    nothingAllowed: 'Your account has no permissions yet. Please ask an administrator.',
    noPage: 'There is no such page, or you may not open it.',
    notThere: 'There is nothing here, or you may not see it.',
    unreachable: 'Head office cannot be reached at the moment.',
    again: 'Try again',
  },
};
