import type { FormTexts } from '../parts/form.tsx';
import type { Language } from '../shell/language.ts';

export interface PeopleTexts extends FormTexts {
  readonly title: string;
  readonly about: string;
  readonly find: string;
  readonly name: string;
  readonly login: string;
  readonly loginHint: string;
  readonly roles: string;
  readonly noRoles: string;
  readonly state: string;
  readonly states: Readonly<Record<'active' | 'disabled' | 'locked' | 'new' | 'provider', string>>;
  readonly actions: string;
  readonly manage: string;
  readonly nobody: string;
  readonly add: string;
  readonly byProvider: string;
  readonly byPassword: string;
  readonly signsInBy: string;
  readonly linkTitle: string;
  readonly linkAbout: (name: string) => string;
  readonly copy: string;
  readonly copied: string;
  readonly at: (role: string, unit: string) => string;
  readonly revoke: string;
  readonly grant: string;
  readonly role: string;
  readonly unit: string;
  readonly rename: string;
  readonly reset: string;
  readonly resetAbout: string;
  readonly disable: string;
  readonly enable: string;
  readonly unlock: string;
  readonly save: string;
  readonly cancel: string;
  readonly close: string;
}

export const PEOPLE_TEXTS: Readonly<Record<Language, PeopleTexts>> = {
  zh: {
    title: '人员',
    about: '角色在某个机构授予，对它及其下级有效。每次更改都记入审计日志。',
    find: '按姓名或登录名查找',
    name: '姓名',
    login: '登录名',
    loginHint: '字母、数字，可含 . - _ @',
    roles: '角色',
    noRoles: '无',
    state: '状态',
    states: { active: '正常', disabled: '已停用', locked: '已锁定', new: '未设密码', provider: '统一认证' },
    actions: '操作',
    manage: '管理',
    nobody: '没有符合条件的人员',
    add: '新增人员',
    byProvider: '本行统一认证',
    byPassword: '本系统密码',
    signsInBy: '登录方式',
    linkTitle: '一次性链接',
    linkAbout: (name) => `请将此链接交给${name}本人，用来设置密码。三天内有效，只能使用一次；关闭后不再显示。`,
    copy: '复制',
    copied: '已复制',
    at: (role, unit) => `${unit}：${role}`,
    revoke: '收回',
    grant: '授予',
    role: '角色',
    unit: '机构',
    rename: '保存姓名',
    reset: '重设密码',
    resetAbout: '原密码和所有登录立即失效，并得到一个一次性链接。',
    disable: '停用',
    enable: '启用',
    unlock: '解除锁定',
    save: '保存',
    cancel: '取消',
    close: '关闭',
    refusals: {
      'last-it': '这是总行最后一个系统管理员账号，请先授予他人此角色。',
      'no-such-account': '没有这个账号，或它的权限超出您的管理范围。',
      'no-such-unit': '没有这个机构，或它不在您的管理范围内。',
      'signs-in-by-provider': '此账号使用本行统一认证登录，没有单独的密码。',
      unreachable: '暂时连不上总行服务器，请稍后再试。',
    },
    problems: {
      login: '2–64 位字母、数字，可含 . - _ @，且没有他人使用',
      name: '请填写姓名（不超过 80 个字）',
    },
  },
  en: {
    title: 'People',
    about: 'A role is granted at a unit and holds there and below. Every change stands in the audit log.',
    find: 'Find by name or login',
    name: 'Name',
    login: 'Login',
    loginHint: 'Letters and digits, also . - _ @',
    roles: 'Roles',
    noRoles: 'none',
    state: 'State',
    states: {
      active: 'active',
      disabled: 'disabled',
      locked: 'locked',
      new: 'no password yet',
      provider: 'bank’s sign-in',
    },
    actions: 'Actions',
    manage: 'Manage',
    nobody: 'Nobody fits',
    add: 'Add a person',
    byProvider: 'The bank’s sign-in',
    byPassword: 'A password here',
    signsInBy: 'Signs in with',
    linkTitle: 'One-time link',
    linkAbout: (name) =>
      `Give this link to ${name}, to choose a password. It works once, within three days, and is not shown again.`,
    copy: 'Copy',
    copied: 'Copied',
    at: (role, unit) => `${role}, ${unit}`,
    revoke: 'Revoke',
    grant: 'Grant',
    role: 'Role',
    unit: 'Unit',
    rename: 'Save name',
    reset: 'Reset password',
    resetAbout: 'The password and every session end at once, and you get a one-time link.',
    disable: 'Disable',
    enable: 'Enable',
    unlock: 'Unlock',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    refusals: {
      'last-it': 'This is the last IT account of head office; give somebody else that role first.',
      'no-such-account': 'There is no such account, or its rights reach beyond yours.',
      'no-such-unit': 'There is no such unit within your reach.',
      'signs-in-by-provider': 'This account signs in with the bank’s account and has no password here.',
      unreachable: 'Head office cannot be reached at the moment. Please try again.',
    },
    problems: {
      login: '2–64 letters and digits, also . - _ @, that nobody else has',
      name: 'A name of at most 80 characters',
    },
  },
};
